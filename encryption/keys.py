"""The keys of the cases: one AES-256-GCM key each, wrapped by the master ring of FIELD_ENCRYPTION_KEY."""

import secrets
import time
from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID
from weakref import WeakValueDictionary

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.utils import timezone

from encryption.errors import DecryptionError
from encryption.models import CaseKey, ErasedCase
from encryption.router import shares_transaction
from encryption.wrapping import KEY_BYTES, unwrap, wrap

# A destroyed or replaced key may stay in a worker's memory this long: short, yet one page opens many fields.
SECONDS_KEPT = 30.0
MOST_KEPT = 512


class Ring(dict[int, AESGCM]):
    """The ciphers of one case by key version."""


_kept: dict[UUID, tuple[float, Ring]] = {}
# Rings whose keys a rollback may still take back. Only the promise to keep them after the commit holds them:
# a rollback drops the promise and the ring with it, so nothing is sealed with a key that nobody has.
_uncommitted: WeakValueDictionary[UUID, Ring] = WeakValueDictionary()


def create(case_id: UUID) -> None:
    """Give a case its first key. IntegrityError when it has one.

    In a database of their own keys commit at once: what a case that failed left there is taken up again.
    """
    if not _take_up(case_id):
        _add(case_id, 1, Ring())


def add_version(case_id: UUID) -> int:
    """Give a case a newer key, which seals from now on, and return its version; DecryptionError when it has none."""
    ring = _rows(case_id)
    if not ring:
        raise DecryptionError("this case has no key")
    return _add(case_id, max(ring) + 1, ring)


def destroy(case_id: UUID) -> int:
    """Destroy every key of a case, which makes its sealed values unreadable for ever; return how many.

    It is written down with the case. In a database of their own the keys go once that is committed.
    """
    ErasedCase.objects.bulk_create([ErasedCase(case_id=case_id)], ignore_conflicts=True)
    transaction.on_commit(partial(_forget, case_id))
    count = CaseKey.objects.filter(case_id=case_id).count()
    with_the_case(partial(destroy_now, case_id))
    return count


def destroy_now(case_id: UUID) -> None:
    """No key of the case is left, in the database or in this process."""
    CaseKey.objects.filter(case_id=case_id).delete()
    _forget(case_id)


def with_the_case(act: Callable[[], object]) -> None:
    """Do it in the case's transaction; where keys have a database of their own, once that is committed."""
    if shares_transaction():
        act()
    else:
        transaction.on_commit(act, robust=True)


def exist(case_id: UUID) -> bool:
    """Tell whether the sealed values of a case can still be opened: asked of the database, never of memory."""
    return CaseKey.objects.filter(case_id=case_id).exists()


def is_lost(case_id: UUID) -> bool:
    """Tell whether this process has no key of the case and can find none."""
    return not _ring(case_id)


def current_version(case_id: UUID) -> int:
    """Return the version that seals now; DecryptionError when the case has no key."""
    if not (ring := _ring(case_id)):
        raise DecryptionError("this case has no key")
    return max(ring)


def cipher(case_id: UUID, version: int) -> AESGCM:
    """Return the cipher of one key version; DecryptionError when there is none or it is not ours."""
    found = _ring(case_id).get(version) or _read(case_id).get(version)
    if found is None:
        raise DecryptionError("no such key: destroyed, or never made")
    return found


def read_all(case_ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these cases have keys, all of them in memory now: one statement instead of one for each case."""
    begun, rings = time.monotonic(), dict[UUID, Ring]()
    for row in CaseKey.objects.filter(case_id__in=list(case_ids)):
        rings.setdefault(row.case_id, Ring())[row.version] = AESGCM(unwrap(row))
    for case_id, ring in rings.items():
        _keep(case_id, ring, begun)
    return set(rings)


def read_anew(case_id: UUID) -> None:
    """From here on the newest key of the case seals in this process."""
    _forget(case_id)
    _read(case_id)


def forget() -> None:
    """Drop the unwrapped keys from memory."""
    _kept.clear()
    _uncommitted.clear()


def _take_up(case_id: UUID) -> bool:
    """Tell whether a key without its case is there from a try that failed; it is young again, so it stays."""
    if shares_transaction():
        return False
    waiting = CaseKey.objects.filter(case_id=case_id, settled=False)
    if not waiting.update(created_at=timezone.now()):
        return False
    transaction.on_commit(partial(_settle, case_id), robust=True)
    return True


def _add(case_id: UUID, version: int, ring: Ring) -> int:
    begun, key = time.monotonic(), secrets.token_bytes(KEY_BYTES)
    is_settled = shares_transaction() or version > 1
    CaseKey.objects.create(
        case_id=case_id, version=version, wrapped=wrap(case_id, version, key), settled=is_settled
    )
    ring[version] = AESGCM(key)
    _uncommitted[case_id] = ring
    transaction.on_commit(partial(_committed, case_id, ring, begun))
    if not is_settled:
        transaction.on_commit(partial(_settle, case_id), robust=True)
    return version


def _ring(case_id: UUID) -> Ring:
    if (fresh := _uncommitted.get(case_id)) is not None:
        return fresh
    since, ring = _kept.get(case_id, (0.0, Ring()))
    return ring if ring and time.monotonic() - since < SECONDS_KEPT else _read(case_id)


def _read(case_id: UUID) -> Ring:
    """Read every version of a case's key in one query, and keep them for a while, counted from before the query."""
    begun, ring = time.monotonic(), _rows(case_id)
    if ring:
        _keep(case_id, ring, begun)
    return ring


def _rows(case_id: UUID) -> Ring:
    return Ring({row.version: AESGCM(unwrap(row)) for row in CaseKey.objects.filter(case_id=case_id)})


def _committed(case_id: UUID, ring: Ring, since: float) -> None:
    """The key is committed: keep it for as long as any other."""
    _uncommitted.pop(case_id, None)
    _keep(case_id, ring, since)


def _settle(case_id: UUID) -> None:
    """The case came: its key is no orphan, whatever anybody sees or does not see of the case later."""
    CaseKey.objects.filter(case_id=case_id, settled=False).update(settled=True)


def _keep(case_id: UUID, ring: Ring, since: float) -> None:
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[case_id] = (since, ring)


def _forget(case_id: UUID) -> None:
    _kept.pop(case_id, None)
    _uncommitted.pop(case_id, None)
