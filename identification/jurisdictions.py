"""Jurisdictions: dated values, each with its legal source, never constants in code.

The three here are invented; each file lists, for each name, the values with the day they begin.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils import timezone

FOLDER = Path(__file__).parent / "jurisdiction_data"


@dataclass(frozen=True)
class Value:
    """A value in force from a day on, with the law it comes from."""

    value: int
    since: date
    source: str


@dataclass(frozen=True)
class Jurisdiction:
    """A country: its code and name, and its values by name, oldest first."""

    code: str
    name: str
    values: dict[str, Sequence[Value]]

    def __str__(self) -> str:
        return self.name


@cache
def load() -> dict[str, Jurisdiction]:
    """Return the jurisdictions by code."""
    files = sorted(FOLDER.glob("*.json"))
    return {one.code: one for one in map(_read, files)}


def value(code: str, name: str, on: date | None = None) -> Value:
    """Return the value in force on a day (today by default); KeyError where the jurisdiction has none."""
    on = on or timezone.localdate()
    in_force = [one for one in load()[code].values[name] if one.since <= on]
    if not in_force:
        raise KeyError(f"{code} has no {name} on {on}")
    return in_force[-1]


def days(code: str, name: str, on: date | None = None) -> int:
    """Return a value that counts days."""
    return value(code, name, on).value


def name_of(code: str) -> str:
    """Return the name of a country; its code where it has no file here."""
    known = load().get(code)
    return known.name if known else code


def choices() -> list[tuple[str, str]]:
    """Return the jurisdictions as choices of a field."""
    return [(one.code, one.name) for one in load().values()]


def _read(file: Path) -> Jurisdiction:
    data = json.loads(file.read_text(encoding="utf-8"))
    values: dict[str, Sequence[Value]] = {
        name: [Value(one["value"], date.fromisoformat(one["since"]), one["source"]) for one in listed]
        for name, listed in data["values"].items()
    }
    return Jurisdiction(data["code"], data["name"], values)
