"""A call to a hotline: when, how, in which language, about what. No name, no number, no text."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import Organisation, User
from encryption.history import SealedHistory
from hotline import permissions, rules
from hotline.enums import Advice, CallStatus, Category, Channel, Pointed
from identification.enums import LANGUAGE_CODE, Language, YesNo
from identification.models import Case
from workflow.guard import require_writing
from workflow.models import GuardedQuerySet, Stateful
from workflow.wording import words


class CallQuerySet(GuardedQuerySet):
    """Questions about calls."""

    def visible_to(self, actor: Actor) -> "CallQuerySet":
        """Keep the calls of the actor's own organisation; none for one whose roles see no case."""
        return self.filter(organisation=actor.organisation_id) if actor.reads_cases else self.none()

    def remove(self) -> int:
        """These calls, and what their history says, are gone; return how many. For actions of commands."""
        require_writing(self.model)
        ids = list(self.values_list("pk", flat=True))
        models.QuerySet.delete(self)
        Call.history.filter(id__in=ids).delete()  # afterwards: going is written into it as well
        return len(ids)


class Call(Stateful):
    """A call without a name: codes alone, until it is turned into a case or closed with advice."""

    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="+")
    status = FSMField(default=CallStatus.NEW, choices=CallStatus.choices, protected=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(_("how"), max_length=10, choices=Channel)
    language = models.CharField(_("language"), max_length=20, blank=True, choices=Language)
    category = models.CharField(_("about what"), max_length=20, choices=Category)
    in_danger = models.CharField(_("in danger now"), max_length=10, choices=YesNo)
    advice = ArrayField(models.CharField(max_length=20, choices=Advice), default=list)
    pointed_to = ArrayField(models.CharField(max_length=20, choices=Pointed), default=list)

    objects = CallQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("call")
        indexes = [models.Index(fields=["organisation", "-taken_at", "-id"], name="calls_of_a_hotline")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=CallStatus.TURNED, case__isnull=False)
                | Q(~Q(status=CallStatus.TURNED), case__isnull=True),
                name="a_turned_call_and_no_other_has_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(status=CallStatus.CLOSED) | Q(advice__len__gt=0),
                name="a_closed_call_says_what_was_advised",
            ),
            models.CheckConstraint(
                condition=Q(language__regex=LANGUAGE_CODE), name="language_of_a_call_is_a_code"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/calls/{self.pk}/"

    @classmethod
    def taken(cls, actor: Actor, **given: Any) -> "Call":
        """Return a call that this actor takes for their organisation, not yet begun."""
        return cls(organisation=actor.organisation, taken_by=actor.user, **given)

    @transition(
        field=status,
        source=CallStatus.NEW,
        target=CallStatus.OPEN,
        permission=permissions.by_call_taker,
        custom=words(_("Note a call"), _("noted a call"), tone="primary"),
    )
    def take(self) -> None:
        """The call is noted, and waits to be finished."""

    @transition(
        field=status,
        source=CallStatus.OPEN,
        target=None,
        permission=permissions.by_call_taker,
        custom=words(_("Correct"), _("corrected a call")),
    )
    def correct(self, *, in_danger: str, category: str, channel: str, language: str) -> None:
        """What was wrong is put right; the history keeps what was noted before."""
        self.in_danger, self.category = in_danger, category
        self.channel, self.language = channel, language

    @transition(
        field=status,
        source=CallStatus.OPEN,
        target=CallStatus.TURNED,
        permission=permissions.by_call_taker,
        conditions=[rules.case_is_carried_here],
        custom=words(_("Turn into a case"), _("turned a call into a case"), tone="primary"),
    )
    def turn(self, *, case: Case) -> None:
        """The call goes on as a case; all that is told from now on is written there."""
        self.case = case

    @transition(
        field=status,
        source=CallStatus.OPEN,
        target=CallStatus.CLOSED,
        permission=permissions.by_call_taker,
        conditions=[rules.advice_is_chosen],
        custom=words(_("Close with advice"), _("closed a call with advice")),
    )
    def close(self, *, advice: list[str], pointed_to: list[str]) -> None:
        """The person was advised; who they are stays unknown."""
        self.advice, self.pointed_to = advice, pointed_to
