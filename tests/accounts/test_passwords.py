"""Passwords that are easy to guess here; and a cache that forgets nothing before its time."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from config.cache import SharedCache
from tests.cast import Cast


@pytest.mark.parametrize(
    "password",
    [
        "safe-passage-2026",
        "SafePassage!SafePassage!",
        "lantern house 1234567",
        "Lantern-House-password",
        "aaaaaaaaaaaaaaaaaa",
        "abababababababab",
        "passwordpassword1",
        "quietgarden2026quiet",
        "123456789012345",
        "fourteen chars",
    ],
)
def test_it_is_refused(cast: Cast, password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, cast.nora.user)


@pytest.mark.parametrize(
    "password", ["correct horse battery staple", "тихая гавань и фонарь", "Wm7#kq2!vR9zLp4x"]
)
def test_it_is_taken(cast: Cast, password: str) -> None:
    validate_password(password, cast.nora.user)


def test_new_counts_wipe_out_no_old_one(db: None) -> None:
    small = SharedCache("shared_cache", {"OPTIONS": {"MAX_ENTRIES": 10}})
    small.clear()
    small.set("over", 1, timeout=-1)
    for number in range(40):
        small.set(f"count-{number:02}", number, timeout=600)
    assert [small.get(f"count-{number:02}") for number in range(40)] == list(range(40))
    assert small.get("over") is None
