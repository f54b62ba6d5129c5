"""How practice is told."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from identification.enums import AnswerValue
from identification.models import SignOff
from identification.presenters import Chip
from practice.marking import ENOUGH_VIGNETTES, Line, Marked
from practice.models import Attempt
from practice.vignettes import CURRENT, Vignette, every

SENTENCES = {
    "practice.begin": _("began to practise with an invented person"),
    "practice.finish": _("finished practising with an invented person"),
    "practice.certificate": _("printed their certificate of practice"),
}
PASSED = ("good", "check")
OPEN = ("going", "clock")
NOT_YET = ("waiting", "dash")


@dataclass(frozen=True)
class Told:
    """One vignette in the list: who it is, and how far the learner is."""

    vignette: Vignette
    chip: Chip | None


@dataclass(frozen=True)
class Progress:
    """How far a learner is: the vignettes, how many were passed, and the day on which it was enough."""

    vignettes: list[Told]
    passed: int
    enough_since: datetime | None

    needed = ENOUGH_VIGNETTES


@dataclass(frozen=True)
class LinesTold:
    """Some indicators of a comparison, under a heading."""

    heading: object
    rows: list[tuple[Line, str, str]]


def progress(attempts: list[Attempt]) -> Progress:
    """Return how far somebody is, by their attempts, oldest first."""
    first: dict[str, datetime] = {}
    for one in attempts:
        if one.is_passed and one.finished_at and one.edition == CURRENT:
            first.setdefault(one.vignette_code, one.finished_at)
    days = sorted(first.values())
    enough = days[ENOUGH_VIGNETTES - 1] if len(days) >= ENOUGH_VIGNETTES else None
    return Progress([Told(one, _chip(one, attempts, first)) for one in every().values()], len(days), enough)


def _chip(vignette: Vignette, attempts: list[Attempt], passed: dict[str, datetime]) -> Chip | None:
    mine = [one for one in attempts if one.vignette_code == vignette.code]
    if vignette.code in passed:
        return Chip(str(_("Passed")), *PASSED)
    if any(one.finished_at is None for one in mine):
        return Chip(str(_("Begun")), *OPEN)
    return Chip(str(_("Not passed yet")), *NOT_YET) if mine else None


def compared(marked: Marked) -> list[LinesTold]:
    """Return the comparison in parts, what was missed first; a part without lines is left out."""
    parts = (
        (_("What you missed"), marked.missed),
        (_("What you saw and the expert did not"), marked.imagined),
        (_("What you answered otherwise"), marked.otherwise),
        (_("Where you agree"), marked.agreed),
    )
    return [LinesTold(heading, [_told(one) for one in lines]) for heading, lines in parts if lines]


def _told(line: Line) -> tuple[Line, str, str]:
    return line, str(AnswerValue(line.mine).label), str(AnswerValue(line.expected).label)


def is_provisional(vignette: Vignette) -> bool:
    """Tell whether the list that is practised has not been checked against its source."""
    came_so = vignette.indicators.is_provisional(vignette.profile)
    return came_so and not SignOff.objects.of(vignette.indicator_set, vignette.profile).exists()
