"""The form of a sealed value: what is bound to it, how it is padded, how it is opened.

    version byte · key version (2 bytes) · nonce (12) · AES-256-GCM ciphertext and tag

The authenticated data name model, column, row, case and key version: a value moved anywhere else fails.
"""

import secrets
import struct
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag

from encryption import keys
from encryption.errors import DecryptionError

FORMAT = 1
NONCE_BYTES = 12
SMALLEST_BUCKET = 32
HEAD = struct.Struct(">BH")
SHORTEST = HEAD.size + NONCE_BYTES + SMALLEST_BUCKET + 16


@dataclass(frozen=True)
class Place:
    """Where a sealed value lives; it opens nowhere else."""

    model: str
    column: str
    row: str
    case_id: UUID

    def bound_to(self, key_version: int) -> bytes:
        """Return the authenticated data of a value sealed here under this key version."""
        parts = (str(FORMAT), str(key_version), self.model, self.column, self.row, str(self.case_id))
        return b"\x1f".join(part.encode() for part in parts)


class SealedBytes(bytes):
    """Bytes that were sealed; nothing else may reach the database in a sealed column."""


def seal(text: str, place: Place) -> SealedBytes:
    """Return the text sealed for this place; DecryptionError when the case has no key."""
    return seal_bytes(text.encode(), place)


def seal_bytes(content: bytes, place: Place) -> SealedBytes:
    """Return the bytes sealed for this place; DecryptionError when the case has no key."""
    version = keys.current_version(place.case_id)
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = keys.cipher(place.case_id, version)
    sealed = cipher.encrypt(nonce, _pad(content), place.bound_to(version))
    return SealedBytes(HEAD.pack(FORMAT, version) + nonce + sealed)


def unseal(sealed: bytes, place: Place) -> str:
    """Return the text; DecryptionError for anything that was not sealed for exactly this place."""
    return unseal_bytes(sealed, place).decode()


def unseal_bytes(sealed: bytes, place: Place) -> bytes:
    """Return the bytes; DecryptionError for anything that was not sealed for exactly this place."""
    if len(sealed) < SHORTEST or sealed[0] != FORMAT:
        raise DecryptionError("not a sealed value")
    _format, version = HEAD.unpack_from(sealed)
    nonce, rest = sealed[HEAD.size : HEAD.size + NONCE_BYTES], sealed[HEAD.size + NONCE_BYTES :]
    try:
        padded = keys.cipher(place.case_id, version).decrypt(nonce, rest, place.bound_to(version))
    except InvalidTag:
        raise DecryptionError("the value was altered or belongs to another place") from None
    return _unpad(padded)


def _pad(text: bytes) -> bytes:
    """Fill to 32, 64, 128 … bytes (ISO/IEC 7816-4), so that length tells little."""
    size = SMALLEST_BUCKET
    while size < len(text) + 1:
        size *= 2
    return text + b"\x80" + b"\0" * (size - len(text) - 1)


def _unpad(padded: bytes) -> bytes:
    return padded[: padded.rindex(b"\x80")]
