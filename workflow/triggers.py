"""The second wall: the database refuses a status that the declared transitions do not lead to.

A migration freezes the moves of a model with `guard_status`; a test compares them with the declared
transitions, so that a new transition without its migration is seen.
"""

from collections.abc import Iterable

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION {table}_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.status NOT IN ({first}) THEN
        RAISE EXCEPTION '{table} cannot begin as %', NEW.status USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'UPDATE' AND (OLD.status, NEW.status) NOT IN ({moves}) THEN
        RAISE EXCEPTION '{table} cannot go from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS {table}_first ON {table};
DROP TRIGGER IF EXISTS {table}_moves ON {table};
CREATE TRIGGER {table}_first BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_moves();
CREATE TRIGGER {table}_moves BEFORE UPDATE ON {table} FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION {table}_moves();
"""
UNGUARD = """
DROP TRIGGER {table}_first ON {table};
DROP TRIGGER {table}_moves ON {table};
DROP FUNCTION {table}_moves();
"""
NEW = "new"


def guard_sql(table: str, moves: Iterable[tuple[str, str]]) -> str:
    """Return the SQL that lets only these moves happen; a row begins where a move from `new` leads."""
    ordered = sorted(moves)
    first = ", ".join(f"'{target}'" for source, target in ordered if source == NEW)
    later = [f"('{source}', '{target}')" for source, target in ordered if source != NEW]
    return GUARD.format(table=table, first=first, moves=", ".join(later) or "('', '')")


def guard_status(table: str, moves: Iterable[tuple[str, str]]) -> migrations.RunSQL:
    """Return the migration operation that guards a table's status."""
    return migrations.RunSQL(guard_sql(table, moves), UNGUARD.format(table=table))
