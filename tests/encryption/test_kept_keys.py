"""Keys stay in memory for a short while: never one that a rollback took back, never longer than said."""

import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from encryption import keys
from encryption.errors import DecryptionError

pytestmark = pytest.mark.two_connections


def queries(case_id: uuid.UUID) -> int:
    """Return how often the database is asked for a key."""
    with CaptureQueriesContext(connection) as asked:
        keys.cipher(case_id, keys.current_version(case_id))
    return len(asked)


def test_a_key_is_read_once_for_a_page() -> None:
    case_id = uuid.uuid4()
    keys.create(case_id)
    keys.forget()
    assert queries(case_id) == 1
    assert queries(case_id) == 0


def test_a_key_just_made_is_not_read_at_all() -> None:
    case_id = uuid.uuid4()
    with transaction.atomic():
        keys.create(case_id)
        assert queries(case_id) == 0
    assert queries(case_id) == 0


def test_a_key_that_a_rollback_took_back_seals_nothing() -> None:
    """Else a case opened again elsewhere under the same id would be sealed here with a key nobody has."""
    case_id = uuid.uuid4()
    with transaction.atomic():
        keys.create(case_id)
        keys.cipher(case_id, 1)
        transaction.set_rollback(True)
    with pytest.raises(DecryptionError):
        keys.current_version(case_id)
    with pytest.raises(DecryptionError):
        keys.cipher(case_id, 1)


def test_a_key_destroyed_here_is_forgotten_at_once() -> None:
    case_id, other = uuid.uuid4(), uuid.uuid4()
    for one in (case_id, other):
        keys.create(one)
        keys.cipher(one, 1)
    keys.destroy(case_id)
    with pytest.raises(DecryptionError):
        keys.cipher(case_id, 1)
    with pytest.raises(DecryptionError):
        keys.current_version(case_id)
    assert queries(other) == 0


def test_a_key_destroyed_elsewhere_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = uuid.uuid4()
    keys.create(case_id)
    keys.cipher(case_id, 1)
    keys.CaseKey.objects.filter(case_id=case_id).delete()
    keys.cipher(case_id, 1)
    later = keys.time.monotonic() + keys.SECONDS_KEPT + 1
    monkeypatch.setattr(keys.time, "monotonic", lambda: later)
    with pytest.raises(DecryptionError):
        keys.cipher(case_id, 1)


def test_memory_holds_only_so_many_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MOST_KEPT", 3)
    for _case in range(5):
        case_id = uuid.uuid4()
        keys.create(case_id)
        keys.cipher(case_id, 1)
    assert len(keys._kept) <= 3
