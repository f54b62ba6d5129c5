"""The same writes in raw SQL: as many rows, one commit, nothing asked and nothing sealed."""

import secrets
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connection
from django.utils import timezone

from accounts.actors import Actor
from benchmarks import rows
from benchmarks.rows import SEALED, Row
from identification.numbers import random_number


class Raw:
    """A plain connection to the database that is in use, past every wall, with the driver's own prepared statements."""

    def __init__(self, actor: Actor) -> None:
        assert actor.user_id
        assert actor.organisation_id
        self.who = (actor.user_id, actor.organisation_id)
        apart: Any = connection.copy()
        with apart.as_owner():
            self.connection = psycopg.connect(**apart.get_connection_params() | {"autocommit": False})

    def close(self) -> None:
        """The connection is gone."""
        self.connection.close()

    def _insert(self, row: Row) -> None:
        table, columns = row
        places = ", ".join(["%s"] * len(columns))
        self.connection.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", list(columns.values())
        )

    def create(self) -> None:
        """Key, case, access, identity, both histories and two events."""
        user, organisation = self.who
        one: dict[str, Any] = {
            "id": uuid4(),
            "number": random_number(),
            "carrier_id": organisation,
            "opened_at": timezone.now(),
            "age_band": "adult",
            "sex": "female",
        }
        case, identity = rows.case(one), rows.identity(one, secrets.token_bytes(SEALED))
        written = [
            rows.case_key(one, secrets.token_bytes(164)),
            case,
            rows.history(case, user, "+"),
            rows.event("case.open", one["id"], user, organisation),
            rows.access(one, organisation, "identity", "opened", None),
            rows.event("access.grant", one["id"], user, organisation),
            identity,
            rows.history(identity, user, "+"),
        ]
        for row in written:
            self._insert(row)
        self.connection.commit()

    def change(self, row: Row, kind: str, case_id: UUID, status: str, **also: Any) -> None:
        """Update, history, event."""
        user, organisation = self.who
        table, columns = row
        changed = {"status": status, "status_since": timezone.now(), **also}
        assignments = ", ".join(f"{name} = %s" for name in changed)
        self.connection.execute(
            f"UPDATE {table} SET {assignments} WHERE id = %s", [*changed.values(), columns["id"]]
        )
        self._insert(rows.history((table, {**columns, **changed}), user))
        self._insert(rows.event(kind, case_id, user, organisation))
        self.connection.commit()
