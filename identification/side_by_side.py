"""Two screenings of a case side by side: what was answered then and now, and what differs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from identification.asking.questions import questions_of
from identification.enums import AnswerValue, Result
from identification.models import Screening


@dataclass(frozen=True)
class Line:
    """One question, or the whole: the word of the earlier talk, that of the later, and how they compare."""

    label: str
    earlier: str
    later: str
    is_in_both: bool = True

    @property
    def differs(self) -> bool:
        """Tell whether something else was said: what was asked in one talk only does not differ."""
        return self.is_in_both and self.earlier != self.later

    @property
    def comparison(self) -> str:
        """How the two compare, in words: nobody has to tell it from a colour."""
        if not self.is_in_both:
            return _("asked in one only")
        return _("differs") if self.differs else _("the same")


@dataclass(frozen=True)
class Compared:
    """Two screenings, and their lines."""

    earlier: Screening
    later: Screening
    lines: list[Line]

    @property
    def different(self) -> int:
        """How many lines differ."""
        return sum(one.differs for one in self.lines)


def newest_two(rows: list[Screening]) -> dict[str, str]:
    """Return the choice with which the page begins: the newest, beside the one before."""
    return {"one": str(rows[-2].pk), "other": str(rows[-1].pk)} if len(rows) > 1 else {}


def compared(earlier: Screening, later: Screening) -> Compared:
    """Return two screenings line by line: the result first, then every question that was answered in either."""
    told = [_told(earlier), _told(later)]
    questions = {**questions_of(earlier.indicators), **questions_of(later.indicators)}
    answered = [code for code in questions if any(_says(one, code) for one in told)]
    lines = [_line(_(questions[code].ask), code, told) for code in answered]
    return Compared(earlier, later, [Line(_("Result"), _result(earlier), _result(later)), *lines])


def _line(label: str, code: str, told: list[dict[str, str]]) -> Line:
    earlier, later = (_word(one, code) for one in told)
    return Line(label, earlier, later, is_in_both=all(_says(one, code) for one in told))


def _told(screening: Screening) -> dict[str, str]:
    """Return the answer to each question of its lists."""
    answered = screening.answered()
    return {one.code: answered.get(one.code, AnswerValue.NOT_ASKED) for one in screening.asked_in()}


def _says(told: dict[str, str], code: str) -> bool:
    return told.get(code, AnswerValue.NOT_ASKED) != AnswerValue.NOT_ASKED


def _word(told: dict[str, str], code: str) -> str:
    return str(AnswerValue(told[code]).label) if code in told else _("not in this list")


def _result(screening: Screening) -> str:
    return str(Result(screening.result or screening.overall()).label)
