"""Two screenings of a case side by side: what was answered then and now, and what differs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from identification.asking.questions import questions_of
from identification.enums import AnswerValue, Result
from identification.models import Screening


@dataclass(frozen=True)
class Line:
    """One question, or what the whole adds up to: the earlier word, the later one, and whether they differ."""

    label: str
    earlier: str
    later: str

    @property
    def differs(self) -> bool:
        """Tell whether something else was said."""
        return self.earlier != self.later


@dataclass(frozen=True)
class Compared:
    """Two screenings, and their lines: those that differ, and how many are the same."""

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
    lines = [Line(_(questions[code].ask), *(_word(one, code) for one in told)) for code in answered]
    return Compared(earlier, later, [Line(_("Result"), _result(earlier), _result(later)), *lines])


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
