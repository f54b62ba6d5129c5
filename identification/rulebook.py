"""How the rules of a country are told: each value in words, with its source, its first day, and what was before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from identification.jurisdiction_files import (
    BANDS,
    DAYS,
    GROUND,
    HOURS,
    KINDS,
    MONTHS,
    NOTICES,
    ONE_OR_TWO,
    PEOPLE,
    PROTECTED,
    PROTECTIONS,
    TEXTS,
    TIMES,
    YES_NO,
    Shape,
)
from identification.jurisdictions import Jurisdiction, Value


@dataclass(frozen=True)
class Said:
    """One line of a value: words of ours, and what the file itself says, in the file's language."""

    words: str = ""
    quoted: str = ""


@dataclass(frozen=True)
class Told:
    """A value in words, with what it rests on."""

    lines: list[Said]
    source: str
    since: date | None
    is_confirmed: bool
    note: str
    language: str


@dataclass(frozen=True)
class Row:
    """One name: what holds now, if anything does, what will hold later, and what held before, the newest first."""

    label: str
    now: Told | None
    coming: list[Told]
    before: list[Told]


def rows(country: Jurisdiction) -> list[Row]:
    """Return every value that a country has, in the order in which a case meets them."""
    return [_row(name, country) for name in KINDS if name in country.values]


def told(name: str, one: Value, country: Jurisdiction) -> Told:
    """Return a value of a country in words."""
    return Told(_lines(name, one.value), one.source, one.since, one.is_confirmed, one.note, country.language)


def in_words(name: str, one: Value) -> str:
    """Return a value that is a number as one line, such as "30 days"."""
    return _lines(name, one.value)[0].words


def protections(one: Value | None) -> list[str]:
    """Return what a time for recovery protects from, as sentences."""
    return [str(PROTECTIONS[code]) for code in one.value] if one else []


def _row(name: str, country: Jurisdiction) -> Row:
    today, listed = timezone.localdate(), country.values[name]
    begun = [told(name, one, country) for one in listed if one.is_in_force(today)]
    coming = [told(name, one, country) for one in listed if not one.is_in_force(today)]
    return Row(str(KINDS[name].label), begun[-1] if begun else None, coming, begun[-2::-1])


def _lines(name: str, value: Any) -> list[Said]:
    if value is None:
        return [Said(_("No rule is known."))]
    return WORDS[KINDS[name].shape](value)


def _days(number: int) -> list[Said]:
    return [Said(ngettext("%(number)d day", "%(number)d days", number) % {"number": number})]


def _hours(number: int) -> list[Said]:
    return [Said(ngettext("%(number)d hour", "%(number)d hours", number) % {"number": number})]


def _months(number: int) -> list[Said]:
    return [Said(ngettext("%(number)d month", "%(number)d months", number) % {"number": number})]


def _times(number: int) -> list[Said]:
    if not number:
        return [Said(_("Never"))]
    return [Said(ngettext("%(number)d time", "%(number)d times", number) % {"number": number})]


def _one_or_two(number: int) -> list[Said]:
    two = _("Two: first whether there are reasonable grounds, then whether they are conclusive")
    return [Said(_("One") if number == 1 else two)]


def _people(number: int) -> list[Said]:
    return [Said(ngettext("%(number)d member", "%(number)d members", number) % {"number": number})]


def _yes_no(yes: bool) -> list[Said]:
    return [Said(_("Yes") if yes else _("No"))]


def _texts(texts: list[str]) -> list[Said]:
    return [Said(quoted=one) for one in texts]


def _bands(bands: list[dict[str, Any]]) -> list[Said]:
    return [Said(_band(one["from"], one["below"]), one["who"]) for one in bands]


def _band(first: int, below: int | None) -> str:
    if below is None:
        return _("From %(first)d:") % {"first": first}
    if not first:
        return _("Under %(below)d:") % {"below": below}
    return _("From %(first)d to under %(below)d:") % {"first": first, "below": below}


def _notices(notices: list[dict[str, Any]]) -> list[Said]:
    return [Said(_within(one["hours"]), f"{one['who']} → {one['told']}") for one in notices]


def _within(hours: int | None) -> str:
    if hours is None:
        return _("No time is set:")
    return ngettext("Within %(hours)d hour:", "Within %(hours)d hours:", hours) % {"hours": hours}


def _ground(ground: dict[str, Any]) -> list[Said]:
    untold = _("The law lets it stay untold.") if ground["may_stay_untold"] else _("The person is told.")
    longest = _("At most %(number)d days.") % {"number": ground["most_days"]}
    return [Said(quoted=ground["text"]), Said(longest), Said(untold)]


def _protections(codes: list[str]) -> list[Said]:
    return [Said(str(PROTECTIONS[code])) for code in codes]


WORDS: dict[Shape, Callable[[Any], list[Said]]] = {
    DAYS: _days,
    HOURS: _hours,
    MONTHS: _months,
    TIMES: _times,
    ONE_OR_TWO: _one_or_two,
    PEOPLE: _people,
    YES_NO: _yes_no,
    TEXTS: _texts,
    BANDS: _bands,
    NOTICES: _notices,
    PROTECTED: _protections,
    GROUND: _ground,
}
