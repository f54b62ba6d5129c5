"""Master keys: how they wrap the key of a case, and the fingerprints by which a database knows them."""

import base64
import hashlib
import hmac
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from encrypted_model_fields import fields as library

from encryption.errors import DecryptionError
from encryption.models import CaseKey, IndexKey

KEY_BYTES = 32
FINGERPRINTED = b"safe passage: fingerprint of a master key, 1"
FINGERPRINT_LETTERS = 32


def wrap(case_id: UUID, version: int, key: bytes) -> bytes:
    """Return the key of a case, wrapped by the first master key."""
    return library.CRYPTER.encrypt(_label(case_id, version) + key)


def unwrap(row: CaseKey) -> bytes:
    """Case and version stand inside the wrapped text, so a key row copied to another case does not open."""
    label = _label(row.case_id, row.version)
    try:
        text = library.CRYPTER.decrypt(bytes(row.wrapped))
    except InvalidToken:
        raise DecryptionError("the key was wrapped by another master key") from None
    if not text.startswith(label) or len(text) != len(label) + KEY_BYTES:
        raise DecryptionError("the key belongs to another case or version")
    return text[len(label) :]


def opens(row: CaseKey) -> bool:
    """Tell whether a key row opens with the master keys of this process."""
    try:
        unwrap(row)
    except DecryptionError:
        return False
    return True


def is_under_first(row: CaseKey | IndexKey) -> bool:
    """Tell whether the first master key alone opens this row, so that the others are not needed for it."""
    return first_opens(bytes(row.wrapped))


def first_opens(token: bytes) -> bool:
    """Tell whether the first master key alone opens what was wrapped."""
    try:
        Fernet(settings.FIELD_ENCRYPTION_KEY[0]).decrypt(token)
    except InvalidToken:
        return False
    return True


def fingerprints() -> list[str]:
    """Return the fingerprints of the master keys, newest key first. They say nothing about the keys."""
    return [_fingerprint(base64.urlsafe_b64decode(one)) for one in settings.FIELD_ENCRYPTION_KEY]


def _fingerprint(key: bytes) -> str:
    return hmac.new(key, FINGERPRINTED, hashlib.sha256).hexdigest()[:FINGERPRINT_LETTERS]


def _label(case_id: UUID, version: int) -> bytes:
    return f"{case_id}|{version}|".encode()
