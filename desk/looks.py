"""Who looked at a case: the looks of the log, by person and day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.presenters import names_in, with_names
from audit import kinds, log
from audit.models import Event, Outcome
from encryption import keys
from entry.paging import before as page_before
from identification.enums import OpeningReason
from identification.models import Case
from rights.sight import LOOKS

PAGE = 100
REASONS = {**dict(OpeningReason.choices), "edit": _("to write down who the person is")}


@dataclass(frozen=True)
class Look:
    """One look: when, at what, and for an identity why."""

    at: datetime
    what: object
    why: str
    note: str
    refused: bool


@dataclass(frozen=True)
class Group:
    """The looks of one person, for one organisation, on one day."""

    who: str
    organisation: str
    day: date
    looks: list[Look] = field(default_factory=list)


def of(case: Case, actor: Actor, before: int | None) -> tuple[list[Group], int | None]:
    """Return the newest looks at a case, grouped, and the id to go on before, if there are more."""
    seen = [kind for kind in kinds.known() if kind.endswith(LOOKS)]
    events = with_names(Event.objects.filter(case_id=case.pk, kind__in=seen).order_by("-id"))
    page, more = page_before(events, before, PAGE)
    return list(_groups(page, _notes(case, page))), more


def _groups(page: list[Event], notes: dict[int, str]) -> Iterator[Group]:
    """Yield the groups, the one with the newest look first."""
    names = names_in(page)
    grouped: dict[Any, list[Event]] = {}
    for event in page:
        grouped.setdefault((_day(event), event.user_id, event.organisation_id), []).append(event)
    for (day, user_id, organisation_id), events in grouped.items():
        looks = [_look(event, notes.get(event.pk, "")) for event in events]
        yield Group(_name(names, user_id), _name(names, organisation_id), day, looks)


def _day(event: Event) -> date:
    return timezone.localtime(event.at).date()


def _name(names: dict[UUID, str], one: UUID | None) -> str:
    return names.get(one, _("unknown")) if one else _("the system")


def _look(event: Event, note: str) -> Look:
    reason = log.read(event)["facts"].get("reason", "")
    refused = event.outcome == Outcome.REFUSED
    return Look(event.at, kinds.sentence_of(event.kind), str(REASONS.get(reason, "")), note, refused)


def _notes(case: Case, page: Iterable[Event]) -> dict[int, str]:
    """Return what was added in words, by the look; nothing once the keys are destroyed."""
    ids = [event.pk for event in page if event.kind == "identity.view"]
    rows = case.opening_notes.filter(event_id__in=ids) if ids else []
    return {row.event_id: row.note for row in rows} if ids and keys.exist(case.pk) else {}
