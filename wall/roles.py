"""The role that serves: it owns nothing, passes no wall, and may do with a table what is done with it."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import DatabaseError
from psycopg import sql
from psycopg.errors import DuplicateObject, UniqueViolation

from wall.engine.base import DatabaseWrapper
from wall.operations import RENEW

PASSES = "The role {role} passes every wall: name another one in DATABASE_URL, one that owns nothing."
READ_ONLY = ("django_migrations", "wall_party")
PLAIN = ("SELECT", "INSERT", "UPDATE", "DELETE")
# Each table, and for a walled one the commands that have a policy: no others are done with it. What is only sealed
# anew changes in its columns of bytes alone.
TABLES = """
SELECT relname, relrowsecurity, ARRAY(
    SELECT CASE
        WHEN polname = %s THEN (
            SELECT 'UPDATE (' || string_agg(quote_ident(attname), ', ' ORDER BY attnum) || ')' FROM pg_attribute
            WHERE attrelid = polrelid AND atttypid = 'bytea'::regtype AND NOT attisdropped)
        WHEN polcmd = 'r' THEN 'SELECT' WHEN polcmd = 'a' THEN 'INSERT' WHEN polcmd = 'w' THEN 'UPDATE'
        ELSE 'DELETE' END
    FROM pg_policy WHERE polrelid = pg_class.oid ORDER BY polcmd)
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
"""


def provide(connection: DatabaseWrapper) -> None:
    """The role that serves is there and passes no wall; the connection is the owner's."""
    role = connection.serving_role
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
    if found is None:
        _create(connection, role)
    elif found[0]:
        raise ImproperlyConfigured(PASSES.format(role=role))


def grant(connection: DatabaseWrapper) -> None:
    """The role that serves may read and write what it needs, and nothing else."""
    role = sql.Identifier(connection.serving_role)
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [RENEW])
        statements = [
            "GRANT USAGE ON SCHEMA public TO {role}",
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
            *(f"GRANT {', '.join(_may(*row))} ON {row[0]} TO {{role}}" for row in cursor.fetchall()),
        ]
        cursor.execute("; ".join(statements).format(role=role.as_string(cursor.cursor)))


def is_walled(connection: Any) -> bool:
    """Tell whether the database keeps the wall against the role of this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active('wall_party')")
        return cursor.fetchone()[0]


def _may(table: str, has_wall: bool, policies: list[str]) -> tuple[str, ...]:
    if table in READ_ONLY:
        return ("SELECT",)
    return tuple(policies) if has_wall else PLAIN


def _create(connection: DatabaseWrapper, role: str) -> None:
    """The role exists; somebody else may have made it at the same moment. The server sees no password in clear."""
    words = [sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role))]
    if password := connection.settings_dict["PASSWORD"]:
        connection.ensure_connection()
        sealed = connection.connection.pgconn.encrypt_password(
            password.encode(), role.encode(), b"scram-sha-256"
        )
        words.append(sql.SQL("PASSWORD {}").format(sql.Literal(sealed.decode())))
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(" ").join(words))
    except DatabaseError as error:
        if not isinstance(error.__cause__, DuplicateObject | UniqueViolation):
            raise
