"""The database, the cast, and a browserless world for every test."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations

from encryption import keys
from tests.cast import Cast, assemble
from tests.kept import a_world_to_keep, again
from tests.owner import sign_in_as_owner
from wall.context import as_command

# The log refuses to be emptied; only between two tests that really commit does its owner say otherwise.
OPEN_THE_LOG = "RESET ROLE; ALTER TABLE audit_event DISABLE TRIGGER USER"
CLOSE_THE_LOG = "ALTER TABLE audit_event ENABLE TRIGGER USER; SET ROLE {role}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give tests marked `two_connections`, or asking for `committed_cast`, a database that really commits."""
    for item in items:
        asked = "committed_cast" in getattr(item, "fixturenames", ())
        if asked or item.get_closest_marker("two_connections"):
            item.add_marker(pytest.mark.django_db(transaction=True, databases=["default", "apart"]))


@pytest.fixture(autouse=True, scope="session")
def log_is_emptied_with_the_rest() -> Iterator[None]:
    """Emptying the database after a test that committed includes the log."""
    plain = DatabaseOperations.execute_sql_flush

    def flush(operations: DatabaseOperations, statements: list[str]) -> None:
        role = operations.connection.serving_role
        plain(operations, [OPEN_THE_LOG, *statements, CLOSE_THE_LOG.format(role=role)])

    DatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]
    yield
    DatabaseOperations.execute_sql_flush = plain  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Connections are the owner's, acting as the role that serves."""
    sign_in_as_owner()


@pytest.fixture(autouse=True, scope="session")
def wall_is_open_to_the_tests() -> Iterator[None]:
    """What a test does itself is a command's doing; a request through the client begins as nobody."""
    with as_command("tests"):
        yield


@pytest.fixture(autouse=True, scope="session")
def nobody_stays_in_the_database(django_db_setup: None) -> Iterator[None]:
    """Both connections are closed before the test database is dropped; Django itself closes only the first."""
    yield
    connections.close_all()


@pytest.fixture(autouse=True)
def no_kept_keys() -> Iterator[None]:
    """Each test begins without unwrapped keys in memory."""
    keys.forget()
    yield
    keys.forget()


@pytest.fixture
def cast(db: None, one_connection: None) -> Iterator[Cast]:
    """The whole cast, in a database that is rolled back."""
    cast = again(assemble)
    with a_world_to_keep():
        yield cast


@pytest.fixture
def committed_cast(transactional_db: None) -> Cast:
    """The whole cast, really committed, with both connections real; the database is emptied afterwards."""
    return again(assemble)


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """The connection that refusals are written on is the test's own, so that they are rolled back with it.

    Tests marked `two_connections` keep the real second connection.
    """
    apart = connections["apart"]
    connections["apart"] = connections["default"]
    yield
    connections["apart"] = apart
