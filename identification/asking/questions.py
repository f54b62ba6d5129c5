"""A plain question for each indicator, and what a yes means: versioned data, beside the indicators."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from identification.indicators import IndicatorSet

FOLDER = Path(__file__).parent.parent / "questions"


@dataclass(frozen=True)
class Question:
    """What to ask the person, and what a yes means."""

    ask: str
    means: str


def questions_of(indicators: IndicatorSet) -> dict[str, Question]:
    """Return the question of each indicator; its label where a set came without questions."""
    written = _written(indicators.version)
    return {one.code: written.get(one.code, Question(one.label, "")) for one in indicators.indicators}


@cache
def _written(version: str) -> dict[str, Question]:
    file = FOLDER / f"{version}.json"
    if not file.exists():
        return {}
    data = json.loads(file.read_text(encoding="utf-8"))
    return {code: Question(one["ask"], one["means"]) for code, one in data["questions"].items()}
