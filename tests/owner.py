"""In the tests one session must do both: what the product may do, and what only the owner of the tables may.

A test breaks the log, or tampers with it, in the transaction that it looks at afterwards. So each connection
signs in as the owner and takes on the role that serves, under which every wall stands as in production.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections
from psycopg.pq import TransactionStatus


def sign_in_as_owner() -> None:
    """From now on, every new connection is the owner's and acts as the role that serves."""
    for settings in connections.settings.values():
        settings["OPTIONS"]["assume_role"] = settings["USER"]
        settings.update(settings["OWNER"])


@contextmanager
def as_owner(one: Any = connection) -> Iterator[None]:
    """While this is open, the owner acts on this connection, in the transaction that is open."""
    _execute(one, "RESET ROLE")
    try:
        yield
    finally:
        if one.connection.pgconn.transaction_status != TransactionStatus.INERROR:  # else the rollback does it
            _execute(one, f'SET ROLE "{one.serving_role}"')


def _execute(one: Any, statement: str) -> None:
    """Ask the driver: Django would not, where a test has already said that it rolls back."""
    one.ensure_connection()
    with one.wrap_database_errors:
        one.connection.execute(statement)
