"""A screening: which list was asked, what was answered, what it points to."""

from functools import cached_property
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import User
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification import permissions, rules
from identification.enums import AnswerValue, Profile, Result, Scope, ScreeningStatus, YesNo
from identification.indicators import CURRENT, IndicatorSet, load, version_on
from identification.models.access import CaseAccess
from identification.models.case import Case
from identification.models.checklist import SignOff
from identification.scoring import Score, score
from workflow.models import Guarded, GuardedQuerySet, Stateful
from workflow.wording import words


class ScreeningQuerySet(GuardedQuerySet):
    """Questions about screenings."""

    def visible_to(self, actor: Actor) -> "ScreeningQuerySet":
        """Keep the screenings of cases that the actor may see."""
        sight = CaseAccess.objects.opens(actor, at_least=Scope.CASEWORK, emergencies=True)
        until = CaseAccess.objects.emergency_until(actor, case="case")
        return self.filter(sight).annotate(emergency_until=until)


class Screening(Stateful):
    """One talk with one indicator list. It keeps the version of the list it was asked with."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="screenings")
    status = FSMField(default=ScreeningStatus.NEW, choices=ScreeningStatus.choices, protected=True)
    profile = models.CharField(max_length=20, choices=Profile)
    indicator_set = models.CharField(max_length=40, default=CURRENT)
    screened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    result = models.CharField(max_length=30, choices=Result, blank=True)
    # Recorded for the person's lawyer. No rule, permission or result reads it.
    cooperation = models.CharField(
        _("wishes to speak with the police"), max_length=10, choices=YesNo, default=YesNo.UNKNOWN
    )
    note = SealedTextField(null=True, blank=True)

    objects = ScreeningQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("screening")

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/screenings/{self.pk}/"

    @property
    def carrier_id(self) -> UUID:
        """The organisation that carries the case."""
        return self.case.carrier_id

    @cached_property
    def indicators(self) -> IndicatorSet:
        """The list that is asked, in the version it began with."""
        return load(self.indicator_set)

    @property
    def is_provisional(self) -> bool:
        """Tell whether nobody has checked the list against its source, or answers for it no longer."""
        came_provisional = self.indicators.is_provisional(self.profile)
        return came_provisional and not SignOff.objects.of(self.indicator_set, self.profile).exists()

    def answered(self) -> dict[str, str]:
        """Return the answers by indicator."""
        return dict(self.answers.values_list("code", "value"))

    def score(self) -> Score:
        """Return what the answers add up to."""
        adult = not self.case.is_child
        return score(self.profile, adult=adult, answers=self.answered(), indicators=self.indicators)

    def every_element_is_asked(self) -> bool:
        """Tell whether each element of the list has at least one answer other than "not asked"."""
        answered = {code[:2] for code, value in self.answered().items() if value != AnswerValue.NOT_ASKED}
        listed = {one.element for one in self.indicators.of(self.profile)}
        return listed <= answered

    @transition(
        field=status,
        source=ScreeningStatus.NEW,
        target=ScreeningStatus.OPEN,
        permission=permissions.by_screener,
        conditions=[rules.case_can_be_screened, rules.profile_fits_age],
        custom=words(_("Begin a screening"), _("began a screening"), tone="primary"),
    )
    def begin(self) -> None:
        """The screening is open for answers to the list that is asked today."""
        self.indicator_set = version_on()

    @transition(
        field=status,
        source=ScreeningStatus.OPEN,
        target=None,
        permission=permissions.by_screener,
        conditions=rules.CASE_GOES_ON,
        custom=words(_("Answer"), _("wrote down answers")),
    )
    def answer(self) -> None:
        """Answers may be written: `actions.answer` writes them."""

    @transition(
        field=status,
        source=ScreeningStatus.OPEN,
        target=ScreeningStatus.COMPLETED,
        permission=permissions.by_screener,
        conditions=[*rules.CASE_GOES_ON, rules.something_is_answered],
        custom=words(_("Complete the screening"), _("completed the screening"), tone="primary"),
    )
    def complete(self, *, note: str = "", cooperation: str = YesNo.UNKNOWN) -> None:
        """The result stands, explained by the answers."""
        self.result, self.note, self.cooperation = self.score().result, note or None, cooperation

    @transition(
        field=status,
        source=ScreeningStatus.COMPLETED,
        target=None,
        permission=permissions.by_screener,
        custom=words(_("Weigh anew"), _("weighed a screening anew, as the age was corrected")),
    )
    def weigh_anew(self) -> None:
        """The same answers, weighed for the age that is recorded now."""
        self.result = self.score().result


class Answer(Guarded):
    """The answer to one indicator in one screening."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="answers")
    code = models.CharField(max_length=4)
    value = models.CharField(max_length=10, choices=AnswerValue)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screening", "code"], name="one_answer_per_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.value}"
