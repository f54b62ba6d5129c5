"""PostgreSQL as Django knows it, and on each connection the word for whom it is asked.

With a context, every statement runs in a transaction that carries it: the one that is open, or a short one of its
own. BEGIN and SET LOCAL leave in one message, so that it costs no statement and no round trip. Without a context
the database is asked as nobody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import errors
from psycopg.pq import ExecStatus, TransactionStatus

from wall.context import now

NO_OWNER = (
    "DATABASE_OWNER_URL must name the owner of the tables, and KEYS_DATABASE_OWNER_URL that of the keys' database: "
    "only migrations need them."
)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of the role that serves; for a while, and never from the pool, one of the owner of the tables."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_owner = self.alias == NO_DB_ALIAS  # who creates and drops databases
        self.execute_wrappers.append(self._in_a_transaction)

    @property
    def serving_role(self) -> str:
        """The role that owns nothing, as which pages are served."""
        return self.settings_dict["OPTIONS"].get("assume_role") or self.settings_dict["USER"]

    @property
    def pool(self) -> Any:
        return None if self._is_owner else super().pool

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """While this is open, the connection is a fresh one of the owner, whose context holds for the session."""
        if self.in_atomic_block:
            raise RuntimeError("a transaction is open: its role cannot change")
        self.close()
        self._is_owner = True
        try:
            yield
        finally:
            self.close()
            self._is_owner = False

    def owner_settings(self) -> dict[str, Any]:
        """Return the settings with which the owner signs in; ImproperlyConfigured where there is none."""
        if not (owner := self.settings_dict.get("OWNER")):
            raise ImproperlyConfigured(NO_OWNER)
        return {**self.settings_dict, **owner}

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if self._is_owner:
            names = {"USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
            settings = self.owner_settings()
            params |= {name: settings[key] or None for key, name in names.items()}
        return params

    def _configure_role(self, connection: Any) -> bool:
        return False if self._is_owner else super()._configure_role(connection)  # type: ignore[misc]

    def init_connection_state(self) -> None:
        super().init_connection_state()
        if self._is_owner:
            self._send(now().statement(scope="SESSION"))

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if not autocommit and self._is_carrying():
            self._begin()

    def tell(self) -> None:
        """An open transaction knows for whom it goes on; one that failed is rolled back to where it knew."""
        if self.connection is not None and self._status() is TransactionStatus.INTRANS and not self._is_owner:
            self._send(now().statement())

    def _in_a_transaction(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """A statement outside of every transaction gets one of its own, where there is a context to carry."""
        if not self._is_carrying():
            return execute(sql, params, many, context)
        self._begin()
        if not self.connection.autocommit:  # Django's own transaction, which had not yet begun
            return execute(sql, params, many, context)
        try:
            done = execute(sql, params, many, context)
        except BaseException:
            if not self.connection.closed:
                self._send(b"ROLLBACK")
            raise
        self._send(b"COMMIT")
        return done

    def _is_carrying(self) -> bool:
        is_idle = self._status() is TransactionStatus.IDLE
        return is_idle and not self._is_owner and not now().is_nobody

    def _status(self) -> TransactionStatus:
        """Return it as the enum that it is: the driver gives a plain number."""
        return TransactionStatus(self.connection.pgconn.transaction_status)

    def _begin(self) -> None:
        self._send(b"BEGIN; " + now().statement())

    def _send(self, statements: bytes) -> None:
        with self.wrap_database_errors:
            result = self.connection.pgconn.exec_(statements)
            if result.status != ExecStatus.COMMAND_OK:
                raise errors.error_from_result(result)
