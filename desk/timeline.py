"""The timeline of a case: what happened, when, by whom, on what ground, as far as the reader may know it.

The trail remembers everything, each look and refusal included; the timeline tells the deeds alone, day by day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit import log
from audit.models import Event
from audit.presenters import Line, Told
from desk import trail
from desk.words import LABELS
from entry.paging import before as page_before
from identification.enums import Scope
from identification.models import Case

PAGE = 60
OF_THE_MACHINERY = ("from", "to", "ids", "basis_id")
PARTS = {
    "consent": ("consent.", "access."),
    "help": ("referral.", "placement.", "matter.", "deadline.", "return."),
    "documents": ("document.",),
}
NAMES = {
    "": _("Everything"),
    "case": _("Case and person"),
    "consent": _("Consent and sharing"),
    "help": _("Help"),
    "documents": _("Documents"),
}


@dataclass(frozen=True)
class Entry:
    """One deed: when, what, by whom, into which state it led, and what else is known: on what ground, why."""

    at: datetime
    sentence: str
    who: str
    state: str
    facts: list[Told]


@dataclass(frozen=True)
class Day:
    """What happened on one day, the latest first."""

    day: date
    entries: list[Entry]


def of(case: Case, actor: Actor, part: str = "", before: int | None = None) -> tuple[list[Day], int | None]:
    """Return the newest deeds that this actor may read, by day, and the id to go on before, if there are more."""
    page, more = page_before(_deeds(case, actor, part), before, PAGE)
    entries = _as_one(list(zip(page, trail.told(page, actor, case), strict=True)))
    return list(_days(entries)), more


def _deeds(case: Case, actor: Actor, part: str) -> QuerySet[Event]:
    """Return the deeds, newest first; to who sees a summary alone, what their own organisation did and no more."""
    done = trail.deeds(case, actor)
    if not Case.objects.visible_to(actor, at_least=Scope.CASEWORK).filter(pk=case.pk).exists():
        done = done.filter(organisation_id=actor.organisation_id)
    if part in PARTS:
        return done.filter(_begins_with(PARTS[part]))
    every = tuple(prefix for prefixes in PARTS.values() for prefix in prefixes)
    return done.exclude(_begins_with(every)) if part == "case" else done


def _begins_with(prefixes: tuple[str, ...]) -> Q:
    condition = Q()
    for prefix in prefixes:
        condition |= Q(kind__startswith=prefix)
    return condition


def _entry(event: Event, line: Line) -> Entry:
    said, labels = log.read(event)["facts"], {str(LABELS[name]) for name in OF_THE_MACHINERY}
    state = dict(line.facts).get(str(LABELS["to"]), "") if said.get("to") != said.get("from") else ""
    facts = [one for one in line.facts if one[0] not in labels]
    return Entry(line.at, line.sentence, line.who, state, facts)


def _as_one(page: list[tuple[Event, Line]]) -> Iterator[Entry]:
    """Yield the entries; what was done in one minute for each data set of a consent, as one."""
    for _alike, several in groupby(page, key=_what):
        entries = [_entry(event, line) for event, line in several]
        facts: dict[str, list[str]] = {}
        for label, text in (fact for one in entries for fact in one.facts):
            facts.setdefault(label, []).append(text)
        told = [(label, "; ".join(dict.fromkeys(texts))) for label, texts in facts.items()]
        yield replace(entries[0], facts=told)


def _what(pair: tuple[Event, Line]) -> tuple[object, ...]:
    event, line = pair
    if not event.kind.startswith(PARTS["consent"]):
        return (event.pk,)
    return event.kind, line.who, log.read(event)["facts"].get("to"), event.at.replace(second=0, microsecond=0)


def _days(entries: Iterable[Entry]) -> Iterator[Day]:
    for day, of_the_day in groupby(entries, key=lambda one: timezone.localtime(one.at).date()):
        yield Day(day, list(of_the_day))
