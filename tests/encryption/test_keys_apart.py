"""Keys in a database of their own: written before their case, destroyed after it, never lost in between."""

import uuid
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, router, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from encryption import blind, inspection, keys, resealing
from encryption.errors import DecryptionError
from encryption.models import CaseKey, ErasedCase, IndexKey
from identification import actions, rekeying
from identification.models import Case, Identity
from tests.cast import FOUNDER, Cast, assemble
from tests.encryption.conftest import NAME
from tests.encryption.rings import ALIAS, second_database, tables
from tests.helpers import log_is_broken
from tests.makers import new_case, opened_case

pytestmark = pytest.mark.two_connections
KEY_TABLES = {"encryption_casekey", "encryption_masterkey", "encryption_indexkey"}


@pytest.fixture(autouse=True)
def apart(transactional_db: None) -> Iterator[None]:
    with second_database():
        yield


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()


def identified(cast: Cast) -> Case:
    case = opened_case(cast.nora)
    return actions.record_identity(case=case, by=cast.nora, full_name=NAME)


def in_the_cases_database() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM encryption_casekey")
        return cursor.fetchone()[0]


def test_the_second_database_has_the_key_tables_and_no_other() -> None:
    call_command("migrate", database=ALIAS, verbosity=0)
    assert tables(ALIAS) == KEY_TABLES | {"django_migrations"}


def test_there_too_the_role_that_serves_owns_nothing_and_has_no_wall() -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(relrowsecurity) FROM pg_class WHERE relname = ANY (%s)", [[*KEY_TABLES]]
        )
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "SELECT array_agg(DISTINCT tableowner::text) FROM pg_tables WHERE schemaname = 'public'"
        )
        assert cursor.fetchone()[0] == [connection.settings_dict["OWNER"]["USER"]]
    with pytest.raises(DatabaseError, match="permission denied"), connections[ALIAS].cursor() as cursor:
        cursor.execute("CREATE TABLE copies AS SELECT 1 AS one")


def test_where_the_keys_live_apart_from_the_beginning_the_cases_have_no_wall_for_them() -> None:
    executor = MigrationExecutor(connection)
    (wall,) = [one for one in executor.loader.disk_migrations.values() if _is_wall_of_keys(one)]
    told = [router.allow_migrate("default", "encryption", **one.hints) for one in wall.operations]
    assert told == [False, True]
    assert not any(router.allow_migrate(ALIAS, "encryption", **one.hints) for one in wall.operations)


def _is_wall_of_keys(migration: Migration) -> bool:
    return (migration.app_label, migration.name) == ("encryption", "0004_wall")


def test_the_keys_of_indexes_are_there_as_well(cast: Cast) -> None:
    actions.record_identity(case=identified(cast), by=cast.nora, document="AB 123456")
    assert IndexKey.objects.using(ALIAS).filter(pk=cast.nora.organisation_id).exists()
    assert not IndexKey.objects.using("default").exists()
    assert blind.rewrap() == 1


def test_a_case_opens_with_its_key_elsewhere(cast: Cast) -> None:
    case = identified(cast)
    keys.forget()
    assert Identity.objects.get(case=case).full_name == NAME
    assert in_the_cases_database() == 0
    assert CaseKey.objects.using(ALIAS).get(case_id=case.pk).settled


def test_a_case_that_failed_leaves_a_key_that_is_taken_up_by_the_next_try(cast: Cast) -> None:
    case = new_case(cast.nora)
    with log_is_broken(), pytest.raises(DatabaseError):
        actions.open_case(case=case, by=cast.nora, pseudonym="Robin")
    left = CaseKey.objects.get(case_id=case.pk)
    assert not left.settled
    case = actions.open_case(case=new_case(cast.nora, pk=case.pk), by=cast.nora, pseudonym="Robin")
    keys.forget()
    assert Identity.objects.get(case=case).pseudonym == "Robin"
    now = CaseKey.objects.get(case_id=case.pk)
    assert (bytes(now.wrapped), now.settled) == (bytes(left.wrapped), True)


def test_an_orphan_is_removed_when_it_is_old_and_never_a_key_with_a_case(cast: Cast) -> None:
    case, orphan = identified(cast), uuid.uuid4()
    with pytest.raises(RuntimeError), transaction.atomic():
        keys.create(orphan)
        raise RuntimeError
    assert inspection.inspect().orphans == 0
    CaseKey.objects.update(created_at="2020-01-01T00:00Z")
    CaseKey.objects.filter(case_id=case.pk).update(
        settled=False
    )  # a crash between the commit and the note of it
    assert inspection.inspect().orphans == 1
    assert set(CaseKey.objects.values_list("case_id", "settled")) == {(case.pk, True)}


def test_a_settled_key_stays_even_when_nobody_sees_its_case() -> None:
    """A command that sees no rows must not take every case for an orphan."""
    unseen = uuid.uuid4()
    keys.create(unseen)
    CaseKey.objects.update(created_at="2020-01-01T00:00Z")
    assert inspection.inspect().orphans == 0
    assert keys.exist(unseen)


def test_erasing_destroys_the_keys_only_once_the_case_is_committed(cast: Cast) -> None:
    case = identified(cast)
    with log_is_broken(), pytest.raises(DatabaseError):
        actions.decline(case=case, can_decide="yes", by=cast.nora)
    assert keys.exist(case.pk)
    with transaction.atomic():
        actions.decline(case=case, can_decide="yes", by=cast.nora)
        assert CaseKey.objects.filter(case_id=case.pk).exists()
    assert not keys.exist(case.pk)
    with pytest.raises(DecryptionError):
        _ = Identity.objects.get(case=case).full_name


def test_an_erasure_cut_short_and_a_key_from_an_old_backup_are_made_good(cast: Cast) -> None:
    case = identified(cast)
    backup = CaseKey.objects.get(case_id=case.pk)
    actions.decline(case=case, can_decide="yes", by=cast.nora)
    backup.pk = None
    backup.save(force_insert=True)
    keys.forget()
    assert Identity.objects.get(case=case).full_name == NAME
    found = inspection.inspect()
    assert (found.returned, found.lost) == (1, [])
    keys.forget()
    with pytest.raises(DecryptionError):
        _ = Identity.objects.get(case=case).full_name


def test_a_case_gets_a_newer_key_and_loses_the_older(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "SECONDS_KEPT", 0.01)
    case = identified(cast)
    assert list(rekeying.renew(cases=[case.pk], by=FOUNDER)) == [(case.pk, True)]
    assert {version for _case, version in resealing.used(case.pk)} == {2}
    assert sorted(CaseKey.objects.values_list("version", flat=True)) == [1, 2]
    keys.time.sleep(0.05)
    assert list(rekeying.remove_older(by=FOUNDER)) == [(case.pk, True)]
    assert list(CaseKey.objects.values_list("version", flat=True)) == [2]
    keys.forget()
    assert Identity.objects.get(case=case).full_name == NAME


def test_a_case_whose_erasure_waits_gets_no_newer_key(cast: Cast) -> None:
    case = identified(cast)
    ErasedCase.objects.create(case_id=case.pk)
    list(rekeying.renew(cases=[case.pk], by=FOUNDER))
    assert list(CaseKey.objects.values_list("version", flat=True)) == [1]


def test_the_connection_of_the_keys_is_its_own() -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone()[0].endswith("_keys")
