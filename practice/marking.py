"""How a learner's answers compare with the expert's."""

from collections.abc import Mapping
from dataclasses import dataclass

from identification.enums import AnswerValue, Result
from practice.vignettes import Vignette

YES = AnswerValue.YES.value
ENOUGH_PERCENT = 70
# Of the twelve. Each profile has three, one of them somebody who was not exploited: nobody gets the certificate
# without every profile, and without two people at least who were not trafficked.
ENOUGH_VIGNETTES = 10


@dataclass(frozen=True)
class Line:
    """One indicator: what the learner answered, what the expert, and why."""

    code: str
    element: str
    label: str
    mine: str
    expected: str
    why: str


@dataclass(frozen=True)
class Marked:
    """What was agreed on, missed, seen where it is not, and answered otherwise; and the result both ways."""

    agreed: list[Line]
    missed: list[Line]
    imagined: list[Line]
    otherwise: list[Line]
    result: Result
    expected: Result

    @property
    def counted(self) -> int:
        """How many indicators either of the two answered."""
        return len(self.agreed) + len(self.missed) + len(self.imagined) + len(self.otherwise)

    @property
    def is_passed(self) -> bool:
        """Tell whether the result is the expert's, and enough of the answers are."""
        return self.result == self.expected and len(self.agreed) * 100 >= self.counted * ENOUGH_PERCENT


def marked(vignette: Vignette, answers: Mapping[str, str]) -> Marked:
    """Return the comparison. What neither answered is not counted: to leave out what nobody said is no merit."""
    lines: dict[str, list[Line]] = {name: [] for name in ("agreed", "missed", "imagined", "otherwise")}
    for one in vignette.indicators.of(vignette.profile):
        mine, expected = answers.get(one.code, AnswerValue.NOT_ASKED.value), vignette.answer_to(one.code)
        if {mine, expected} != {AnswerValue.NOT_ASKED.value}:
            known = vignette.expected.get(one.code)
            line = Line(
                one.code,
                vignette.indicators.elements[one.element],
                one.label,
                mine,
                expected,
                known.why if known else "",
            )
            lines[_kind(mine, expected)].append(line)
    return Marked(**lines, result=vignette.scored(dict(answers)).result, expected=vignette.expert().result)


def _kind(mine: str, expected: str) -> str:
    if mine == expected:
        return "agreed"
    if expected == YES:
        return "missed"
    return "imagined" if mine == YES else "otherwise"
