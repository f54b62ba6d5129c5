"""Every table that bears a case has its wall, forced on its owner as well; few may step past it."""

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from encryption import resealing
from tests.architecture.source import code, imported
from wall import tables
from wall.operations import RENEW, NotesParty, WallRows
from wall.tables import bearing_a_case, without_a_wall

WALLS = """
SELECT relrowsecurity AND relforcerowsecurity, ARRAY(SELECT polcmd::text FROM pg_policy WHERE polrelid = pg_class.oid)
FROM pg_class WHERE oid = %s::regclass
"""
CHANGEABLE = """
SELECT attname FROM pg_attribute WHERE has_column_privilege(%s, attrelid, attnum, 'UPDATE')
AND attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""
POLICIES = """
SELECT polname, polcmd::text, coalesce(pg_get_expr(polqual, polrelid), '') || pg_get_expr(polwithcheck, polrelid)
FROM pg_policy WHERE polrelid = %s::regclass
"""
SEALED = {
    model._meta.db_table: {field.column for field in resealing.sealed_fields(model)}
    for model in resealing.sealed_models()
}
WRITTEN_ONCE = {table for table in SEALED if "_historical" in table} | {
    "documents_part",
    "identification_openingnote",
}
# The commands of the product, by clock or by hand. A page is none of them: who needs a door, writes one in SQL.
PAST_THE_WALL = {"commands"}
# Whoever looks at a case in an emergency is no party to it yet; the gate decides whether they become one. The
# clock is what the commands that let things run out have in common; the start looks at the keys of all cases.
DOORS = {Path("breakglass/actions.py"), Path("workflow/clock.py"), Path("config/wsgi.py")}
# A call has no case before it is turned into one: its rows are its hotline's as well.
WRITTEN_BY_HAND = {"hotline_historicalcall"}
# The history of a call that became no case goes with the call, once its time is over; commands alone do it.
PURGED = {"hotline_historicalcall": {"d"}}
NOT_THE_PRODUCT = {"demo", "benchmarks"}


def test_no_table_that_bears_a_case_is_without_a_wall() -> None:
    """`python3 run.py manage wall_tables APP` writes what is missing."""
    assert not without_a_wall()


def test_the_tables_of_today_bear_a_case() -> None:
    found = {one.table for one in bearing_a_case()}
    assert len(found) >= 24
    assert {
        "identification_case",
        "identification_answer",
        "legal_aid_historicaldeadline",
        "audit_event",
    } <= found
    assert "accounts_membership" not in found


@pytest.mark.django_db
def test_the_database_forces_every_wall() -> None:
    bare = []
    with connection.cursor() as cursor:
        for one in bearing_a_case():
            cursor.execute(WALLS, [one.table])
            is_forced, commands = cursor.fetchone()
            if not is_forced or not {"r", "a"} <= set(commands):
                bare.append(one.table)
            if one.is_history or one.table == "audit_event":
                renewed = {"w"} if one.is_history and one.is_sealed else set()
                assert set(commands) - PURGED.get(one.table, set()) == {"r", "a"} | renewed, (
                    f"{one.table} is written once"
                )
    assert not bare


@pytest.mark.django_db
def test_commands_can_seal_anew_whatever_is_sealed() -> None:
    for table, columns in SEALED.items():
        assert columns <= _changeable(table), table
        assert "w" in {command for _name, command, _condition in _policies(table)}, table


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(WRITTEN_ONCE))
def test_what_is_written_once_is_only_sealed_anew_and_by_commands_alone(table: str) -> None:
    assert _changeable(table) == SEALED[table]
    changing = [(name, condition) for name, command, condition in _policies(table) if command in "w*"]
    assert [name for name, _condition in changing] == [RENEW]
    assert "wall_is_command()" in changing[0][1]
    assert "wall_organisation" not in changing[0][1]
    assert " OR " not in changing[0][1]


def test_what_is_written_once_is_known() -> None:
    assert len(WRITTEN_ONCE) >= 12
    assert {"documents_part", "identification_historicalidentity"} <= WRITTEN_ONCE <= SEALED.keys()


def _changeable(table: str) -> set[str]:
    """Return the columns that the role that serves may change, as far as its rights go."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGEABLE, [connection.serving_role, table])  # type: ignore[attr-defined]
        return {name for (name,) in cursor.fetchall()}


def _policies(table: str) -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(POLICIES, [table])
        return cursor.fetchall()


def test_the_command_writes_such_a_wall_for_history() -> None:
    built = {one.table: one.sql for one in _built() if isinstance(one, WallRows)}
    histories = [one for one in bearing_a_case() if one.is_history and one.table not in WRITTEN_BY_HAND]
    written = {one.table: eval(tables._operation(one), {"WallRows": WallRows}).sql for one in histories}
    assert written == {table: built[table] for table in written}
    assert sum(RENEW in sql for sql in written.values()) >= 10


def test_walls_can_be_taken_down_again() -> None:
    built = _built()
    assert len(built) > 24
    assert all(operation.reversible for operation in built)


def _built() -> list[WallRows | NotesParty]:
    return [
        operation
        for migration in MigrationLoader(None).disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, WallRows | NotesParty)
    ]


def test_only_commands_step_past_the_wall() -> None:
    stepping = [path for path in code() if ("wall.context", "as_command") in imported(path)]
    assert len(stepping) > 4
    assert not [path for path in stepping if not _may_step(path)]


def _may_step(path: Path) -> bool:
    is_command = bool(PAST_THE_WALL & set(path.parts))
    return is_command or path in DOORS or path.parts[0] in NOT_THE_PRODUCT
