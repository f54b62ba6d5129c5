"""What the file of a country may hold, and, in a sentence each, what is wrong with one."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from django.utils.translation import gettext_lazy as _

Json: TypeAlias = dict[str, Any]

CONFIRMED, TO_BE_CONFIRMED = "confirmed", "to be confirmed"
STANDINGS = (CONFIRMED, TO_BE_CONFIRMED)
PROTECTIONS = {
    "no_removal": _("Until then nobody may remove the person from the country."),
    "free_choice": _("The person need not decide yet whether to speak with the police."),
    "help_goes_on": _("Help does not depend on that decision, now or later."),
}
KEYS = {"code", "name", "note", "language", "offered", "values"}
GROUND_KEYS = {"text", "most_days", "purposes", "data", "may_stay_untold"}
ENTRY_KEYS = {"value", "since", "source", "standing", "note"}


@dataclass(frozen=True)
class Shape:
    """What a value looks like: a test, and the words for it."""

    fits: Callable[[Any], bool]
    says: str


@dataclass(frozen=True)
class Kind:
    """A name that a value may have: what it is called, its shape, and whether a case cannot do without it."""

    label: Any
    shape: Shape
    is_needed: bool = False


def _is_number(value: Any, least: int = 1) -> bool:
    return type(value) is int and value >= least


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _are_bands(value: Any) -> bool:
    """Bands from birth on, each beginning where the one before ends, the last without an end."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return False
    if any(set(one) != {"from", "below", "who"} or not _is_text(one["who"]) for one in value):
        return False
    starts, ends = [one["from"] for one in value], [one["below"] for one in value]
    numbers = all(_is_number(one, 0) for one in [*starts, *ends[:-1]])
    return numbers and starts == [0, *ends[:-1]] and ends[-1:] == [None] and starts == sorted(set(starts))


def _are_notices(value: Any) -> bool:
    if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
        return False
    return all(
        set(one) == {"who", "told", "hours"}
        and _is_text(one["who"])
        and _is_text(one["told"])
        and (one["hours"] is None or _is_number(one["hours"]))
        for one in value
    )


def _is_ground(value: Any) -> bool:
    """What the law says in words, for how long, for what and which data, and whether it may stay untold."""
    if not isinstance(value, dict) or set(value) != GROUND_KEYS or not _is_text(value["text"]):
        return False
    lists = _are_texts(value["purposes"]) and _are_texts(value["data"])
    return lists and _is_number(value["most_days"]) and type(value["may_stay_untold"]) is bool


def _are_protections(value: Any) -> bool:
    return _are_texts(value) and set(value) <= set(PROTECTIONS)


DAYS = Shape(_is_number, "a whole number of days, 1 or more")
HOURS = Shape(_is_number, "a whole number of hours, 1 or more")
MONTHS = Shape(_is_number, "a whole number of months, 1 or more")
TIMES = Shape(lambda value: _is_number(value, 0), "a whole number of times, 0 or more")
PEOPLE = Shape(_is_number, "a whole number of people, 1 or more")
YES_NO = Shape(lambda value: type(value) is bool, "true or false")
ONE_OR_TWO = Shape(lambda value: _is_number(value) and value <= 2, "1 or 2")
TEXTS = Shape(_are_texts, "a list of texts")
BANDS = Shape(_are_bands, "a list of age bands from 0 on, without a gap, each with from, below and who")
NOTICES = Shape(_are_notices, "a list of notices, each with who, told and hours")
GROUND = Shape(_is_ground, f"an object with {', '.join(sorted(GROUND_KEYS))}")
PROTECTED = Shape(_are_protections, f"a list of some of: {', '.join(PROTECTIONS)}")

KINDS = {
    "recovery_days": Kind(_("Recovery and reflection, at least"), DAYS, is_needed=True),
    "recovery_protects": Kind(_("What recovery and reflection protects from"), PROTECTED),
    "recovery_extensions": Kind(_("How often it may be extended"), TIMES),
    "recovery_extension_days": Kind(_("Each extension"), DAYS),
    "decisions": Kind(_("Formal decisions"), ONE_OR_TWO),
    "deciding_bodies": Kind(_("Who decides"), TEXTS),
    "panel_members": Kind(_("How many members decide together"), PEOPLE),
    "dissent_in_letter": Kind(_("The letter says why a member did not agree"), YES_NO),
    "identification_days": Kind(_("Time for a decision"), DAYS, is_needed=True),
    "conclusive_days": Kind(_("Time for the second decision"), DAYS),
    "information_days": Kind(_("Time to answer a question of the authority"), DAYS),
    "information_pauses_clock": Kind(_("The time for a decision stands still meanwhile"), YES_NO),
    "appeal_days": Kind(_("Time to appeal"), DAYS, is_needed=True),
    "presumed_days": Kind(_("Help before a decision, up to"), DAYS),
    "status_months": Kind(_("The status lasts, up to"), MONTHS),
    "age_bands": Kind(_("Who answers, by age"), BANDS),
    "notices": Kind(_("Who has to be told"), NOTICES),
    "referral_answer_hours": Kind(_("Time to answer a referral"), HOURS, is_needed=True),
    "stay_days": Kind(_("Stay in a shelter"), DAYS, is_needed=True),
    "longest_stay_days": Kind(_("Longest stay in a shelter"), DAYS, is_needed=True),
    "longest_stay_months": Kind(_("Longest stay in a shelter, in months"), MONTHS),
    "monitoring_days": Kind(_("Keeping in touch after a return"), DAYS, is_needed=True),
    "risk_assessment_days": Kind(_("A risk assessment is recent for"), DAYS, is_needed=True),
    "consent_days": Kind(_("A consent lasts, at most"), DAYS, is_needed=True),
    "ground_child_protection": Kind(_("Without consent: protection of a child"), GROUND),
    "ground_vital_interest": Kind(_("Without consent: life or health is in danger"), GROUND),
    "ground_court_order": Kind(_("Without consent: a court ordered it"), GROUND),
    "ground_duty_to_report": Kind(_("Without consent: the law orders to report it"), GROUND),
    "ground_proposal_days": Kind(_("A proposed ground waits for a second person, up to"), DAYS),
    "copy_days": Kind(_("Time to give the person a copy of their file"), DAYS),
    "correction_days": Kind(_("Time to answer who says that something is wrong"), DAYS),
    "complaint_days": Kind(_("Time to answer a complaint"), DAYS),
    "supervisory_authority": Kind(_("Who watches over data protection"), TEXTS),
    "help": Kind(_("What help there is"), TEXTS),
    "practice": Kind(_("How it is done"), TEXTS),
    "law": Kind(_("What the law covers"), TEXTS),
}


def read(file: Path) -> Json:
    """Return what a file holds."""
    data: Json = json.loads(file.read_text(encoding="utf-8"))
    return data


def faults(file: Path) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with a file: the file, the value, and what it should be."""
    try:
        data = read(file)
    except ValueError as error:
        yield f"{file.name}: this is not JSON: {error}."
        return
    wrong = list(_faults_of(data))
    wrong += [*_missing(data["values"]), *_unpaired(data["values"])] if not wrong and data["offered"] else []
    yield from (f"{file.name}: {sentence}" for sentence in wrong)


def _faults_of(data: Any) -> Iterator[str]:
    if not isinstance(data, dict) or not isinstance(data.get("values"), dict):
        yield "it is not an object with code, name, offered and values."
        return
    yield from (f"{name}: nobody asks for this." for name in sorted(set(data) - KEYS))
    if not re.fullmatch("[A-Z]{2}", str(data.get("code"))):
        yield f"code: {data.get('code')!r} is not two capital letters."
    if not _is_text(data.get("name")):
        yield "name: the country has none."
    if not isinstance(data.get("offered"), bool):
        yield f"offered: {data.get('offered')!r} is not true or false."
    for name, listed in data["values"].items():
        yield from (f"{name}: {sentence}" for sentence in _faults_of_list(name, listed))


def _faults_of_list(name: str, listed: Any) -> Iterator[str]:
    if name not in KINDS:
        yield "no value has this name."
    elif not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        yield "it is not a list of values."
    else:
        for entry in listed:
            yield from _faults_of_entry(KINDS[name].shape, entry)
        days = [str(one.get("since") or "") for one in listed]
        if days != sorted(set(days)):
            yield f"the days it begins are not in order: {', '.join(days)}."


def _faults_of_entry(shape: Shape, entry: Json) -> Iterator[str]:
    told, was = entry.get("value", "nothing"), entry.get("since")
    if "value" not in entry or (told is not None and not shape.fits(told)):
        yield f"{told!r} is not {shape.says}."
    if not _is_text(entry.get("source")):
        yield f"{told!r} has no source."
    if entry.get("standing") not in STANDINGS:
        yield f"{told!r}: the standing {entry.get('standing')!r} is not one of: {', '.join(STANDINGS)}."
    if "since" not in entry or (was is not None and not _is_day(was)):
        yield f"{told!r}: since, {was!r}, is no day such as 2019-01-31."
    yield from (f"{told!r}: nobody asks for {key}." for key in sorted(set(entry) - ENTRY_KEYS))


def _missing(values: Json) -> Iterator[str]:
    """Yield what an offered country lacks: each value that a case cannot do without, from a known day on."""
    for name, kind in KINDS.items():
        listed = values.get(name, [{"value": None}])
        if kind.is_needed and listed[-1]["value"] is None:
            yield f"{name}: the country is offered, and a case cannot do without this value."
        elif kind.is_needed and not all(one["since"] for one in listed):
            yield f"{name}: the country is offered, so the day it begins must be given."


# A value that is no use without another: when it is one, the other, and why.
PAIRS: tuple[tuple[str, Callable[[Any], bool], str, str], ...] = (
    (
        "recovery_extensions",
        bool,
        "recovery_extension_days",
        "the time may be extended, nobody knows how long",
    ),
    (
        "decisions",
        lambda times: times == 2,
        "conclusive_days",
        "the country decides twice, and the second decision has no time",
    ),
    ("information_pauses_clock", bool, "information_days", "a pause needs a last day"),
)


def _unpaired(values: Json) -> Iterator[str]:
    """Yield, for each day on which a value needs another one that is not there, what is missing."""
    for name, asks, other, why in PAIRS:
        begin = {one["since"] or "" for one in [*values.get(name, []), *values.get(other, [])]}
        for day in sorted(begin):
            if asks(_on(values, name, day)) and _on(values, other, day) is None:
                yield f"{other}: from {day} on {why}."


def _on(values: Json, name: str, day: str) -> Any:
    """Return the value that a file has on a day; None where there is none."""
    begun = [one["value"] for one in values.get(name, []) if (one["since"] or "") <= day]
    return begun[-1] if begun else None


def _is_day(text: Any) -> bool:
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
