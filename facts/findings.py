"""What was found under a roof, as the log tells it: of which stay, when, and which records of the case agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from audit import log
from audit.models import Event

# Where a case alleges more than these, mistakes too, it is said that one agrees and not which: else whoever writes down
# many names learns who lives where.
MOST_NAMED = 3
STOPPED, FOUND, CLEARED = "roof.refuse", "roof.find", "roof.clear"


@dataclass(frozen=True)
class Finding:
    """That a stay was stopped, that its person lives with somebody they allege, or that they no longer do."""

    kind: str
    at: datetime
    stay: UUID
    records: frozenset[UUID]


def findings(cases: Iterable[UUID]) -> list[Finding]:
    """Return what was found for these cases, the oldest first."""
    kinds = [STOPPED, FOUND, CLEARED]
    events = Event.objects.filter(case_id__in=list(cases), kind__in=kinds).order_by("id")
    return [_finding(one) for one in events]


def last_found(told: Iterable[Finding]) -> dict[UUID, Finding]:
    """Return by stay what stands of what was found there: the newest counts, and what is no longer so is left out."""
    newest = {one.stay: one for one in told if one.kind != STOPPED}
    return {stay: one for stay, one in newest.items() if one.kind == FOUND}


def _finding(event: Event) -> Finding:
    said = log.read(event)
    records = frozenset(UUID(one) for one in said["facts"].get("records", []))
    return Finding(event.kind, event.at, UUID(said["target"]), records)
