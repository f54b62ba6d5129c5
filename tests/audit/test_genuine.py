"""A row of the log that is not what was written is told apart."""

import datetime
import json
import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from audit.log import is_genuine, record
from audit.models import Event
from tests.cast import Cast
from tests.owner import as_owner


def other_id(_value: object) -> uuid.UUID:
    return uuid.uuid4()


def nothing(_value: object) -> None:
    return None


def a_bit_flipped(value: bytes) -> bytes:
    return bytes([value[0] ^ 1]) + bytes(value)[1:]


def another_case_in_the_body(value: bytes) -> bytes:
    return json.dumps({**json.loads(bytes(value)), "case": str(uuid.uuid4())}).encode()


TAMPERED = [
    ("kind", lambda _kind: "case.open"),
    ("outcome", lambda _outcome: "refused"),
    ("at", lambda at: at - datetime.timedelta(microseconds=1)),
    ("case_id", other_id),
    ("case_id", nothing),
    ("user_id", other_id),
    ("user_id", nothing),
    ("organisation_id", other_id),
    ("organisation_id", nothing),
    ("body", a_bit_flipped),
    ("body", lambda body: bytes(body) + b" "),
    ("body", lambda body: bytes(body)[:-1]),
    ("body", another_case_in_the_body),
    ("mac", a_bit_flipped),
    ("mac", lambda mac: bytes(mac)[:-1]),
    ("mac", lambda _mac: b""),
]


@pytest.fixture
def event(cast: Cast) -> Event:
    made = record("case.view", by=cast.nora, case_id=uuid.uuid4(), target="one")
    return Event.objects.get(pk=made.pk)


def tamper(event: Event, column: str, value: object) -> Event:
    """Change a column as only the owner of the database could, and read the row again."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE audit_event SET {column} = %s WHERE id = %s", [value, event.pk])
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")
    return Event.objects.get(pk=event.pk)


def test_what_was_written_is_genuine(event: Event) -> None:
    assert is_genuine(event)


def test_every_column_but_the_number_is_tampered_with_below() -> None:
    columns = {field.attname for field in Event._meta.concrete_fields} - {"id"}
    assert {column for column, _change in TAMPERED} == columns


@pytest.mark.parametrize(("column", "change"), TAMPERED)
def test_a_tampered_row_is_not(event: Event, column: str, change: Callable[[object], object]) -> None:
    assert not is_genuine(tamper(event, column, change(getattr(event, column))))


def test_an_event_moved_over_another_is_not(event: Event, cast: Cast) -> None:
    other = record("case.view", by=cast.sami, case_id=uuid.uuid4(), target="two")
    tampered = tamper(event, "body", other.body)
    assert not is_genuine(tampered)
    assert not is_genuine(tamper(tampered, "mac", other.mac))


def test_an_event_made_up_without_the_key_is_not(event: Event, settings: object) -> None:
    settings.AUDIT_KEY = "a-key-of-somebody-else-that-is-long-enough"
    assert not is_genuine(event)
