"""What happened: the facts of one case, the events in their order, and who is alleged to have done it."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.actors import Actor
from consent.enums import DataSet, Purpose
from consent.models import Consent
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from facts.enums import (
    Control,
    Education,
    EventKind,
    Exploitation,
    Recruitment,
    Relation,
    Role,
    Segment,
    SexualType,
)
from identification.enums import AWAITS_DECISION, Industry, Language, Scope
from identification.models import Case, CaseAccess
from workflow.models import Guarded, GuardedQuerySet


def party_reads(actor: Actor, *, case: str = "case") -> Q:
    """Return the condition that the actor's organisation carries a row's case, or decides on it now.

    A look in an emergency is neither. `case` is "pk" for a query on cases themselves.
    """
    of = "" if case == "pk" else f"{case}__"
    sees = CaseAccess.objects.opens(actor, at_least=Scope.CASEWORK, case=case)
    carried = Q(sees, **{f"{of}carrier": actor.organisation_id})
    if not actor.has(roles.AUTHORITY_MEMBER):
        return carried
    decides = {f"{of}authority": actor.organisation_id, f"{of}status__in": AWAITS_DECISION}
    return carried | Q(sees, **decides)


def reads(actor: Actor, *, case: str = "case") -> Q:
    """Return the condition that the actor reads what happened: the parties, and counsel with whom it is shared.

    What counsel may know for another purpose, such as to speak with the police, does not open it.
    """
    if not actor.has(roles.LEGAL_COUNSEL):
        return party_reads(actor, case=case)
    sight = CaseAccess.objects.opening_cases_to(actor, at_least=Scope.CASEWORK)
    shared = {"recipient": actor.organisation_id, "purpose": Purpose.SHARING, "data": DataSet.LEGAL}
    agreed = Consent.objects.in_force().filter(**shared)
    theirs = Q(Exists(sight.filter(case=OuterRef(case)))) & Q(Exists(agreed.filter(case=OuterRef(case))))
    return party_reads(actor, case=case) | theirs


class FactsQuerySet(GuardedQuerySet):
    """Questions about what happened."""

    def visible_to(self, actor: Actor) -> "FactsQuerySet":
        """Keep the facts of the cases whose story the actor reads."""
        return self.filter(reads(actor))


class ExploiterQuerySet(GuardedQuerySet):
    """Questions about alleged exploiters."""

    def visible_to(self, actor: Actor) -> "ExploiterQuerySet":
        """Keep those in cases that the actor's organisation carries or decides on now: nobody else reads names."""
        return self.filter(party_reads(actor))

    def standing(self) -> "ExploiterQuerySet":
        """Keep those that were not taken back as a mistake."""
        return self.filter(mistaken=False)


def _codes(label: Any, words: type[models.TextChoices]) -> Any:
    base: Any = models.CharField(max_length=30, choices=words)
    return ArrayField(base, default=list, blank=True, verbose_name=label)


def _sealed(label: Any) -> Any:
    return SealedTextField(label, null=True, blank=True)


class CaseFacts(Guarded):
    """What is known of one person and of what was done, in codes; words, age and weaknesses are sealed."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="facts")
    nationalities = ArrayField(
        models.CharField(max_length=2), default=list, blank=True, verbose_name=_("nationalities")
    )
    languages = _codes(_("languages"), Language)
    education = models.CharField(_("schooling"), max_length=20, choices=Education, blank=True)
    age_when_exploited = _sealed(_("age when it began"))
    relation = models.CharField(_("who the recruiter was"), max_length=20, choices=Relation, blank=True)
    recruitment = _codes(_("how the person was recruited"), Recruitment)
    recruitment_note = _sealed(_("more about the recruitment"))
    control = _codes(_("means of control"), Control)
    control_note = _sealed(_("more about the means of control"))
    exploitation = _codes(_("forms of exploitation"), Exploitation)
    industry = models.CharField(_("industry"), max_length=1, choices=Industry, blank=True)
    sexual_types = _codes(_("kinds of sexual exploitation"), SexualType)
    exploitation_note = _sealed(_("more about the exploitation"))
    segments = _codes(_("segments of related crimes"), Segment)
    # Codes with commas between them: health is among them.
    vulnerabilities = _sealed(_("vulnerabilities"))
    vulnerabilities_note = _sealed(_("more about the vulnerabilities"))

    objects = FactsQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("facts of a case")
        constraints = [
            models.CheckConstraint(
                condition=Q(industry="") | Q(exploitation__contains=[Exploitation.FORCED_LABOUR]),
                name="industry_is_that_of_forced_labour",
            ),
            models.CheckConstraint(
                condition=Q(sexual_types=[]) | Q(exploitation__contains=[Exploitation.SEXUAL]),
                name="sexual_types_are_of_sexual_exploitation",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def vulnerability_codes(self) -> list[str]:
        """What was made use of, code by code."""
        return self.vulnerabilities.split(",") if self.vulnerabilities else []


class TraffickingEvent(Guarded):
    """One part of the story: where it was, from when to when, and what happened. Days, places and words are sealed.

    A day that is not known to the day stands as `2024` or `2024-05`.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="trafficking_events")
    kind = models.CharField(_("what it was"), max_length=20, choices=EventKind)
    order = models.PositiveSmallIntegerField(_("which part of the story"))
    country = models.CharField(_("country"), max_length=2, blank=True)
    place = _sealed(_("place"))
    starts = _sealed(_("from when"))
    ends = _sealed(_("until when"))
    description = _sealed(_("what happened"))
    mistaken = models.BooleanField(_("written down by mistake"), default=False)
    added_at = models.DateTimeField(default=timezone.now)

    objects = FactsQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("event of a story")
        ordering = ["order", "added_at"]
        indexes = [models.Index(fields=["case", "order"], name="events_of_a_case")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/events/{self.pk}/"


class AllegedExploiter(Guarded):
    """Somebody who is alleged to have exploited the person, or the kin of one: alleged, never found guilty here.

    A shelter is refused for it, and learns nothing of it (`facts.roof`).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="alleged_exploiters")
    name = _sealed(_("name"))
    other_names = _sealed(_("other names"))
    birth_year = _sealed(_("year of birth"))
    phone = _sealed(_("telephone"))
    roles = _codes(_("what they are alleged to have done"), Role)
    relation = models.CharField(_("who they are to the person"), max_length=20, choices=Relation, blank=True)
    is_kin = models.BooleanField(_("kin of somebody alleged"), default=False)
    note = _sealed(_("note"))
    mistaken = models.BooleanField(_("written down by mistake"), default=False)
    added_at = models.DateTimeField(default=timezone.now)

    objects = ExploiterQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("alleged exploiter")
        ordering = ["added_at"]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/exploiters/{self.pk}/"
