"""The keys of the cases: one AES-256-GCM key each, wrapped by the master ring of FIELD_ENCRYPTION_KEY.

Rotation of master and case keys, the wrong-key check at start-up and the blind index are not there yet;
their place is here and in `management/commands`.
"""

import secrets
import time
from uuid import UUID

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
_kept: dict[tuple[UUID, int], tuple[float, AESGCM]] = {}
# Cases whose key a rollback may still take back: kept in memory, it would seal what nobody can open again.
_uncommitted: set[UUID] = set()


def create(case_id: UUID) -> None:
    """Give a case its first key. IntegrityError when it has one."""
    key = secrets.token_bytes(KEY_BYTES)
    CaseKey.objects.create(case_id=case_id, version=1, wrapped=_wrap(case_id, 1, key))
    _uncommitted.add(case_id)
    transaction.on_commit(lambda: _uncommitted.discard(case_id))


def destroy(case_id: UUID) -> int:
    """Destroy every key of a case, which makes its sealed values unreadable for ever; return how many."""
    for known in [one for one in list(_kept) if one[0] == case_id]:
        _kept.pop(known, None)
    return CaseKey.objects.filter(case_id=case_id).delete()[0]


def exist(case_id: UUID) -> bool:
    """Tell whether the sealed values of a case can still be opened."""
    return CaseKey.objects.filter(case_id=case_id).exists()


def current_version(case_id: UUID) -> int:
    """Return the version that seals now; DecryptionError when the case has no key."""
    if kept := [version for case, version in list(_kept) if case == case_id]:
        return max(kept)
    versions = CaseKey.objects.filter(case_id=case_id).order_by("-version")
    if (version := versions.values_list("version", flat=True).first()) is None:
        raise DecryptionError("this case has no key")
    return version


def cipher(case_id: UUID, version: int) -> AESGCM:
    """Return the cipher of one key version; DecryptionError when there is none or it is not ours."""
    kept = _kept.get((case_id, version))
    if kept and time.monotonic() - kept[0] < SECONDS_KEPT:
        return kept[1]
    row = CaseKey.objects.filter(case_id=case_id, version=version).first()
    if row is None:
        raise DecryptionError("no such key: destroyed, or never made")
    opened = AESGCM(_unwrap(row))
    if case_id not in _uncommitted:
        _keep(case_id, version, opened)
    return opened


def forget() -> None:
    """Drop the unwrapped keys from memory."""
    _kept.clear()


def _keep(case_id: UUID, version: int, cipher: AESGCM) -> None:
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[case_id, version] = (time.monotonic(), cipher)


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
