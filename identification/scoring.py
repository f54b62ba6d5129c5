"""What answers add up to: the ILO/EC rule per element, then the table of results.

Pure functions. They read answers, profile and age; never the answer about co-operation with police.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from identification.enums import AnswerValue, Result
from identification.indicators import IndicatorSet, load

EXPLOITATION = "EX"
GROWN_UP = 18


class WrongAnswers(ValueError):
    """The answers name something that the list does not know; the message says what, in a sentence."""


@dataclass(frozen=True)
class ElementScore:
    """Whether an element is positive, by which indicators, and how much of it was asked."""

    element: str
    name: str
    positive: bool
    yes: dict[str, str]
    not_asked: list[str]

    @property
    def counts(self) -> str:
        """How many answers of each strength were a yes."""
        counts = Counter(self.yes.values())
        return _("%(strong)d strong, %(medium)d medium, %(weak)d weak") % {
            "strong": counts["S"],
            "medium": counts["M"],
            "weak": counts["W"],
        }

    @property
    def counted(self) -> str:
        """The verdict, and how many answers of each strength it rests on."""
        verdict = _("positive") if self.positive else _("not positive")
        return _("%(verdict)s: %(found)s") % {"verdict": verdict, "found": self.counts}

    @property
    def why(self) -> str:
        """The verdict with the codes of the answers that made it: for a machine, which looks them up."""
        codes = ", ".join(self.yes) or _("none")
        return _("%(counted)s (%(codes)s)") % {"counted": self.counted, "codes": codes}


@dataclass(frozen=True)
class Score:
    """The result of a screening and the elements it rests on."""

    profile: str
    is_adult: bool
    elements: tuple[ElementScore, ...]
    result: Result

    @property
    def positive(self) -> list[str]:
        """The codes of the positive elements."""
        return [one.element for one in self.elements if one.positive]


def is_adult(age: int | None) -> bool:
    """Tell whether a person is known to be 18 or over; in doubt a person is a child (CoE art. 10(3))."""
    return age is not None and age >= GROWN_UP


def score(
    profile: str, *, adult: bool, answers: Mapping[str, str], indicators: IndicatorSet | None = None
) -> Score:
    """Return the result of these answers. WrongAnswers for a code or value that the list does not have."""
    known = indicators or load()
    _check(profile, answers, known)
    elements = tuple(_element(known, profile, element, answers) for element in known.elements)
    positive = {one.element for one in elements if one.positive}
    return Score(profile, adult, elements, result_of(adult, positive))


def score_listed(profile: str, *, adult: bool, answers: Mapping[str, str], indicators: IndicatorSet) -> Score:
    """Return the result of one list, where answers to questions of other lists are among them and do not count."""
    listed = {one.code for one in indicators.of(profile)}
    own = {code: value for code, value in answers.items() if code in listed}
    return score(profile, adult=adult, answers=own, indicators=indicators)


def strongest(results: Iterable[Result]) -> Result:
    """Return the result that calls for most: where several lists were asked, none takes away what another shows."""
    return min(results, key=list(Result).index)


def result_of(adult: bool, positive: set[str]) -> Result:
    """Return the row of the decision table that fits."""
    exploited, means = EXPLOITATION in positive, bool(positive - {EXPLOITATION})
    if not adult:
        return Result.PRESUMED if exploited else Result.INCONCLUSIVE_CHILD
    if exploited:
        return Result.PRESUMED if means else Result.EXPLOITED_NO_MEANS
    return Result.AT_RISK if means else Result.NO_INDICATION


def is_positive(strengths: Counter[str], known: IndicatorSet) -> bool:
    """Tell whether these counts hold one of the minimal sets; a stronger indicator may stand for a weaker one."""
    return any(_holds(strengths, minimal) for minimal in known.minimal_sets)


def _holds(strengths: Counter[str], minimal: tuple[int, int, int]) -> bool:
    strong, medium, weak = strengths["S"], strengths["M"], strengths["W"]
    needs_strong, needs_medium, needs_weak = minimal
    medium += strong - needs_strong
    weak += medium - needs_medium
    return strong >= needs_strong and medium >= needs_medium and weak >= needs_weak


def _element(known: IndicatorSet, profile: str, element: str, answers: Mapping[str, str]) -> ElementScore:
    listed = known.in_element(profile, element)
    yes = {
        one.code: str(one.strengths[profile]) for one in listed if answers.get(one.code) == AnswerValue.YES
    }
    asked = (AnswerValue.YES, AnswerValue.NO, AnswerValue.REFUSED)
    missing = [one.code for one in listed if answers.get(one.code) not in asked]
    positive = is_positive(Counter(yes.values()), known)
    return ElementScore(element, known.elements[element], positive, yes, missing)


def _check(profile: str, answers: Mapping[str, str], known: IndicatorSet) -> None:
    if profile not in known.provenance:
        raise WrongAnswers(f"There is no profile {profile!r}: use one of {', '.join(known.provenance)}.")
    listed = {one.code for one in known.of(profile)}
    if strange := sorted(set(answers) - listed):
        raise WrongAnswers(f"The list {profile} has no indicator {strange[0]!r}.")
    for code, value in answers.items():
        if value not in AnswerValue.values:
            raise WrongAnswers(f"{code} is {value!r}: use one of {', '.join(AnswerValue.values)}.")
