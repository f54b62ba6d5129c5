"""What a file of retention may hold, and, in a sentence each, what is wrong with one."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from identification.enums import CaseStatus
from identification.jurisdiction_files import STANDINGS

Json: TypeAlias = dict[str, Any]
# Destroy the case's keys · delete the rows · take the name and address off · keep, as it is codes alone or a log.
DEEDS = ("erase", "delete", "unname", "keep")
PEOPLE = ("anybody", "adult", "child")
RULE_KEYS = {"kind", "outcomes", "of", "after", "do", "asks", "label", "values"}
ENTRY_KEYS = {"value", "since", "source", "standing", "note"}


def read(file: Path) -> Json:
    """Return what a file holds."""
    data: Json = json.loads(file.read_text(encoding="utf-8"))
    return data


def faults(file: Path) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with a file."""
    try:
        data = read(file)
    except ValueError as error:
        yield f"{file.name}: this is not JSON: {error}."
        return
    if not isinstance(data, dict) or not isinstance(data.get("rules"), dict):
        yield f"{file.name}: it is not an object with rules."
        return
    for name, rule in data["rules"].items():
        yield from (
            f"{file.name}: {name}: {one}" for one in _faults_of_rule(rule, is_default=not data["country"])
        )
    for part in ("answers", "notices"):
        for name, values in data.get(part, {}).items():
            shape = _is_notice if part == "notices" else _is_days
            yield from (f"{file.name}: {name}: {one}" for one in _faults_of_values(values, shape))


def _faults_of_rule(rule: Any, *, is_default: bool) -> Iterator[str]:
    if not isinstance(rule, dict) or not isinstance(rule.get("values"), list):
        yield "it is not a rule with values."
        return
    yield from (f"nobody asks for {key}." for key in sorted(set(rule) - RULE_KEYS))
    if is_default:
        if rule.get("do") not in DEEDS:
            yield f"{rule.get('do')!r} is not one of: {', '.join(DEEDS)}."
        if rule.get("of", "anybody") not in PEOPLE:
            yield f"{rule.get('of')!r} is not one of: {', '.join(PEOPLE)}."
        unknown = sorted(set(rule.get("outcomes", [])) - set(CaseStatus.values))
        yield from (f"{one!r} is no state of a case." for one in unknown)
        if not isinstance(rule.get("kind"), str) or not isinstance(rule.get("label"), str):
            yield "it names no kind of record, or has no label."
    yield from _faults_of_values(rule["values"], _is_days)


def _faults_of_values(values: Any, fits: Any) -> Iterator[str]:
    if not isinstance(values, list) or not values:
        yield "it has no value."
        return
    for entry in values:
        if set(entry) - ENTRY_KEYS or not {"value", "since", "source", "standing"} <= set(entry):
            yield f"{entry!r} has not value, since, source and standing."
        elif entry["standing"] not in STANDINGS or not str(entry["source"]).strip():
            yield f"{entry['value']!r} has no source, or no standing."
        elif entry["value"] is not None and not fits(entry["value"]):
            yield f"{entry['value']!r} is not what this value should be."
        elif not _is_day(entry["since"]):
            yield f"{entry['since']!r} is no day such as 2019-01-31."
    days = [str(entry.get("since")) for entry in values]
    if days != sorted(set(days)):
        yield "the days it begins are not in order."


def _is_days(value: Any) -> bool:
    return type(value) is int and value >= 0


def _is_notice(value: Any) -> bool:
    known = isinstance(value, dict) and set(value) == {"told", "regions"}
    return (
        known and bool(str(value["told"]).strip()) and all(isinstance(one, str) for one in value["regions"])
    )


def _is_day(text: Any) -> bool:
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
