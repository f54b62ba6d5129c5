"""Jurisdictions: dated values, each with its legal source and its standing, never constants in code.

Each country is a file that lists, for each name, the values with the day they begin. Ours are three invented
countries and templates of real ones; a site's own folder (`settings.JURISDICTIONS`) comes before them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from identification.jurisdiction_files import CONFIRMED, Json, read

FOLDER = Path(__file__).parent / "jurisdiction_data"


@dataclass(frozen=True)
class Value:
    """A value in force from a day on, with the law it comes from; no day where none is known."""

    value: Any
    since: date | None
    source: str
    standing: str = CONFIRMED
    note: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Tell whether somebody read it in the source itself."""
        return self.standing == CONFIRMED

    @classmethod
    def of(cls, entry: Json) -> "Value":
        """Return the value that a file, or a case that remembers it, holds."""
        since = entry["since"] and date.fromisoformat(entry["since"])
        return cls(entry["value"], since, entry["source"], entry["standing"], entry.get("note", ""))

    def as_entry(self) -> Json:
        """Return it as a file holds it: so a case remembers the rule that its clock began under."""
        since = self.since and self.since.isoformat()
        entry = {"value": self.value, "since": since, "source": self.source, "standing": self.standing}
        return {**entry, "note": self.note} if self.note else entry

    def is_in_force(self, on: date) -> bool:
        """Tell whether it had begun on a day; one whose first day is not known had."""
        return self.since is None or self.since <= on


@dataclass(frozen=True)
class Jurisdiction:
    """A country: its code and name, and its values by name, oldest first. A template is not offered."""

    code: str
    name: str
    values: Mapping[str, Sequence[Value]]
    offered: bool = True
    note: str = ""
    language: str = "en"

    def __str__(self) -> str:
        return self.name


def load() -> dict[str, Jurisdiction]:
    """Return the jurisdictions by code. Where a site has files of its own, it offers none of ours."""
    return read_once(settings.JURISDICTIONS)


@cache
def read_once(own: str) -> dict[str, Jurisdiction]:
    """Return the jurisdictions of a site with that folder of its own ("" for none), as at the first asking."""
    ours = [_jurisdiction(read(file), may_be_offered=not own) for file in files(FOLDER)]
    theirs = [_jurisdiction(read(file), may_be_offered=True) for file in files(own)] if own else []
    known = {one.code: one for one in [*ours, *theirs]}
    return {code: known[code] for code in sorted(known)}


def files(folder: Path | str) -> Iterable[Path]:
    """Return the files of countries in a folder."""
    return sorted(Path(folder).glob("*.json"))


def value(code: str, name: str, on: date | None = None) -> Value:
    """Return the value in force on a day (today by default); KeyError where the jurisdiction has none."""
    on = on or timezone.localdate()
    found = value_if_any(code, name, on)
    if found is None:
        raise KeyError(f"{code} has no {name} on {on}")
    return found


def value_if_any(code: str, name: str, on: date | None = None) -> Value | None:
    """Return the value in force on a day (today by default), or None where the jurisdiction has none."""
    on = on or timezone.localdate()
    in_force = [one for one in load()[code].values.get(name, ()) if one.is_in_force(on)]
    return in_force[-1] if in_force and in_force[-1].value is not None else None


def days(code: str, name: str, on: date | None = None) -> int:
    """Return a value that counts days."""
    return int(value(code, name, on).value)


def name_of(code: str) -> str:
    """Return the name of a country; its code where it has no file here."""
    found = load().get(code)
    return found.name if found else code


def choices() -> list[tuple[str, str]]:
    """Return the jurisdictions that are offered as choices of a field: no template."""
    return [(one.code, one.name) for one in load().values() if one.offered]


def _jurisdiction(data: Json, *, may_be_offered: bool) -> Jurisdiction:
    values = {name: [Value.of(entry) for entry in listed] for name, listed in data["values"].items()}
    told = {"note": data.get("note", ""), "language": data.get("language", "en")}
    return Jurisdiction(data["code"], data["name"], values, data["offered"] and may_be_offered, **told)
