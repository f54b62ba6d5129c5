"""Indicator sets: versioned data, each list with its provenance.

A screening keeps the version it was asked with. Lists whose provenance says "provisional" are
marked so wherever they are shown.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
CURRENT = "ilo_ec_2009_v1"


@dataclass(frozen=True)
class Indicator:
    """One indicator, with its strength in each profile: S, M, W, or None where the list lacks it."""

    code: str
    element: str
    label: str
    strengths: dict[str, str | None]


@dataclass(frozen=True)
class IndicatorSet:
    """A published set of indicators, its rule, and where each list comes from."""

    version: str
    name: str
    publisher: str
    elements: dict[str, str]
    provenance: dict[str, str]
    minimal_sets: tuple[tuple[int, int, int], ...]
    rule_text: str
    indicators: tuple[Indicator, ...]

    def of(self, profile: str) -> list[Indicator]:
        """Return the indicators of a profile's list, in the order of the publication."""
        return [one for one in self.indicators if one.strengths[profile]]

    def in_element(self, profile: str, element: str) -> list[Indicator]:
        """Return the indicators of one element of a profile's list."""
        return [one for one in self.of(profile) if one.element == element]

    def is_provisional(self, profile: str) -> bool:
        """Tell whether this profile's list has not been checked against its source."""
        return self.provenance[profile].startswith("provisional")


@cache
def load(version: str = CURRENT) -> IndicatorSet:
    """Return a set by its version; FileNotFoundError for one that was never installed."""
    data = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    return IndicatorSet(
        version=version,
        name=data["name"],
        publisher=data["publisher"],
        elements=data["elements"],
        provenance=data["provenance"],
        minimal_sets=tuple((s, m, w) for s, m, w in data["rule"]["minimal_sets_smw"]),
        rule_text=data["rule"]["text"],
        indicators=tuple(_indicator(one, data["provenance"]) for one in data["indicators"]),
    )


def _indicator(one: dict[str, Any], profiles: dict[str, str]) -> Indicator:
    strengths = {profile: one[profile] for profile in profiles}
    return Indicator(one["code"], one["element"], one["label"], strengths)
