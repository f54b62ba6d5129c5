"""The only way into the log, and the check that a row is what was written."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from audit import kinds
from audit.models import Event, Outcome

# Facts are codes in small letters, ids, numbers and dates: a name as people write it, a telephone number
# or a narrative does not fit.
FACT = re.compile(
    r"|[a-z][a-z0-9_.:-]{0,79}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d(T[0-9:.+]+)?"
)
APART = "apart"


class Doer(Protocol):
    """Who acts: a person for an organisation, or a named command."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def organisation_id(self) -> UUID | None: ...
    @property
    def command(self) -> str: ...


def record(
    kind: str,
    *,
    by: Doer,
    case_id: UUID | None = None,
    target: str = "",
    outcome: str = Outcome.DONE,
    apart: bool = False,
    **facts: object,
) -> Event:
    """Append one event in the caller's transaction and return it.

    With `apart` it commits on a connection of its own, so that no rollback erases it. KeyError for
    an undeclared kind, ValueError for what is not a code, id, number or date.
    """
    event = _event(kind, by, case_id, target, outcome, facts)
    event.save(using=APART if apart else "default", force_insert=True)
    return event


def record_each(
    kind: str, *, by: Doer, case_id: UUID, done_to: Iterable[tuple[UUID, Mapping[str, object]]]
) -> None:
    """Append one event for each target, with its facts, in one statement of the caller's transaction."""
    Event.objects.bulk_create(
        _event(kind, by, case_id, str(target), Outcome.DONE, facts) for target, facts in done_to
    )


def read(event: Event) -> dict[str, Any]:
    """Return what an event says."""
    return json.loads(bytes(event.body))


def is_genuine(event: Event) -> bool:
    """Tell whether the bytes carry our MAC and the columns repeat what the bytes say."""
    body = bytes(event.body)
    if not hmac.compare_digest(_mac(body), bytes(event.mac)):
        return False
    said = json.loads(body)
    columns = (event.kind, event.outcome, event.case_id, event.user_id, event.organisation_id)
    repeated = (said["kind"], said["outcome"], said["case"], said["user"], said["organisation"])
    return tuple(map(_plain, columns)) == repeated and event.at.isoformat() == said["at"]


def _event(
    kind: str, by: Doer, case_id: UUID | None, target: str, outcome: str, facts: Mapping[str, object]
) -> Event:
    kinds.sentence_of(kind)
    at = timezone.now()
    body = _canonical(
        {
            "at": at.isoformat(),
            "kind": kind,
            "outcome": outcome,
            "case": _plain(case_id),
            "user": _plain(by.user_id),
            "organisation": _plain(by.organisation_id),
            "command": _fact(by.command),
            "target": _fact(target),
            "facts": {name: _fact(value) for name, value in facts.items()},
        }
    )
    return Event(
        at=at,
        kind=kind,
        outcome=outcome,
        case_id=case_id,
        user_id=by.user_id,
        organisation_id=by.organisation_id,
        body=body,
        mac=_mac(body),
    )


def _canonical(said: dict[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _mac(body: bytes) -> bytes:
    return hmac.new(settings.AUDIT_KEY.encode(), body, hashlib.sha256).digest()


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID) else value


def _fact(value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_fact(part) for part in value]
    text = str(value)
    if not FACT.fullmatch(text):
        raise ValueError("a fact of an event is a code, an id, a number or a date, never free text")
    return text
