"""The keys of the cases: one AES-256-GCM key each, wrapped by the master ring of FIELD_ENCRYPTION_KEY.

Rotation of master and case keys and the wrong-key check at start-up are not there yet; their place is here and
in `management/commands`.
"""

import secrets
import time
from functools import partial
from uuid import UUID
from weakref import WeakValueDictionary

from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from encrypted_model_fields import fields as library

from encryption.errors import DecryptionError
from encryption.models import CaseKey

KEY_BYTES = 32
# A destroyed key may stay in a worker's memory this long: short, yet one page opens many fields.
SECONDS_KEPT = 30.0
MOST_KEPT = 512


class Ring(dict[int, AESGCM]):
    """The ciphers of one case by key version."""


_kept: dict[UUID, tuple[float, Ring]] = {}
# Rings whose keys a rollback may still take back. Only the promise to keep them after the commit holds them:
# a rollback drops the promise and the ring with it, so nothing is sealed with a key that nobody has.
_uncommitted: WeakValueDictionary[UUID, Ring] = WeakValueDictionary()


def create(case_id: UUID) -> None:
    """Give a case its first key. IntegrityError when it has one."""
    key = secrets.token_bytes(KEY_BYTES)
    CaseKey.objects.create(case_id=case_id, version=1, wrapped=_wrap(case_id, 1, key))
    ring = Ring({1: AESGCM(key)})
    _uncommitted[case_id] = ring
    transaction.on_commit(partial(_settle, case_id, ring))


def destroy(case_id: UUID) -> int:
    """Destroy every key of a case, which makes its sealed values unreadable for ever; return how many."""
    _kept.pop(case_id, None)
    _uncommitted.pop(case_id, None)
    return CaseKey.objects.filter(case_id=case_id).delete()[0]


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


def forget() -> None:
    """Drop the unwrapped keys from memory."""
    _kept.clear()
    _uncommitted.clear()


def _ring(case_id: UUID) -> Ring:
    if (fresh := _uncommitted.get(case_id)) is not None:
        return fresh
    since, ring = _kept.get(case_id, (0.0, Ring()))
    return ring if ring and time.monotonic() - since < SECONDS_KEPT else _read(case_id)


def _read(case_id: UUID) -> Ring:
    """Read every version of a case's key in one query, and keep them for a while."""
    ring = Ring({row.version: AESGCM(_unwrap(row)) for row in CaseKey.objects.filter(case_id=case_id)})
    if ring:
        _keep(case_id, ring)
    return ring


def _settle(case_id: UUID, ring: Ring) -> None:
    """The key is committed: keep it for as long as any other."""
    _uncommitted.pop(case_id, None)
    _keep(case_id, ring)


def _keep(case_id: UUID, ring: Ring) -> None:
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[case_id] = (time.monotonic(), ring)


def _wrap(case_id: UUID, version: int, key: bytes) -> bytes:
    return library.CRYPTER.encrypt(_label(case_id, version) + key)


def _unwrap(row: CaseKey) -> bytes:
    """Case and version stand inside the wrapped text, so a key row copied to another case does not open."""
    label = _label(row.case_id, row.version)
    try:
        text = library.CRYPTER.decrypt(bytes(row.wrapped))
    except InvalidToken:
        raise DecryptionError("the key was wrapped by another master key") from None
    if not text.startswith(label) or len(text) != len(label) + KEY_BYTES:
        raise DecryptionError("the key belongs to another case or version")
    return text[len(label) :]


def _label(case_id: UUID, version: int) -> bytes:
    return f"{case_id}|{version}|".encode()
