"""For whom the database is asked: an organisation, a named command, or nobody, who sees no row of any case.

The engine carries it into each transaction with SET LOCAL, so that it ends with the transaction. Nothing is
ever set for a whole session: what one request leaves behind, the next one on the same connection would find.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connections

COMMAND = re.compile(r"[a-z][a-z0-9_]{0,62}")


@dataclass(frozen=True)
class Context:
    """Who asks. A command sees every row; an organisation the cases it is a party to; nobody sees none."""

    organisation: UUID | None = None
    command: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.organisation, UUID | None):
            raise TypeError("an organisation is named by its id")
        if self.command and not COMMAND.fullmatch(self.command):
            raise ValueError("a command is named in small letters")

    @property
    def is_nobody(self) -> bool:
        return self == NOBODY

    def statement(self, *, scope: str = "LOCAL") -> bytes:
        """Return the SQL that tells the database; an id and a command's name need no quoting."""
        told = {"organisation": self.organisation or "", "command": self.command}
        return "; ".join(
            f"SET {scope} safe_passage.{name} = '{value}'" for name, value in told.items()
        ).encode()


NOBODY = Context()
_now: ContextVar[Context] = ContextVar("wall", default=NOBODY)


def now() -> Context:
    """Return for whom the database is asked in this thread."""
    return _now.get()


@contextmanager
def acting_as(organisation: UUID) -> Iterator[None]:
    """While this is open, the database shows what this organisation is a party to."""
    with _within(Context(organisation=organisation)):
        yield


@contextmanager
def as_command(name: str) -> Iterator[None]:
    """While this is open, the database shows everything: for named commands, never for a person's request."""
    if not name:
        raise ValueError("a command has a name")
    with _within(Context(command=name)):
        yield


@contextmanager
def as_nobody() -> Iterator[None]:
    """While this is open, the database shows no case."""
    with _within(NOBODY):
        yield


@contextmanager
def _within(context: Context) -> Iterator[None]:
    token = _now.set(context)
    _tell()
    try:
        yield
    finally:
        _now.reset(token)
        _tell()


def _tell() -> None:
    """Transactions that are open already hear of the change; the others hear of it when they begin."""
    for connection in connections.all(initialized_only=True):
        connection.tell()  # type: ignore[attr-defined]  # our own engine, see `wall.engine`
