"""A person whose identity is sealed, and what a thief with the database could do."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from encryption import keys
from identification.actions import record_identity
from identification.models import Case, Identity
from tests.cast import Cast
from tests.makers import opened_case
from tests.owner import as_owner

NAME, CONTACT, BORN = "Марина Canary-Testova", "+000 555 0100", datetime.date(1998, 3, 7)
Read = Callable[[Identity, str], bytes]
Write = Callable[[Identity, str, bytes], Identity]


def recorded(cast: Cast) -> Identity:
    """Return the identity of a new case, as it lies in the database."""
    case = opened_case(cast.nora)
    record_identity(case=case, by=cast.nora, full_name=NAME, contact=CONTACT, birth_date=BORN)
    return Identity.objects.get(case=case)


@pytest.fixture
def identity(cast: Cast) -> Identity:
    return recorded(cast)


@pytest.fixture
def other(cast: Cast) -> Identity:
    return recorded(cast)


@pytest.fixture
def case(identity: Identity) -> Case:
    return identity.case


@pytest.fixture
def read(db: None) -> Read:
    """Read the bytes that lie in a column."""

    def _read(row: Any, column: str) -> bytes:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {column} FROM {row._meta.db_table} WHERE {row._meta.pk.column} = %s", [row.pk]
            )
            return bytes(cursor.fetchone()[0])

    return _read


@pytest.fixture
def write(db: None) -> Write:
    """Write bytes into a column as only the owner of the database could; the row is read again."""

    def _write(row: Identity, column: str, value: bytes) -> Identity:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", [value, row.pk])
        keys.forget()
        return Identity.objects.get(pk=row.pk)

    return _write
