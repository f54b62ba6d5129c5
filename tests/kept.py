"""What tests begin with, kept: what takes many statements the first time is written again in one.

The cast is kept as it was assembled, and a case that a maker walked through the real workflow as it stood then: a
maker asked for the same again, in a world that holds nothing but the cast, gives the same rows.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import UserSettingsHolder, settings
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from time_machine import escape_hatch

from accounts.actors import Actor
from tests.cast import Cast
from tests.owner import as_owner
from wall.context import now

# What the cast is written to, in an order that foreign keys allow.
TABLES = ("accounts_user", "accounts_organisation", "accounts_membership", "referral_service", "audit_event")
WRITE = "INSERT INTO {0} SELECT * FROM jsonb_populate_recordset(NULL::{0}, %s::jsonb)"
READ = "SELECT coalesce(jsonb_agg(to_jsonb({0})), '[]')::text FROM {0}"
# Rows that stood once may stand again: walls, guards and references were asked when they were made.
AS_A_COPY, AS_EVER = (
    "SET LOCAL session_replication_role = replica",
    "SET LOCAL session_replication_role = origin",
)
CHANGES = """
    SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables
    WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""
TOO_MUCH = 1_000_000  # letters: a world with large files is made anew

Changes = dict[str, tuple[int, int, int]]
Made = TypeVar("Made")


@dataclass
class World:
    """What a maker gave, with all rows of the tables that it wrote to."""

    given: Any
    tables: dict[str, str]


@dataclass
class Stand:
    """Where a test stands: what was made so far, and what had been written to the database then."""

    made: str
    changes: Changes


_casts: list[tuple[Cast, list[str]]] = []
_worlds: dict[str, World] = {}
_stands: list[Stand] = []  # the one of the test that runs, if it began with the cast


def again(assemble: Callable[[], Cast]) -> Cast:
    """Return the cast: assembled where nothing is kept yet, the same rows after that."""
    if _casts:
        cast, rows = _casts[0]
        with connection.cursor() as cursor:
            cursor.execute(";".join(WRITE.format(table) for table in TABLES), rows)
        return deepcopy(cast)
    is_empty = all(rows == "[]" for rows in _rows(TABLES))
    cast = assemble()
    if is_empty:
        _casts.append((deepcopy(cast), _rows(TABLES)))
    return cast


@contextmanager
def a_world_to_keep() -> Iterator[None]:
    """What makers give is kept, as long as nothing but the cast and what they gave before is there."""
    _stands.append(Stand("", _changes()))
    yield
    _stands.clear()


def kept(maker: Callable[..., Made]) -> Callable[..., Made]:
    """Return the maker, which makes the same in the same world only once."""

    @wraps(maker)
    def made(*asked: Any, **given: Any) -> Made:
        key = _key(maker, asked, given)
        if key is None or not _is_as_it_stood():
            return maker(*asked, **given)
        world = f"{_stands[0].made} > {timezone.localdate()} {key}"  # tomorrow, what begins today is another world
        found = _once_more(world) if world in _worlds else _first(world, lambda: maker(*asked, **given))
        _stands[:] = [Stand(world, _changes())]
        return found

    return made


def _first(world: str, make: Callable[[], Made]) -> Made:
    """Return what is made, and keep the tables that were written to."""
    before, made = _changes(), make()
    changed = [table for table, count in _changes().items() if count != before.get(table)]
    tables = dict(zip(changed, _rows(changed), strict=True))
    if sum(map(len, tables.values())) < TOO_MUCH:
        _worlds[world] = World(deepcopy(made), tables)
    return made


def _once_more(name: str) -> Any:
    """Return what was made once, with its tables as they were then."""
    world = _worlds[name]
    rewrites = [f'DELETE FROM "{table}"; ' + WRITE.format(f'"{table}"') for table in world.tables]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(";".join([AS_A_COPY, *rewrites, AS_EVER]), list(world.tables.values()))
    return deepcopy(world.given)


def _is_as_it_stood() -> bool:
    """Tell whether nothing else was written, at the time and under the settings of every test.

    And past no wall: what is made for an organisation, or for nobody, is asked by the database anew.
    """
    is_plain = not isinstance(settings._wrapped, UserSettingsHolder) and not escape_hatch.is_travelling()
    return is_plain and bool(now().command) and bool(_stands) and _changes() == _stands[0].changes


def _changes() -> Changes:
    with connection.cursor() as cursor:
        cursor.execute(CHANGES)
        return {table: tuple(counts) for table, *counts in cursor.fetchall()}


def _rows(tables: Any) -> list[str]:
    """Return all rows of the tables, each table's as JSON."""
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(READ.format(f'"{table}"'))
            found.append(cursor.fetchone()[0])
    return found


def _key(maker: Callable[..., Any], asked: tuple[Any, ...], given: dict[str, Any]) -> str | None:
    """Return what is asked for in words that are the same in every test; None where there are none."""
    named = [_named(one) for one in (*asked, *given.values())]
    told = [maker.__module__, maker.__qualname__, *map(str, named), *given]
    return None if None in named else "|".join(told)


def _named(one: Any) -> str | None:
    if isinstance(one, Cast):
        return " ".join(str(_named(each)) for each in one.everybody().values())
    if isinstance(one, Actor):
        return f"{one.user_id} {one.organisation_id} {sorted(one.roles)}"
    if isinstance(one, Model):
        return None if one._state.adding else f"{one._meta.label} {one.pk}"
    return None if callable(one) or " at 0x" in repr(one) else repr(one)
