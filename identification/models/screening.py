"""A screening: which list was asked, what was answered, what it points to."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import User
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification import permissions, rules
from identification.enums import AnswerValue, Profile, Result, Scope, ScreeningStatus, YesNo
from identification.indicators import CURRENT, Indicator, IndicatorSet, load, version_on
from identification.models.access import CaseAccess
from identification.models.case import Case
from identification.models.checklist import SignOff
from identification.scoring import Score, score_listed, strongest
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
    """One talk with one indicator list, or several at once. It keeps the version of the lists it was asked with."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="screenings")
    status = FSMField(default=ScreeningStatus.NEW, choices=ScreeningStatus.choices, protected=True)
    profile = models.CharField(max_length=20, choices=Profile)
    # Lists that are asked in the same talk: a question that stands in several is asked once, and counts in each.
    also = ArrayField(models.CharField(max_length=20, choices=Profile), default=list, blank=True)
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
    def profiles(self) -> list[str]:
        """The lists that are asked, the first one first."""
        return list(dict.fromkeys([self.profile, *self.also]))

    @property
    def named_lists(self) -> list[tuple[str, bool]]:
        """The lists that are asked, by their names, and whether each has not been checked against its source."""
        return [(str(Profile(one).label), self.is_provisional(one)) for one in self.profiles]

    @property
    def name(self) -> str:
        """The names of the lists that are asked, on one line."""
        return " + ".join(str(Profile(one).label) for one in self.profiles)

    def asked_in(self, element: str | None = None) -> list[Indicator]:
        """Return the indicators of one element, or of all, in any of the lists: each once."""
        every = [one for one in self.indicators.indicators if element in (None, one.element)]
        return [one for one in every if any(one.strengths[profile] for profile in self.profiles)]

    def is_provisional(self, profile: str) -> bool:
        """Tell whether nobody has checked this list against its source, or answers for it no longer."""
        came_provisional = self.indicators.is_provisional(profile)
        return came_provisional and not SignOff.objects.of(self.indicator_set, profile).exists()

    def answered(self) -> dict[str, str]:
        """Return the answers by indicator."""
        return dict(self.answers.values_list("code", "value"))

    def scores(self) -> list[Score]:
        """Return what the answers add up to, in each list."""
        told: dict[str, Any] = {"adult": not self.case.is_child, "answers": self.answered()}
        return [score_listed(one, **told, indicators=self.indicators) for one in self.profiles]

    def overall(self) -> Result:
        """Return the result that calls for most, of all the lists."""
        return strongest([one.result for one in self.scores()])

    def every_element_is_asked(self) -> bool:
        """Tell whether each element of each list has at least one answer other than "not asked"."""
        asked = {code for code, value in self.answered().items() if value != AnswerValue.NOT_ASKED}
        return all(_is_asked_in_full(self.indicators.of(one), asked) for one in self.profiles)

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
        self.result, self.note, self.cooperation = self.overall(), note or None, cooperation

    @transition(
        field=status,
        source=ScreeningStatus.COMPLETED,
        target=None,
        permission=permissions.by_screener,
        custom=words(_("Weigh anew"), _("weighed a screening anew, as the age was corrected")),
    )
    def weigh_anew(self) -> None:
        """The same answers, weighed for the age that is recorded now."""
        self.result = self.overall()


def _is_asked_in_full(listed: list[Indicator], asked: set[str]) -> bool:
    """Tell whether something was asked in each element of a list."""
    return {one.element for one in listed} <= {one.element for one in listed if one.code in asked}


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


class AnswerNote(Guarded):
    """What was noted beside one answer, in words: sealed. A row of its own, so that a tap seals nothing."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="answer_notes")
    code = models.CharField(max_length=4)
    note = SealedTextField(null=True)

    history = SealedHistory()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screening", "code"], name="one_note_per_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.screening_id} {self.code}"
