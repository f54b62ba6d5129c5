"""The invented people: what each tells, and how somebody experienced answers the checklist after hearing it.

Versioned data, like the lists: an attempt keeps the edition it was made with.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from identification.enums import AnswerValue, Profile
from identification.indicators import IndicatorSet, load
from identification.scoring import Score, is_adult, score

FOLDER = Path(__file__).parent
CURRENT = "vignettes_v1"


@dataclass(frozen=True)
class Expected:
    """How the expert answers one indicator, and why, in a sentence."""

    answer: str
    why: str


@dataclass(frozen=True)
class Vignette:
    """One invented person. What the expert did not answer, the story does not say: it counts as not asked."""

    code: str
    profile: str
    age: int | None
    title: str
    story: list[str]
    why: str
    expected: dict[str, Expected]
    indicator_set: str

    @property
    def indicators(self) -> IndicatorSet:
        """The set of lists that the expert answered."""
        return load(self.indicator_set)

    @property
    def profile_name(self) -> str:
        """The name of the list."""
        return str(Profile(self.profile).label)

    def answer_to(self, code: str) -> str:
        """Return the expert's answer to an indicator."""
        return self.expected[code].answer if code in self.expected else AnswerValue.NOT_ASKED.value

    def scored(self, answers: dict[str, str]) -> Score:
        """Return what answers come to for this person, by the rule of real screenings."""
        return score(self.profile, adult=is_adult(self.age), answers=answers, indicators=self.indicators)

    def expert(self) -> Score:
        """Return what the expert's answers come to."""
        return self.scored({code: one.answer for code, one in self.expected.items()})


@cache
def every(edition: str = CURRENT) -> dict[str, Vignette]:
    """Return the vignettes of an edition by code."""
    data = json.loads((FOLDER / f"{edition}.json").read_text(encoding="utf-8"))
    found = {}
    for one in data["vignettes"]:
        expected = {code: Expected(said["answer"], said["why"]) for code, said in one["answers"].items()}
        told = (one["id"], one["profile"], one["age"], one["title"], one["story"], one["why"])
        found[one["id"]] = Vignette(*told, expected, data["indicator_set"])
    return found
