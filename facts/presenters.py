"""How what happened is told: part by part in plain words, and the story as a line in time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facts import countries, enums
from facts.findings import MOST_NAMED, STOPPED, Finding, findings, last_found
from facts.forms import PARTS
from facts.models import AllegedExploiter, CaseFacts, TraffickingEvent
from identification.enums import Industry, Language
from identification.models import Case

SENTENCES = {
    "facts.view": gettext_lazy("looked at the facts of the case"),
    "facts.record": gettext_lazy("wrote down facts of the case"),
    "happening.view": gettext_lazy("looked at a part of the story"),
    "happening.add": gettext_lazy("added a part of the story"),
    "happening.change": gettext_lazy("corrected a part of the story"),
    "exploiter.list": gettext_lazy("looked at who is alleged to have exploited the person"),
    "exploiter.view": gettext_lazy("looked at an alleged exploiter"),
    "exploiter.add": gettext_lazy("wrote down an alleged exploiter"),
    "exploiter.change": gettext_lazy("corrected an alleged exploiter"),
    "roof.find": gettext_lazy(
        "found that somebody who lives under the same roof may be an alleged exploiter, or kin"
    ),
    "roof.clear": gettext_lazy("found that nobody who may be alleged lives under the same roof any more"),
    "roof.refuse": gettext_lazy("stopped a stay, for the safety of those who would live under one roof"),
}
WORDS: dict[str, Any] = {
    "languages": Language,
    "recruitment": enums.Recruitment,
    "control": enums.Control,
    "exploitation": enums.Exploitation,
    "sexual_types": enums.SexualType,
    "segments": enums.Segment,
    "vulnerabilities": enums.Vulnerability,
    "roles": enums.Role,
    "education": enums.Education,
    "relation": enums.Relation,
    "industry": Industry,
}
ONE = "one"
PARTLY = {1: "Y", 2: "F Y", 3: "j E Y"}


@dataclass(frozen=True)
class Part:
    """One part of the facts: what it is called, what is known, and where it is written down."""

    title: object
    rows: list[tuple[object, str]]
    url: str


@dataclass(frozen=True)
class Moment:
    """One part of the story, in words."""

    kind: str
    when: str
    where: str
    text: str
    url: str
    mistaken: bool


@dataclass(frozen=True)
class Agreed:
    """On which days each record stopped a stay (under None: none did), and since when one is known to live there.

    Under ONE stands what is said of one among many, and not of which.
    """

    stopped: dict[UUID | str | None, list[str]] = field(default_factory=dict)
    found: dict[UUID | str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Alleged:
    """Somebody alleged, in words, when they stopped a stay, and when they were found under the same roof."""

    name: str
    rows: list[tuple[object, str]]
    url: str
    mistaken: bool
    stopped: list[str]
    lives_there: str


def parts(case: Case, facts: CaseFacts | None) -> list[Part]:
    """Return the facts part by part; what was not told is left out."""
    known = facts or CaseFacts(case=case)
    return [
        Part(title, _rows(known, form.base_fields), reverse("facts_part", args=[case.number, name]))
        for name, (title, form) in PARTS.items()
    ]


def moments(events: Iterable[TraffickingEvent]) -> list[Moment]:
    """Return the story as a line in time."""
    return [
        Moment(
            one.get_kind_display(),
            _span(one.starts, one.ends),
            ", ".join(filter(None, (one.place, one.country and countries.name_of(one.country)))),
            one.description or "",
            one.get_absolute_url(),
            one.mistaken,
        )
        for one in events
    ]


def alleged(exploiters: Iterable[AllegedExploiter], agreed: Agreed) -> list[Alleged]:
    """Return who is alleged, each with the days on which a shelter found that they, or kin, were there."""
    fields = ("other_names", "birth_year", "phone", "roles", "relation", "note")
    return [
        Alleged(
            one.name or one.other_names or one.phone or "",
            [*_kin(one), *_rows(one, fields)],
            one.get_absolute_url(),
            one.mistaken,
            agreed.stopped.get(one.pk, []),
            agreed.found.get(one.pk, ""),
        )
        for one in exploiters
    ]


def agreed(case: Case) -> Agreed:
    """Return on which days the records of this case agreed with somebody in a shelter."""
    told, days = findings([case.pk]), Agreed()
    is_many = case.alleged_exploiters.count() > MOST_NAMED
    for finding in (one for one in told if one.kind == STOPPED):
        for record in _named(finding, is_many) or [None]:
            if (day := _day(finding)) not in days.stopped.setdefault(record, []):
                days.stopped[record].append(day)
    for finding in last_found(told).values():
        days.found.update(dict.fromkeys(_named(finding, is_many), _day(finding)))
    return days


def _named(finding: Finding, is_many: bool) -> list[Any]:
    """Return which records a finding is told of: with many to choose from, that it is one of them."""
    return [ONE] if is_many and finding.records else list(finding.records)


def told_day(text: str) -> str:
    """Return a day in words, as much of it as is known."""
    numbers = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if not numbers:
        return text
    known = [int(one) for one in numbers.groups() if one]
    return date_format(date(*[*known, 1, 1][:3]), PARTLY[len(known)])


def _day(finding: Finding) -> str:
    return date_format(timezone.localtime(finding.at), "j E Y")


def _span(starts: str | None, ends: str | None) -> str:
    if starts and ends and starts != ends:
        return _("%(starts)s to %(ends)s") % {"starts": told_day(starts), "ends": told_day(ends)}
    if ends and not starts:
        return _("until %(ends)s") % {"ends": told_day(ends)}
    return told_day(starts) if starts else _("day not known")


def _kin(one: AllegedExploiter) -> list[tuple[object, str]]:
    return [(_("Kin"), _("of somebody alleged; did nothing themselves"))] if one.is_kin else []


def _rows(row: Any, fields: Iterable[str]) -> list[tuple[object, str]]:
    told = [(row._meta.get_field(name).verbose_name, _told(row, name)) for name in fields]
    return [(capfirst(str(label)), text) for label, text in told if text]


def _told(row: Any, name: str) -> str:
    value = row.vulnerability_codes if name == "vulnerabilities" else getattr(row, name)
    if name == "nationalities":
        return ", ".join(map(countries.name_of, value))
    if name not in WORDS:
        return str(value or "")
    words = dict(WORDS[name].choices)
    codes = value if isinstance(value, list) else [value] if value else []
    return "; ".join(str(words.get(one, one)) for one in codes)
