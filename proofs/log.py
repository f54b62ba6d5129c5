"""Tampering with the log past every trigger, as only the owner of the tables can: each is seen, nothing else is."""

import secrets
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from audit import log
from audit.models import Event
from proofs.result import Found, Result
from tests.cast import Cast
from tests.makers import referral_at
from tests.owner import as_owner

SEED = 20261122
TAMPERS = 2_000
STORIES = 6
Judge = Callable[[Event], bool]


def prove(cast: Cast, *, n: int = TAMPERS, stories: int = STORIES, seed: int = SEED) -> Result:
    """Return how many of so many tampers were taken for genuine, and how many genuine rows for tampered."""
    for _story in range(stories):
        referral_at("completed", cast)
    found = Found()
    with transaction.atomic(), as_owner():
        _execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        for kind in _tampered(n, seed, log.is_genuine):
            found.add(f"{kind} was not seen")
        transaction.set_rollback(True)
    rows = list(Event.objects.all())
    for event in rows:
        if not log.is_genuine(event):
            found.add(f"a false alarm: {event.kind}")
    seen = (
        f"{len(KINDS)} kinds of tampering; {len(rows)} untouched rows, none of them a false alarm"
        if not found.count
        else f"{len(KINDS)} kinds of tampering"
    )
    return Result("log", n, seed, found, _controls(seed), seen)


def _controls(seed: int) -> dict[str, bool]:
    """Tell whether verifiers with a planted defect are found out, and an untampered copy is let through."""
    found = {}
    for name, judge in DEFECTS.items():
        with transaction.atomic(), as_owner():
            _execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
            found[name] = any(_tampered(10 * len(KINDS), seed, judge))
            transaction.set_rollback(True)
    with transaction.atomic():
        copy = Event.objects.get(pk=_copy(Event.objects.first()))
        found["an untampered copy is genuine"] = log.is_genuine(copy)
        transaction.set_rollback(True)
    return found


def _tampered(n: int, seed: int, judge: Judge) -> Iterator[str]:
    """Yield the kinds of those tampers that the judge takes for genuine; each tamper is undone."""
    dice = Random(seed)
    events = list(Event.objects.order_by("pk"))
    for number in range(n):
        kind, tamper = list(KINDS.items())[number % len(KINDS)]
        one, other = dice.sample(events, 2)
        with transaction.atomic():
            pk = tamper(one, other, dice)
            is_taken_for_genuine = judge(Event.objects.get(pk=pk))
            transaction.set_rollback(True)
        if is_taken_for_genuine:
            yield kind


def _execute(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _set(
    column: str, value: Callable[[Event, Event, Random], object]
) -> Callable[[Event, Event, Random], int]:
    def tamper(one: Event, other: Event, dice: Random) -> int:
        _execute(f"UPDATE audit_event SET {column} = %s WHERE id = %s", value(one, other, dice), one.pk)
        return one.pk

    return tamper


def _flipped(content: bytes, dice: Random) -> bytes:
    changed = bytearray(content)
    changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _another(mine: UUID | None) -> UUID | None:
    """Return an id that is not this one; where there is one, now and then none."""
    return None if mine and mine.int % 2 else uuid4()


def _body_of(one: Event, other: Event, _dice: Random) -> int:
    """The other's body, with its own MAC, in this row: the columns tell another story."""
    _execute("UPDATE audit_event SET body = %s, mac = %s WHERE id = %s", other.body, other.mac, one.pk)
    return one.pk


def _swapped(one: Event, other: Event, _dice: Random) -> int:
    """The bodies of two rows changed places, their MACs did not."""
    _execute("UPDATE audit_event SET body = %s WHERE id = %s", other.body, one.pk)
    _execute("UPDATE audit_event SET body = %s WHERE id = %s", one.body, other.pk)
    return one.pk


def _copy(one: Event | None, mac: bytes | None = None) -> int:
    assert one
    copy = Event.objects.get(pk=one.pk)
    copy.pk, copy.mac = None, mac or copy.mac
    copy._state.adding = True
    copy.save()
    return Event.objects.latest("pk").pk


def _planted(one: Event, _other: Event, _dice: Random) -> int:
    """A row of one's own making, with a MAC that is as long as a real one."""
    return _copy(one, secrets.token_bytes(32))


KINDS: dict[str, Callable[[Event, Event, Random], int]] = {
    "another time": _set("at", lambda one, other, dice: other.at),
    "another kind": _set("kind", lambda one, other, dice: other.kind + "x" * (one.kind == other.kind)),
    "another outcome": _set(
        "outcome", lambda one, other, dice: "refused" if one.outcome == "done" else "done"
    ),
    "another case": _set("case_id", lambda one, other, dice: _another(one.case_id)),
    "another person": _set("user_id", lambda one, other, dice: _another(one.user_id)),
    "another organisation": _set("organisation_id", lambda one, other, dice: _another(one.organisation_id)),
    "a bit of the body": _set("body", lambda one, other, dice: _flipped(bytes(one.body), dice)),
    "a shorter body": _set("body", lambda one, other, dice: bytes(one.body)[: dice.randrange(len(one.body))]),
    "a bit of the MAC": _set("mac", lambda one, other, dice: _flipped(bytes(one.mac), dice)),
    "another's MAC": _set("mac", lambda one, other, dice: other.mac),
    "swapped bodies": _swapped,
    "another's body and MAC": _body_of,
    "a planted row": _planted,
}


def _mac_alone(event: Event) -> bool:
    return log._mac(bytes(event.body)) == bytes(event.mac)


def _columns_alone(event: Event) -> bool:
    with_own_mac = Event.objects.get(pk=event.pk)
    with_own_mac.mac = log._mac(bytes(event.body))
    try:
        return log.is_genuine(with_own_mac)
    except (ValueError, KeyError):
        return False


DEFECTS: dict[str, Judge] = {
    "a verifier that looks at the MAC alone": _mac_alone,
    "a verifier that looks at the columns alone": _columns_alone,
}
