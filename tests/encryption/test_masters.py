"""A server starts only with the master keys of its database; keys of cases are wrapped anew without losing one."""

import os
import subprocess
import sys
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection

from encryption import blind, inspection, keys, masters, wrapping
from encryption.blind import index_of
from encryption.masters import WrongKey
from encryption.models import CaseKey, MasterKey
from identification.models import Identity
from tests.encryption.conftest import NAME
from tests.encryption.rings import new_master, ring

OLD, NEW = new_master(), new_master()


def start(*, remember: bool = True) -> None:
    masters.require_right_keys(remember=remember)


def silent(_done: int, _total: int) -> None:
    """Hear nothing."""


def test_a_fresh_database_learns_the_fingerprints_and_not_the_keys(db: None) -> None:
    with ring(NEW, OLD):
        start()
        kept = set(MasterKey.objects.values_list("fingerprint", flat=True))
        assert kept == set(wrapping.fingerprints())
    assert not [one for one in kept if one in NEW or NEW in one or bytes.fromhex(one) in NEW.encode()]


def test_another_key_is_refused_before_anything_is_sealed_with_it(db: None) -> None:
    with ring(OLD):
        start()
    with ring(NEW), pytest.raises(WrongKey, match="knows none"):
        start()
    assert MasterKey.objects.count() == 1


def test_a_key_that_opens_nothing_is_refused_though_no_fingerprint_was_ever_kept(identity: Identity) -> None:
    with ring(NEW), pytest.raises(WrongKey, match="opens none"):
        start()
    assert not MasterKey.objects.exists()


def test_one_damaged_key_does_not_stop_the_start(identity: Identity, other: Identity) -> None:
    CaseKey.objects.filter(case_id=other.case_id).update(wrapped=b"damaged")
    start()
    assert MasterKey.objects.exists()


def test_a_newer_key_joins_and_the_older_may_leave_once_nothing_needs_it(db: None) -> None:
    case_id = _with_a_key(OLD)
    with ring(NEW, OLD):
        start()
        assert not wrapping.is_under_first(CaseKey.objects.get(case_id=case_id))
    with ring(NEW), pytest.raises(WrongKey, match="lacks a key that 1 keys"):
        start()
    with ring(NEW, OLD):
        assert masters.rewrap(silent) == (1, 0)
        assert masters.rewrap(silent) == (0, 0)
    with ring(NEW):
        start()
        assert masters.known_fingerprints() == set(wrapping.fingerprints())
        assert keys.current_version(case_id) == 1


def test_a_key_that_an_index_needs_may_not_leave(db: None) -> None:
    with ring(OLD):
        start()
        index_of(uuid4())
    with ring(NEW, OLD):
        start()
        assert inspection.inspect().under_older_master == 1
    with ring(NEW), pytest.raises(WrongKey, match="lacks a key that 1 keys"):
        start()
    with ring(NEW, OLD):
        assert blind.rewrap() == 1
        assert inspection.inspect().under_older_master == 0
    with ring(NEW):
        start()


def _with_a_key(master: str) -> UUID:
    case_id = uuid4()
    with ring(master):
        start()
        keys.create(case_id)
    return case_id


def test_looking_alone_remembers_nothing(db: None) -> None:
    start(remember=False)
    assert not MasterKey.objects.exists()


def test_a_wrapped_key_is_the_same_key(identity: Identity) -> None:
    (published,) = settings.FIELD_ENCRYPTION_KEY
    with ring(NEW, published):
        masters.rewrap(silent)
    with ring(NEW):
        assert Identity.objects.get(pk=identity.pk).full_name == NAME


def test_many_batches_miss_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(masters, "BATCH", 3)
    for _case in range(7):
        _with_a_key(OLD)
    told: list[tuple[int, int]] = []
    with ring(NEW, OLD):
        assert masters.rewrap(lambda done, total: told.append((done, total))) == (7, 0)
        assert all(map(wrapping.is_under_first, masters.every_key()))
    assert told == [(3, 7), (6, 7)]


def test_a_damaged_key_is_counted_and_left(identity: Identity, other: Identity) -> None:
    CaseKey.objects.filter(case_id=other.case_id).update(wrapped=b"damaged")
    (published,) = settings.FIELD_ENCRYPTION_KEY
    with ring(NEW, published):
        assert masters.rewrap(silent) == (1, 1)


@pytest.mark.two_connections
@pytest.mark.parametrize(("right", "code"), [(True, 0), (False, 1)])
def test_the_web_server_itself_does_not_start_with_another_key(right: bool, code: int) -> None:
    """The real entry of the web server, in a process of its own."""
    start()
    here = connection.settings_dict
    url = f"postgresql:///{here['NAME']}?host={here['HOST']}&port={here['PORT']}&user={here['USER']}"
    key = settings.FIELD_ENCRYPTION_KEY[0] if right else NEW
    told = os.environ | {"DATABASE_URL": url, "FIELD_ENCRYPTION_KEY": key, "SAFE_PASSAGE_MODE": "demo"}
    asked = [sys.executable, "-W", "ignore", "-c", "import config.wsgi"]
    done = subprocess.run(asked, cwd=settings.ROOT, env=told, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    assert ("WrongKey" in done.stderr) is not right
    assert key not in done.stderr
