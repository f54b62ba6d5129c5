"""The timeline of a case: what happened, when, by whom, on what ground, as far as the reader may know it.

The trail remembers everything, each look and refusal included; the timeline tells the deeds alone, day by day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit import log
from audit.models import Event, Outcome
from audit.presenters import Line, Told
from desk import case_page
from desk.looks import LOOKS
from desk.words import LABELS
from identification.enums import Scope
from identification.models import Case

PAGE = 60
# Steps of the machinery, and each single tap of a screening: true, and of no use to who asks what happened.
UNTOLD = ("screening.answer", "case.renew_key", "case.remove_key")
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
    events = _deeds(case, actor, part)
    if before is not None:
        events = events.filter(pk__lt=before)
    found = list(events[: PAGE + 1])
    page = found[:PAGE]
    told = zip(page, case_page.told(page, actor, case), strict=True)
    entries = [_entry(event, line) for event, line in told]
    return list(_days(entries)), page[-1].pk if len(found) > PAGE else None


def _deeds(case: Case, actor: Actor, part: str) -> QuerySet[Event]:
    """Return the deeds, newest first; to who sees a summary alone, what their own organisation did and no more."""
    looks = _starts_or_ends("endswith", LOOKS)
    done = case_page.readable(case, actor).filter(outcome=Outcome.DONE).exclude(looks | Q(kind__in=UNTOLD))
    if not Case.objects.visible_to(actor, at_least=Scope.CASEWORK).filter(pk=case.pk).exists():
        done = done.filter(organisation_id=actor.organisation_id)
    if part in PARTS:
        return done.filter(_starts_or_ends("startswith", PARTS[part]))
    every = tuple(prefix for prefixes in PARTS.values() for prefix in prefixes)
    return done.exclude(_starts_or_ends("startswith", every)) if part == "case" else done


def _starts_or_ends(lookup: str, pieces: tuple[str, ...]) -> Q:
    condition = Q()
    for piece in pieces:
        condition |= Q(**{f"kind__{lookup}": piece})
    return condition


def _entry(event: Event, line: Line) -> Entry:
    said, labels = log.read(event)["facts"], {str(LABELS[name]) for name in OF_THE_MACHINERY}
    state = dict(line.facts).get(str(LABELS["to"]), "") if said.get("to") != said.get("from") else ""
    facts = [one for one in line.facts if one[0] not in labels]
    return Entry(line.at, line.sentence, line.who, state, facts)


def _as_one(entries: list[Entry]) -> Iterator[Entry]:
    """Yield the entries; the same deed done several times in one minute, once for each data set, as one."""
    for (minute, *_same), alike in groupby(entries, key=_alike):
        several = list(alike)
        facts: dict[str, list[str]] = {}
        for label, text in (fact for one in several for fact in one.facts):
            facts.setdefault(label, []).append(text)
        told = [(label, "; ".join(dict.fromkeys(texts))) for label, texts in facts.items()]
        yield replace(several[0], at=minute, facts=told)


def _alike(entry: Entry) -> tuple[datetime, str, str, str]:
    return entry.at.replace(second=0, microsecond=0), entry.sentence, entry.who, entry.state


def _days(entries: list[Entry]) -> Iterator[Day]:
    for day, of_the_day in groupby(_as_one(entries), key=lambda one: timezone.localtime(one.at).date()):
        yield Day(day, list(of_the_day))
