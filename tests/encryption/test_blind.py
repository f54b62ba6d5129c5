"""The blind index: equal things are equal inside one organisation, and nothing is told to who has no key."""

import hashlib
from uuid import UUID, uuid4

import pytest
from cryptography.fernet import Fernet, MultiFernet
from django.db import connection
from encrypted_model_fields import fields as library

from encryption import blind
from encryption.blind import index_of, indexes_of
from encryption.errors import DecryptionError
from encryption.models import IndexKey

pytestmark = pytest.mark.django_db
TEXT = "l srpkf\x1f1998-03-07"


@pytest.fixture
def ours() -> UUID:
    return uuid4()


def test_the_same_thing_has_the_same_digest_each_time(ours: UUID) -> None:
    assert index_of(ours).digest("name_birth", TEXT) == index_of(ours).digest("name_birth", TEXT)
    assert index_of(ours).slow_digest("phone", "69123456") == index_of(ours).slow_digest("phone", "69123456")
    assert IndexKey.objects.count() == 1


def test_another_organisation_another_kind_another_text_another_digest(ours: UUID) -> None:
    index, theirs = index_of(ours), index_of(uuid4())
    every = {one.digest(kind, text) for one in (index, theirs) for kind in "ab" for text in ("c", "d")}
    every |= {one.slow_digest(kind, text) for one in (index, theirs) for kind in "ab" for text in ("c", "d")}
    assert len(every) == 16
    assert {len(one) for one in every} == {32}


def test_several_organisations_in_one_query(ours: UUID) -> None:
    both = [ours, uuid4()]
    first = indexes_of(both)
    with connection.execute_wrapper(_counted := Counted()):
        assert indexes_of(both) == first
    assert _counted.number == 1


class Counted:
    number = 0

    def __call__(self, execute, *rest):
        self.number += 1
        return execute(*rest)


def test_a_digest_is_no_plain_hash_and_the_key_is_not_in_the_table(ours: UUID) -> None:
    index = index_of(ours)
    stored = bytes(IndexKey.objects.get(pk=ours).wrapped)
    assert index.key not in stored
    assert index.key not in repr(index).encode()
    assert index.digest("name_birth", TEXT) != hashlib.sha256(TEXT.encode()).digest()


def test_a_key_copied_to_another_organisation_does_not_open(ours: UUID) -> None:
    index_of(ours)
    IndexKey.objects.create(organisation_id=(other := uuid4()), wrapped=IndexKey.objects.get(pk=ours).wrapped)
    with pytest.raises(DecryptionError, match="another organisation"):
        index_of(other)


def test_without_the_master_key_nothing_is_searched(ours: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    index_of(ours)
    monkeypatch.setattr(library, "CRYPTER", MultiFernet([Fernet(Fernet.generate_key())]))
    with pytest.raises(DecryptionError, match="another master key"):
        index_of(ours)


def test_wrapped_anew_the_digests_stay(ours: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    before, newer = index_of(ours), Fernet(Fernet.generate_key())
    monkeypatch.setattr(library, "CRYPTER", MultiFernet([newer, *library.CRYPTER._fernets]))
    assert blind.rewrap() == 1
    monkeypatch.setattr(library, "CRYPTER", MultiFernet([newer]))
    assert index_of(ours) == before


def test_one_that_does_not_open_is_counted_and_left_and_the_others_are_wrapped_anew(ours: UUID) -> None:
    index_of(ours)
    IndexKey.objects.create(organisation_id=(other := uuid4()), wrapped=b"damaged")
    assert (blind.damaged(), blind.rewrap()) == (1, 1)
    assert bytes(IndexKey.objects.get(pk=other).wrapped) == b"damaged"


def test_numbers_are_made_slow_and_names_are_not() -> None:
    """A thief with the key tries a number in no less than these; the figures are OWASP's."""
    assert blind.ARGON["memory_cost"] >= 19 * 1024
    assert blind.ARGON["time_cost"] >= 2
