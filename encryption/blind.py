"""The blind index: digests by which equal values are found, and which tell nothing without the key.

Each organisation has a key of its own, so the same person has another digest in each: rows of two organisations
cannot be compared by who stole the table. Digests are not bound to a case, as they must be equal in two; who uses
them opens what was found and looks again.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from cryptography.fernet import InvalidToken
from encrypted_model_fields import fields as library

from encryption.errors import DecryptionError
from encryption.models import IndexKey
from encryption.wrapping import is_under_first

KEY_BYTES = 32
# Numbers of documents and telephones are few enough to be tried out one by one by a thief who has the key as well:
# Argon2id makes each try cost this much (OWASP's parameters: about 60 ms and 19 MiB).
ARGON = {"time_cost": 2, "memory_cost": 19 * 1024, "parallelism": 1, "hash_len": 32, "type": Type.ID}


@dataclass(frozen=True, repr=False)
class BlindIndex:
    """Makes the digests of one organisation."""

    key: bytes

    def digest(self, kind: str, text: str) -> bytes:
        """Return the digest of a text that nobody can try out: HMAC-SHA256. Another kind gives another digest."""
        return self._mac(f"{kind}\x1f{text}".encode())

    def slow_digest(self, kind: str, text: str) -> bytes:
        """Return the digest of a short number: Argon2id, its salt from the key, and HMAC-SHA256 over that."""
        salt = self._mac(f"salt\x1f{kind}".encode())[:16]
        return self._mac(kind.encode() + hash_secret_raw(text.encode(), salt, **ARGON))  # type: ignore[arg-type]

    def _mac(self, text: bytes) -> bytes:
        return hmac.new(self.key, text, hashlib.sha256).digest()


def index_of(organisation_id: UUID) -> BlindIndex:
    """Return the blind index of an organisation."""
    return indexes_of([organisation_id])[organisation_id]


def indexes_of(organisation_ids: Iterable[UUID]) -> dict[UUID, BlindIndex]:
    """Return the blind indexes of these organisations; one that has no key yet gets one.

    The keys are read anew each time and never kept in memory: a rollback may take back one that was just made.
    """
    wanted = set(organisation_ids)
    found = {row.organisation_id: row for row in IndexKey.objects.filter(pk__in=wanted)}
    if missing := wanted - set(found):
        made = [IndexKey(organisation_id=one, wrapped=_wrap(one, _new_key())) for one in missing]
        # Two may make the same one at the same moment: the first stays, and both read it.
        IndexKey.objects.bulk_create(made, ignore_conflicts=True)
        found |= {row.organisation_id: row for row in IndexKey.objects.filter(pk__in=missing)}
    return {one: BlindIndex(_unwrap(row)) for one, row in found.items()}


def rewrap() -> int:
    """Wrap every key that opens by the first master key, and return how many; the digests stay as they are."""
    rows = [row for row in IndexKey.objects.all() if _opens(row)]
    for row in rows:
        row.wrapped = _wrap(row.organisation_id, _unwrap(row))
    IndexKey.objects.bulk_update(rows, ["wrapped"], batch_size=500)
    return len(rows)


def damaged() -> int:
    """Return how many keys do not open. Nobody searches by such a one; without its row a rebuilt index has another."""
    return sum(not _opens(row) for row in IndexKey.objects.all())


def under_older_master() -> int:
    """Return how many keys need another master key than the first."""
    return sum(not is_under_first(row) for row in IndexKey.objects.all())


def _opens(row: IndexKey) -> bool:
    try:
        _unwrap(row)
    except DecryptionError:
        return False
    return True


def _new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def _wrap(organisation_id: UUID, key: bytes) -> bytes:
    return library.CRYPTER.encrypt(_label(organisation_id) + key)


def _unwrap(row: IndexKey) -> bytes:
    """The organisation stands inside the wrapped text, so a key row copied to another organisation does not open."""
    label = _label(row.organisation_id)
    try:
        text = library.CRYPTER.decrypt(bytes(row.wrapped))
    except InvalidToken:
        raise DecryptionError("the index key was wrapped by another master key") from None
    if not text.startswith(label) or len(text) != len(label) + KEY_BYTES:
        raise DecryptionError("the index key belongs to another organisation")
    return text[len(label) :]


def _label(organisation_id: UUID) -> bytes:
    return f"index|{organisation_id}|".encode()
