"""A thief or a careless hand in the database: a sealed value opens in its own place, unaltered, or not at all."""

import pytest
from cryptography.fernet import Fernet, MultiFernet
from django.db import connection
from encrypted_model_fields import fields as library

from encryption import keys
from encryption.errors import DecryptionError
from encryption.models import CaseKey
from encryption.sealing import HEAD, NONCE_BYTES, SHORTEST, unseal
from identification.models import Case, Identity
from tests.encryption.conftest import BORN, CONTACT, NAME, Read, Write
from tests.owner import as_owner
from workflow.guard import writing

# A byte of each part of a sealed value, counted from the front or the back.
REGIONS = {
    "format": 0,
    "key version": HEAD.size - 1,
    "nonce": HEAD.size,
    "end of the nonce": HEAD.size + NONCE_BYTES - 1,
    "ciphertext": HEAD.size + NONCE_BYTES,
    "padding": -17,
    "tag": -16,
    "end of the tag": -1,
}


def with_a_bit_flipped(sealed: bytes, bit: int) -> bytes:
    flipped = bytearray(sealed)
    flipped[bit // 8] ^= 1 << (bit % 8)
    return bytes(flipped)


def test_in_its_own_place_a_value_opens(identity: Identity) -> None:
    keys.forget()
    assert (identity.full_name, identity.contact, identity.birth_date) == (NAME, CONTACT, BORN)


def test_a_value_moved_to_another_column_does_not_open(identity: Identity, read: Read, write: Write) -> None:
    moved = write(identity, "contact", read(identity, "full_name"))
    with pytest.raises(DecryptionError):
        _ = moved.contact


def test_a_value_moved_to_another_case_does_not_open(
    identity: Identity, other: Identity, read: Read, write: Write
) -> None:
    moved = write(other, "full_name", read(identity, "full_name"))
    with pytest.raises(DecryptionError):
        _ = moved.full_name


def test_a_value_moved_into_history_or_out_of_it_does_not_open(
    identity: Identity, read: Read, write: Write
) -> None:
    moved = write(identity, "full_name", read(identity.history.latest(), "full_name"))
    with pytest.raises(DecryptionError):
        _ = moved.full_name


def test_a_value_moved_to_another_row_of_the_same_case_does_not_open(identity: Identity, read: Read) -> None:
    """Two rows of history: same table, same column, same case, same key."""
    with writing():
        identity.save()
    newest, before = identity.history.all()[:2]
    with as_owner(), connection.cursor() as cursor:
        change = f"UPDATE {newest._meta.db_table} SET full_name = %s WHERE history_id = %s"
        cursor.execute(change, [read(before, "full_name"), newest.pk])
    with pytest.raises(DecryptionError):
        _ = identity.history.get(pk=newest.pk).full_name


def test_a_value_does_not_open_for_another_case_even_under_the_same_key(
    identity: Identity, other: Identity
) -> None:
    mine = bytes(CaseKey.objects.get(case_id=identity.case_id).wrapped)
    label = f"{other.case_id}|1|".encode()
    same = library.CRYPTER.encrypt(label + library.CRYPTER.decrypt(mine)[-keys.KEY_BYTES :])
    CaseKey.objects.filter(case_id=other.case_id).update(wrapped=same)
    keys.forget()
    identity.case = other.case
    with pytest.raises(DecryptionError):
        _ = identity.full_name


def test_a_value_does_not_open_when_its_row_is_given_to_another_case(
    identity: Identity, other: Identity
) -> None:
    taken = Identity.objects.get(pk=identity.pk)
    taken.case = other.case
    with pytest.raises(DecryptionError):
        _ = taken.full_name


def test_a_value_does_not_open_as_of_another_key_version(
    identity: Identity, read: Read, write: Write
) -> None:
    sealed = read(identity, "full_name")
    form, version = HEAD.unpack_from(sealed)
    moved = write(identity, "full_name", HEAD.pack(form, version + 1) + sealed[HEAD.size :])
    with pytest.raises(DecryptionError):
        _ = moved.full_name


def test_a_value_under_an_older_key_does_not_open_as_of_the_newer(
    identity: Identity, read: Read, write: Write
) -> None:
    """The same bytes of a key under the next version's name: the version is bound too."""
    first = CaseKey.objects.get(case_id=identity.case_id)
    label = f"{identity.case_id}|2|".encode()
    key = library.CRYPTER.decrypt(bytes(first.wrapped))[-keys.KEY_BYTES :]
    CaseKey.objects.create(case_id=identity.case_id, version=2, wrapped=library.CRYPTER.encrypt(label + key))
    sealed = read(identity, "full_name")
    form, _version = HEAD.unpack_from(sealed)
    moved = write(identity, "full_name", HEAD.pack(form, 2) + sealed[HEAD.size :])
    with pytest.raises(DecryptionError):
        _ = moved.full_name


@pytest.mark.parametrize("at", [*REGIONS.values()], ids=[*REGIONS])
def test_a_value_with_one_bit_flipped_does_not_open(
    identity: Identity, read: Read, write: Write, at: int
) -> None:
    with pytest.raises(DecryptionError):
        _ = write(identity, "full_name", with_a_bit_flipped(read(identity, "full_name"), at * 8)).full_name


def test_there_is_no_bit_that_may_be_flipped(identity: Identity, read: Read) -> None:
    place = Identity._meta.get_field("full_name").place(identity)
    sealed = read(identity, "full_name")
    for bit in range(len(sealed) * 8):
        with pytest.raises(DecryptionError):
            unseal(with_a_bit_flipped(sealed, bit), place)


@pytest.mark.parametrize("kept", [0, 1, HEAD.size, HEAD.size + NONCE_BYTES, SHORTEST - 1, -16, -1])
def test_a_value_cut_short_does_not_open(identity: Identity, read: Read, write: Write, kept: int) -> None:
    with pytest.raises(DecryptionError):
        _ = write(identity, "full_name", read(identity, "full_name")[:kept]).full_name


def test_a_value_made_longer_does_not_open(identity: Identity, read: Read, write: Write) -> None:
    with pytest.raises(DecryptionError):
        _ = write(identity, "full_name", read(identity, "full_name") + b"\0").full_name


@pytest.mark.parametrize("planted", [b"Jane", NAME.encode(), b"", b"\x01" * 200, Fernet.generate_key() * 4])
def test_planted_text_does_not_read_as_a_value(identity: Identity, write: Write, planted: bytes) -> None:
    with pytest.raises(DecryptionError):
        _ = write(identity, "full_name", planted).full_name


def test_under_another_master_key_nothing_opens(identity: Identity, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = MultiFernet([Fernet(Fernet.generate_key())])
    monkeypatch.setattr(library, "CRYPTER", stranger)
    keys.forget()
    with pytest.raises(DecryptionError, match="another master key"):
        _ = identity.full_name


def test_a_key_copied_to_another_case_opens_nothing_there(
    identity: Identity, other: Identity, read: Read, write: Write
) -> None:
    wrapped = CaseKey.objects.get(case_id=identity.case_id).wrapped
    CaseKey.objects.filter(case_id=other.case_id).update(wrapped=wrapped)
    moved = write(other, "full_name", read(identity, "full_name"))
    with pytest.raises(DecryptionError, match="another case or version"):
        _ = moved.full_name


def test_a_wrapped_key_altered_opens_nothing(identity: Identity) -> None:
    row = CaseKey.objects.get(case_id=identity.case_id)
    CaseKey.objects.filter(pk=row.pk).update(wrapped=bytes(row.wrapped)[:-1] + b"A")
    keys.forget()
    with pytest.raises(DecryptionError):
        _ = identity.full_name


def test_once_the_key_is_destroyed_nothing_opens_and_nothing_is_sealed(identity: Identity) -> None:
    assert keys.destroy(identity.case_id) == 1
    assert not keys.exist(identity.case_id)
    for column in ("full_name", "contact", "birth_date"):
        with pytest.raises(DecryptionError):
            getattr(identity, column)
    with pytest.raises(DecryptionError):
        keys.current_version(identity.case_id)


def test_destroying_one_case_leaves_another_readable(identity: Identity, other: Identity) -> None:
    keys.destroy(identity.case_id)
    assert other.full_name == NAME


def test_listing_opens_nothing(identity: Identity, other: Identity) -> None:
    """Where a thousand rows are listed no key is needed: the list stands though every key is gone."""
    keys.destroy(identity.case_id)
    keys.destroy(other.case_id)
    rows = list(Identity.objects.select_related("case").order_by("pk"))
    assert {row.pk for row in rows} == {identity.pk, other.pk}
    assert Case.objects.count() == 2
