"""The database, the cast, and a browserless world for every test."""

from collections.abc import Iterator

import pytest
from django.db import connections

from encryption import keys
from tests.cast import Cast, assemble


@pytest.fixture(autouse=True)
def no_kept_keys() -> Iterator[None]:
    """Each test begins without unwrapped keys in memory."""
    keys.forget()
    yield
    keys.forget()


@pytest.fixture
def cast(db: None, one_connection: None) -> Cast:
    """The whole cast, in a database that is rolled back."""
    return assemble()


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """The connection that refusals are written on is the test's own, so that they are rolled back with it.

    Tests marked `two_connections` keep the real second connection.
    """
    apart = connections["apart"]
    connections["apart"] = connections["default"]
    yield
    connections["apart"] = apart
