"""The database, the cast, and a browserless world for every test."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management.commands import flush
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations

from encryption import keys
from tests.cast import Cast, assemble
from tests.kept import AS_A_COPY, AS_EVER, a_world_to_keep, again
from tests.owner import sign_in_as_owner
from wall.context import as_command

# Between two tests that really commit, the owner empties what is not empty: so many tables are cut off in a quarter of
# a second, and asked in a few milliseconds. The log would refuse to be emptied; walls and guards are asked by nobody.
EMPTY = """
    DO $$ DECLARE one text; BEGIN
        FOREACH one IN ARRAY '{{{tables}}}'::text[] LOOP EXECUTE format('DELETE FROM %I', one); END LOOP;
    END $$
"""
LONGEST = ("tests/proofs/", "tests/access/", "tests/demo/", "tests/browser/")
CACHE = "shared_cache"  # no model's: who had to wait in one test would wait in the next
CHEAP = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}
AS_IN_USE = {name: getattr(Argon2PasswordHasher, name) for name in CHEAP}
OF_THE_MIGRATIONS = {"django_content_type", "auth_permission"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that no process is left alone with it at the end.

    Tests marked `two_connections`, or asking for `committed_cast`, have a database that really commits.
    """
    items.sort(key=_place)
    for item in items:
        asked = "committed_cast" in getattr(item, "fixturenames", ())
        if asked or item.get_closest_marker("two_connections"):
            item.add_marker(pytest.mark.django_db(transaction=True, databases=["default", "apart"]))


def _place(item: pytest.Item) -> int:
    file = item.path.relative_to(settings.ROOT).as_posix()
    return next((place for place, name in enumerate(LONGEST) if file.startswith(name)), len(LONGEST))


@pytest.fixture(autouse=True, scope="session")
def the_database_is_emptied_quickly() -> Iterator[None]:
    """After a test that committed, all is gone but what the migrations wrote, the log included."""

    def sql_flush(
        operations: DatabaseOperations, _style: object, tables: list[str], **_asked: bool
    ) -> list[str]:
        role = operations.connection.serving_role
        every = ",".join(table for table in [*tables, CACHE] if table not in OF_THE_MIGRATIONS)
        return ["RESET ROLE", AS_A_COPY, EMPTY.format(tables=every), AS_EVER, f'SET ROLE "{role}"']

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_asked, **_told: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def passwords_are_hashed_quickly() -> Iterator[None]:
    """It is Argon2 all the same. What it costs to guess is the settings' word, and keeps nobody of the cast out."""
    with pytest.MonkeyPatch.context() as patch:
        for name, cost in CHEAP.items():
            patch.setattr(Argon2PasswordHasher, name, cost)
        yield


@pytest.fixture
def dear_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password costs what it costs in use, for a test that measures it."""
    for name, cost in AS_IN_USE.items():
        monkeypatch.setattr(Argon2PasswordHasher, name, cost)


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
