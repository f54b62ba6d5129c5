"""Sealed values moved, cut and bent in the database, over rows, columns, cases and key versions: none opens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from encryption import keys
from encryption.errors import DecryptionError
from encryption.fields import SealedTextField
from encryption.models import CaseKey
from encryption.sealing import HEAD, Place
from identification import rekeying
from identification.actions import record_identity
from proofs.planted import replaced
from proofs.result import Found, Result
from tests.cast import FOUNDER, Cast
from tests.makers import referral_at
from tests.owner import as_owner

SEED = 20261122
TRIES, CASES = 10_000, 9


@dataclass(frozen=True)
class Spot:
    """One sealed value: its table, column, row and case, the bytes that are there, and those from before a rotation."""

    model: Any
    column: str
    row: Any
    case_id: Any
    sealed: bytes
    older: bytes | None = None

    def opened(self) -> object:
        """Return what the attribute says, read anew; DecryptionError where it does not open."""
        return getattr(self.model._base_manager.get(pk=self.row), self.column)


def prove(cast: Cast, *, n: int = TRIES, cases: int = CASES, seed: int = SEED) -> Result:
    """Return how many of so many changed values opened all the same."""
    spots = _spots(cast, cases)
    found = Found()
    with transaction.atomic():
        for kind in _opened(n, seed, spots):
            found.add(kind)
        transaction.set_rollback(True)
    controls = {
        "every untouched value opens": all(one.opened() for one in spots),
        "a seal that is bound to nothing": _unbound_is_found(cast, seed),
    }
    tables = len({(one.model, one.column) for one in spots})
    seen = f"{len(KINDS)} kinds of change to {len(spots)} values in {tables} columns of {cases} cases"
    return Result("binding", n, seed, found, controls, seen)


def _spots(cast: Cast, cases: int) -> list[Spot]:
    """Return the sealed values of some new cases, their history among them.

    Of three cases one has its first key, one has a newer beside it, and one has lost its first key to the newer.
    """
    ids = []
    for number in range(cases):
        case = referral_at("accepted", cast).case
        who = {"full_name": f"Person {number}", "address": "A street", "narrative": "A long way."}
        record_identity(case=case, by=cast.nora, **who)
        ids.append(case.pk)
    older = {_key(spot): spot.sealed for spot in _spots_in(ids)}
    assert all(possible for _case, possible in rekeying.renew(cases=[*ids[1::3], *ids[2::3]], by=FOUNDER))
    CaseKey.objects.filter(case_id__in=ids[2::3], version=1).delete()
    keys.forget()
    lost = set(ids[2::3])
    return [
        replace(spot, older=older[_key(spot)]) if spot.case_id in lost else spot for spot in _spots_in(ids)
    ]


def _spots_in(cases: list[Any]) -> list[Spot]:
    return [spot for model in apps.get_models() for spot in _spots_of(model, set(cases))]


def _key(spot: Spot) -> tuple[Any, str, Any]:
    return spot.model, spot.column, spot.row


def _spots_of(model: Any, cases: set[Any]) -> Iterator[Spot]:
    sealed = [one for one in model._meta.concrete_fields if isinstance(one, SealedTextField)]
    for field in sealed:
        for row in model._base_manager.filter(**{f"{field.attname}__isnull": False}):
            place = field.place(row)
            if place.case_id in cases:
                held = bytes(row.__dict__[field.attname].sealed)
                yield Spot(model, field.attname, row.pk, place.case_id, held)


def _opened(n: int, seed: int, spots: list[Spot]) -> Iterator[str]:
    """Yield the kinds of those changes after which the value still opens, or fails in another way than it should."""
    dice = Random(seed)
    for number in range(n):
        kind, change = list(KINDS.items())[number % len(KINDS)]
        spot = dice.choice(spots)
        changed = change(spot, spots, dice)
        if changed is None or changed == spot.sealed:
            spot, changed = spots[0], spots[0].sealed[:-1]  # nothing to swap with: cut instead
        with transaction.atomic():
            _write(spot, changed)
            outcome = _outcome(spot)
            transaction.set_rollback(True)
        if outcome != DecryptionError.__name__:
            yield f"{kind}: {outcome}"


def _outcome(spot: Spot) -> str:
    """Return the name of the error with which it stays shut, or "opened"."""
    try:
        spot.opened()
    except Exception as error:
        return type(error).__name__
    return "opened"


def _write(spot: Spot, changed: bytes) -> None:
    meta = spot.model._meta
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {meta.db_table} SET {spot.column} = %s WHERE {meta.pk.column} = %s", [changed, spot.row]
        )


def _of(chosen: Callable[[Spot, Spot], bool]) -> Callable[[Spot, list[Spot], Random], bytes | None]:
    def swap(spot: Spot, spots: list[Spot], dice: Random) -> bytes | None:
        fitting = [one for one in spots if one is not spot and chosen(spot, one)]
        return dice.choice(fitting).sealed if fitting else None

    return swap


def _bent(start: int, end: int | None) -> Callable[[Spot, list[Spot], Random], bytes]:
    def flip(spot: Spot, _spots: list[Spot], dice: Random) -> bytes:
        changed = bytearray(spot.sealed)
        changed[dice.randrange(start, end or len(changed))] ^= 1 << dice.randrange(8)
        return bytes(changed)

    return flip


KINDS: dict[str, Callable[[Spot, list[Spot], Random], bytes | None]] = {
    "another row of the same table and case": _of(
        lambda a, b: (a.model, a.column, a.case_id) == (b.model, b.column, b.case_id)
    ),
    "another column of the same row": _of(lambda a, b: (a.model, a.row) == (b.model, b.row)),
    "another table of the same case": _of(lambda a, b: a.model is not b.model and a.case_id == b.case_id),
    "the same column of another case": _of(
        lambda a, b: (a.model, a.column) == (b.model, b.column) and a.case_id != b.case_id
    ),
    "the row's own history": _of(
        lambda a, b: a.column == b.column and a.case_id == b.case_id and a.model is not b.model
    ),
    "a bit of the head": _bent(0, 3),
    "a bit of the nonce": _bent(3, 15),
    "a bit of the text or tag": _bent(15, None),
    "cut off": lambda spot, _spots, dice: spot.sealed[: dice.randrange(len(spot.sealed))],
    "longer": lambda spot, _spots, dice: spot.sealed + dice.randbytes(dice.randint(1, 40)),
    "another version that is there or was": lambda spot, _spots, dice: _as_of(
        spot.sealed, dice.randint(1, 3)
    ),
    "its own bytes under a key that is gone": lambda spot, _spots, _dice: spot.older,
    "joined from two": lambda spot, spots, dice: spot.sealed[:20] + dice.choice(spots).sealed[20:],
    "noise of the same length": lambda spot, _spots, dice: (
        spot.sealed[:3] + dice.randbytes(len(spot.sealed) - 3)
    ),
}


def _as_of(sealed: bytes, version: int) -> bytes:
    form, _version = HEAD.unpack_from(sealed)
    return HEAD.pack(form, version) + sealed[HEAD.size :]


def _unbound_is_found(cast: Cast, seed: int) -> bool:
    """Tell whether seals without authenticated data are found out."""
    keys.forget()
    with replaced(Place, "bound_to", lambda _place, _version: b""):
        spots = _spots(cast, 1)
        with transaction.atomic():
            found = any(_opened(20 * len(KINDS), seed, spots))
            transaction.set_rollback(True)
    return found
