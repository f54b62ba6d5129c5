"""What lies in the database, what history keeps, and what stays as it is."""

import copy
import logging
import pickle

import pytest
from django.db import connection, transaction

from encryption import keys
from encryption.errors import DecryptionError
from encryption.models import CaseKey
from encryption.sealing import Place, seal
from identification.actions import record_identity
from identification.models import Case, Identity
from tests.cast import Cast
from tests.encryption.conftest import BORN, CONTACT, NAME, Read
from tests.makers import NOTHING, opened_case, screened
from workflow.gate import perform
from workflow.guard import writing

COLUMNS = ("pseudonym", "full_name", "birth_date", "contact")
TRACES = [NAME, CONTACT, str(BORN), "Robin", "Canary", NAME.encode().hex()]


@pytest.mark.parametrize("table", ["identification_identity", "identification_historicalidentity"])
def test_the_stored_bytes_hold_no_plain_text(identity: Identity, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        rows = cursor.fetchall()
    assert rows
    stored = b"|".join(
        bytes(v) if isinstance(v, memoryview | bytes) else str(v).encode() for row in rows for v in row
    )
    for trace in TRACES:
        assert trace.encode() not in stored
        assert trace.encode("utf-16-le") not in stored


def test_nothing_of_a_person_lies_in_the_log(identity: Identity) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(convert_from(body, 'UTF8'), ' ') FROM audit_event")
        said = cursor.fetchone()[0]
    assert not [trace for trace in TRACES if trace in said]


@pytest.mark.parametrize(("one", "two"), [("A", "A" * 31), ("A" * 32, "A" * 63), ("", "х" * 15)])
def test_padding_hides_the_length(identity: Identity, one: str, two: str) -> None:
    place = Place("identification.identity", "full_name", str(identity.pk), identity.case_id)
    assert len(seal(one, place)) == len(seal(two, place))


def test_a_yes_and_a_no_of_equal_text_look_different_each_time(identity: Identity) -> None:
    place = Place("identification.identity", "full_name", str(identity.pk), identity.case_id)
    assert len({seal("yes", place) for _time in range(20)}) == 20


@pytest.mark.parametrize(
    "text", ["", "\x80", "ends with zero\0", "Ғафурова Ҳалима", "ZWNJ می‌خواهم", "x" * 9999]
)
def test_any_text_comes_back_as_it_was(cast: Cast, text: str) -> None:
    case = opened_case(cast.nora)
    with writing():
        row = Identity.objects.get(case=case)
        row.narrative = text
        row.save()
    assert Identity.objects.get(case=case).narrative == text


def test_history_keeps_what_was_said_sealed_and_opens_it(cast: Cast, identity: Identity, read: Read) -> None:
    record_identity(case=identity.case, by=cast.nora, full_name="Another Name")
    newest, before = identity.history.all()[:2]
    assert newest.full_name == newest.instance.full_name == "Another Name"
    assert before.instance.full_name == NAME
    assert before.birth_date == BORN
    assert read(newest, "contact") != read(identity, "contact")


def test_history_tells_the_difference(cast: Cast, identity: Identity) -> None:
    record_identity(case=identity.case, by=cast.nora, full_name="Another Name")
    newest, before = identity.history.all()[:2]
    (change,) = newest.diff_against(before).changes
    assert (change.field, change.old, change.new) == ("full_name", NAME, "Another Name")


def test_history_dies_with_the_key(identity: Identity) -> None:
    keys.destroy(identity.case_id)
    newest = identity.history.latest()
    with pytest.raises(DecryptionError):
        _ = newest.full_name


def test_a_sealed_field_of_the_case_itself_has_its_history(cast: Cast) -> None:
    """A case is its own case; so is each row of its history."""
    case = opened_case(cast.nora)
    screened(case, cast.nora, NOTHING)
    reason = "What the person told in confidence."
    perform(case, "override_upward", by=cast.nora, reason=reason)
    assert Case.objects.get(pk=case.pk).override_reason == reason
    assert case.history.latest().override_reason == reason


def test_showing_a_row_or_a_value_shows_nothing(identity: Identity) -> None:
    closed = Identity.objects.get(pk=identity.pk)
    opened = Identity.objects.get(pk=identity.pk)
    assert opened.full_name == NAME
    shown = f"{closed!r} {closed} {opened!r} {opened} {closed.__dict__}"
    assert not [trace for trace in TRACES if trace in shown]
    assert "<sealed>" in shown


def test_a_row_saved_untouched_keeps_its_bytes(identity: Identity, read: Read) -> None:
    before = {column: read(identity, column) for column in COLUMNS}
    row = Identity.objects.get(pk=identity.pk)
    row.contact_is_safe = True
    with writing():
        row.save()
    assert {column: read(identity, column) for column in COLUMNS} == before


def test_a_deferred_field_opens_when_it_is_asked_for(identity: Identity) -> None:
    deferred = Identity.objects.defer("full_name").get(pk=identity.pk)
    only = Identity.objects.only("case").get(pk=identity.pk)
    assert deferred.full_name == only.full_name == NAME


def test_a_row_without_all_its_fields_keeps_the_rest(identity: Identity, read: Read) -> None:
    before = read(identity, "full_name")
    row = Identity.objects.only("case", "contact").get(pk=identity.pk)
    row.contact = "another"
    with writing():
        row.save(update_fields=["contact"])
    assert read(identity, "full_name") == before


def test_refreshing_gives_what_lies_in_the_database(cast: Cast, identity: Identity) -> None:
    assert identity.full_name == NAME
    record_identity(case=identity.case, by=cast.nora, full_name="Another Name")
    identity.refresh_from_db()
    assert identity.full_name == "Another Name"


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda row: pickle.loads(pickle.dumps(row))])
def test_a_copy_opens_as_the_row_does(identity: Identity, copied: object) -> None:
    assert copied(Identity.objects.get(pk=identity.pk)).full_name == NAME


def test_a_pickle_of_a_closed_row_holds_no_plain_text(identity: Identity) -> None:
    pickled = pickle.dumps(Identity.objects.get(pk=identity.pk))
    assert not [trace for trace in TRACES if trace.encode() in pickled]


def test_what_goes_wrong_names_nothing(identity: Identity, caplog: pytest.LogCaptureFixture) -> None:
    keys.destroy(identity.case_id)
    with caplog.at_level(logging.DEBUG), pytest.raises(DecryptionError) as caught:
        _ = identity.full_name
    assert str(identity.case_id) not in str(caught.value)
    assert not [trace for trace in TRACES if trace in caplog.text]


def test_a_second_key_of_the_same_version_is_refused(case: Case) -> None:
    with pytest.raises(Exception, match="one_key_per_case_and_version"), transaction.atomic():
        keys.create(case.pk)
    assert CaseKey.objects.filter(case_id=case.pk).count() == 1
