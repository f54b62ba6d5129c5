"""Indicator sets: versioned data, each list with its provenance.

Some come along as files, others were installed later and are rows. A set never changes: a screening keeps the version
it was asked with, and on each day one set is asked in new ones. Lists whose provenance says "provisional" are marked so
wherever they are shown, until somebody signs them off (`models.SignOff`).
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils import timezone

FOLDER = Path(__file__).parent
CURRENT = "ilo_ec_2009_v1"  # the one that comes along


class UnknownSet(LookupError):
    """There is no set of this version."""


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
    effective_from: date
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
        """Tell whether this profile's list came without having been checked against its source."""
        return self.provenance[profile].startswith("provisional")


def load(version: str = CURRENT) -> IndicatorSet:
    """Return a set by its version; UnknownSet for one that was never installed."""
    return _shipped().get(version) or _read(published(version))


def published(version: str) -> dict[str, Any]:
    """Return a set as it was published, to be exported; UnknownSet for one that was never installed."""
    file = FOLDER / f"{version}.json"
    if version in _shipped():
        text: str | None = file.read_text(encoding="utf-8")
    else:
        text = _installed().filter(version=version).values_list("text", flat=True).first()
    if text is None:
        raise UnknownSet(f"There is no indicator set {version!r}.")
    data: dict[str, Any] = json.loads(text)
    return data


def every() -> list[IndicatorSet]:
    """Return all sets, the one that is asked last first."""
    installed = [_read(json.loads(text)) for text in _installed().values_list("text", flat=True)]
    return sorted(
        [*_shipped().values(), *installed], key=lambda one: (one.effective_from, one.version), reverse=True
    )


def version_on(day: date | None = None) -> str:
    """Return the version that new screenings ask on a day, today by default: the latest that has begun."""
    starts = [(one.effective_from, one.version) for one in _shipped().values()]
    starts += _installed().values_list("effective_from", "version")
    begun = [one for one in starts if one[0] <= (day or timezone.localdate())]
    return max(begun or [min(starts)])[1]


def version_of(data: dict[str, Any]) -> str:
    """Return the version that a published set has here."""
    return f"{data['set']}_v{data['version']}"


@cache
def _shipped() -> dict[str, IndicatorSet]:
    files = sorted(FOLDER.glob("*.json"))
    sets = [_read(json.loads(file.read_text(encoding="utf-8"))) for file in files]
    return {one.version: one for one in sets}


def _installed() -> Any:
    """Return the sets that were installed later; the model knows this module."""
    return apps.get_model("identification", "InstalledSet").objects.all()


def _read(data: dict[str, Any]) -> IndicatorSet:
    return IndicatorSet(
        version=version_of(data),
        effective_from=date.fromisoformat(data["effective_from"]),
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
