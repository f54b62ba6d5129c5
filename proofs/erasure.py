"""Cases are erased; yesterday's backup is restored beside them, with today's keys: none of them opens, all others do.

The backup is a real one: pg_dump before the erasures, restored by psql into a database of its own. The keys are not in
it, as where they live apart (ADR 12). The log must be whole: every event genuine, and none of yesterday's missing.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.db import connection, connections, transaction

from audit import log
from audit.models import Event
from demo.dump import program as program_beside
from encryption import keys, resealing
from encryption.errors import DecryptionError
from encryption.models import CaseKey
from identification.actions import record_identity
from identification.models import Case, IdentityMark
from proofs.result import Found, Result
from retention import actions
from tests.cast import Cast
from tests.makers import presumed_case
from tests.makers_documents import document_at
from tests.makers_facts import with_facts
from tests.makers_legal_aid import matter_at
from tests.makers_retention import closed_case, proposal_of, wished
from tests.owner import as_owner
from workflow.gate import perform

SEED = 20261122
CASES = 60
YESTERDAY = "yesterday"
KEPT_LONG_ENOUGH = 3 * 365
Erase = Callable[[Case], object]


def prove(cast: Cast, *, cases: int = CASES, seed: int = SEED) -> Result:
    """Return how many values of erased cases opened, and how many of the others did not, with yesterday's backup."""
    ids = [made(cast) for made, _number in zip(cycle((_helped, _noted, _closed)), range(cases), strict=False)]
    gone, control = set(ids[: cases // 2]), _helped(cast)
    old_keys: list[Any] = list(
        CaseKey.objects.filter(case_id__in=[*gone, control]).values("case_id", "version", "wrapped")
    )
    found = Found()
    with _restored(_backup()):
        for number, case_id in enumerate(sorted(gone)):
            _erase(Case.objects.get(pk=case_id), cast, number)
        keys.forget()
        tried = sum(_looked_at(alias, gone, found.add) for alias in (YESTERDAY, "default"))
        events = _log_is_whole(found.add)
        for case_id in IdentityMark.objects.filter(case__in=gone).values_list("case_id", flat=True):
            found.add(f"somebody still finds {case_id}")
        controls = _controls(old_keys, gone, control)
    seen = (
        f"sealed values of {cases} cases, {len(gone)} of them erased by wish, by the clock or by declining, each tried "
        f"in yesterday's restored backup and in today's database with today's keys; {events} events, all genuine"
    )
    return Result("erasure", tried, seed, found, controls, seen)


def _helped(cast: Cast) -> UUID:
    case = matter_at("active", cast).case
    record_identity(
        case=case, by=cast.nora, full_name="Somebody Else", document="AB1234567", narrative="A story."
    )
    document_at("clean", cast, case=case)
    return case.pk


def _noted(cast: Cast) -> UUID:
    case = with_facts(presumed_case(cast.nora), cast.nora)
    record_identity(case=case, by=cast.nora, full_name="Somebody", contact="+37312345678")
    return case.pk


def _closed(cast: Cast) -> UUID:
    return closed_case(cast, days_ago=KEPT_LONG_ENOUGH).pk


def _erase(case: Case, cast: Cast, number: int) -> None:
    """Erase it by one of the three ways there are; proceedings that are pending end by declining."""
    if case.status == "closed":
        call_command("propose_retention", stdout=_Nowhere())
        perform(proposal_of(case), "agree", by=cast.dov)
        call_command("execute_retention", stdout=_Nowhere())
    elif number % 2 or case.matters.exists():
        actions.decline(case=case, can_decide="yes", sex="female", form="other", by=cast.nora)
    else:
        actions.approve_erasure(erasure=wished(case, cast, said="All of it."), by=cast.dov)


def _looked_at(alias: str, gone: set[UUID], violated: Callable[[str], None]) -> int:
    """Tell what opens though it must not, and the other way round; return how many values were tried."""
    tried = 0
    for model in resealing.sealed_models():
        for row in model._base_manager.using(alias).iterator(200):
            for field in resealing.sealed_fields(model):
                if row.__dict__.get(field.attname) is None:
                    continue
                tried += 1
                is_gone = getattr(row, resealing.owner(model)) in gone
                if _opens(row, field.attname) == is_gone:
                    violated(
                        f"{alias}: {model.__name__}.{field.name} {'opens' if is_gone else 'does not open'}"
                    )
    return tried


def _opens(row: Any, name: str) -> bool:
    with suppress(DecryptionError):
        getattr(row, name)
        return True
    return False


def _log_is_whole(violated: Callable[[str], None]) -> int:
    """Tell which events are not genuine, today or in the backup, and which of yesterday's are missing or differ."""
    today = {one.pk: one for one in Event.objects.all()}
    for event in today.values():
        if not log.is_genuine(event):
            violated(f"an event is not genuine: {event.kind}")
    for event in Event.objects.using(YESTERDAY).all():
        if not log.is_genuine(event):
            violated(f"an event of yesterday is not genuine: {event.kind}")
        if event.pk not in today or bytes(today[event.pk].mac) != bytes(event.mac):
            violated(f"an event of yesterday is gone: {event.kind}")
    return len(today)


def _controls(old_keys: list[Any], gone: set[UUID], control: UUID) -> dict[str, bool]:
    """Tell whether erasures with a defect are found out; each is undone."""
    after = gone | {control}
    mine = [one for one in old_keys if one["case_id"] in gone]
    return {
        "keys restored with the backup": _is_found(lambda: _bring_back(mine), gone),
        "an erasure that forgets history": _is_found(lambda: _blank(control, "Historical"), after, "default"),
        "an erasure that forgets documents": _is_found(
            lambda: _blank(control, "Part", "Document"), after, "default"
        ),
        "an erasure that cuts the log": _is_found(lambda: _cut_the_log(next(iter(gone))), gone),
        "an erasure that keeps the keys": _is_found(lambda: None, after),
    }


def _is_found(defect: Callable[[], object], gone: set[UUID], *aliases: str) -> bool:
    found = Found()
    with transaction.atomic():
        defect()
        keys.forget()
        for alias in aliases or (YESTERDAY, "default"):
            _looked_at(alias, gone, found.add)
        _log_is_whole(found.add)
        transaction.set_rollback(True)
    keys.forget()
    return found.count > 0


def _bring_back(rows: list[Any]) -> None:
    CaseKey.objects.bulk_create([CaseKey(**one) for one in rows])


def _blank(case_id: UUID, *forgotten: str) -> None:
    """Every sealed value of a case is gone but those in the tables that were forgotten; its keys stay for them."""
    with as_owner(), connection.cursor() as cursor:
        for model in resealing.sealed_models():
            if any(name in model.__name__ for name in forgotten):
                continue
            names = ", ".join(f"{field.column} = NULL" for field in resealing.sealed_fields(model))
            where = f"WHERE {resealing.owner(model)} = %s"
            _let_go(cursor, model)
            cursor.execute(f"UPDATE {model._meta.db_table} SET {names} {where}", [case_id])


def _let_go(cursor: Any, model: Any) -> None:
    """Until the transaction is taken back, the table asks for none of its sealed values."""
    table = model._meta.db_table
    for field in resealing.sealed_fields(model):
        cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {field.column} DROP NOT NULL")
    cursor.execute(
        "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [table]
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def _cut_the_log(case_id: UUID) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM audit_event WHERE case_id = %s", [case_id])


def _backup() -> bytes:
    """Return yesterday's backup: everything but the keys of cases."""
    return _ran("pg_dump", "--exclude-table-data=encryption_casekey")


@contextmanager
def _restored(backup: bytes) -> Iterator[None]:
    """Inside, the backup stands beside the database of today, under the alias `yesterday`."""
    name = f"{connection.settings_dict['NAME']}_{YESTERDAY}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    _ran("psql", "--quiet", "--set=ON_ERROR_STOP=1", database=name, given=backup)
    beside = connection.copy(YESTERDAY)
    beside.settings_dict["NAME"] = name
    connections[YESTERDAY] = beside
    try:
        yield
    finally:
        beside.close()
        del connections[YESTERDAY]
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def _ran(program: str, *words: str, database: str = "", given: bytes | None = None) -> bytes:
    owner = connection.owner_settings()  # type: ignore[attr-defined]  # our own engine
    told = {**owner, "NAME": database or owner["NAME"]}
    command, variables = connection.client.settings_to_cmd_args_env(told, [])
    asked = [str(program_beside(program)), *words, *command[1:]]
    done = subprocess.run(
        asked, env=os.environ | (variables or {}), input=given, capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return done.stdout


class _Nowhere:
    """Where a command says what it did, when nobody asks."""

    def write(self, _words: str) -> None:
        """Nobody reads it."""
