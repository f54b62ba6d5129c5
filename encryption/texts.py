"""Short secrets that belong to no case, wrapped by the master ring: each says inside what it is for."""

from cryptography.fernet import InvalidToken
from encrypted_model_fields import fields as library

from encryption import wrapping
from encryption.errors import DecryptionError


def wrap(text: str, purpose: str) -> str:
    """Return the text wrapped under the newest master key."""
    token: bytes = library.CRYPTER.encrypt(f"{purpose}|{text}".encode())
    return token.decode()


def is_under_first(wrapped: str) -> bool:
    """Tell whether the newest master key alone opens it."""
    return wrapping.first_opens(wrapped.encode())


def unwrap(wrapped: str, purpose: str) -> str:
    """Return the text; DecryptionError for what was not wrapped by this ring for this purpose."""
    try:
        said, _bar, text = library.CRYPTER.decrypt(wrapped.encode()).decode().partition("|")
    except (InvalidToken, UnicodeError):
        raise DecryptionError("the secret was not wrapped by this ring") from None
    if said != purpose:
        raise DecryptionError("the secret is for another purpose")
    return text
