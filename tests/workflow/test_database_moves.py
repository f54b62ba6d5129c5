"""The second wall: in the database a status moves as the declared transitions say, and no other way."""

import pytest
from django.db import IntegrityError, connection, transaction

from identification.models import Case
from tests.cast import Cast
from tests.makers import opened_case
from tests.owner import as_owner
from workflow import steps
from workflow.models import Stateful
from workflow.triggers import NEW

STATEFUL = steps.stateful_models()
each_model = pytest.mark.parametrize("model", STATEFUL, ids=lambda model: model.__name__)


def states(model: type[Stateful]) -> list[str]:
    """Return every state that a model declares, and one that it does not."""
    return [*map(str, dict(steps.state_field(model).choices)), "no_such_state"]


def goes(sql: str, *values: str) -> bool:
    """Tell whether the database lets this happen; it is undone either way."""
    try:
        with transaction.atomic(), as_owner(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            transaction.set_rollback(True)
    except IntegrityError as refused:
        return "cannot go from" not in str(refused) and "cannot begin as" not in str(refused)
    return True


@pytest.fixture
def bare(db: None) -> str:
    """A table with a status and nothing else."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bare (status varchar) ON COMMIT DROP")
    return "bare"


@each_model
def test_a_row_begins_where_a_step_from_new_leads(model: type[Stateful], bare: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        guard = f"EXECUTE FUNCTION {model._meta.db_table}_moves()"
        cursor.execute(f"CREATE TRIGGER first BEFORE INSERT ON {bare} FOR EACH ROW {guard}")
    begins = {state for state in states(model) if goes(f"INSERT INTO {bare} VALUES (%s)", state)}
    assert begins == {target for source, target in steps.moves(model) if source == NEW}


@each_model
def test_a_status_moves_as_declared(model: type[Stateful], bare: str) -> None:
    known = states(model)
    with as_owner(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {bare} VALUES (%s)", [[state] for state in known])
        guard = f"EXECUTE FUNCTION {model._meta.db_table}_moves()"
        when = "WHEN (OLD.status IS DISTINCT FROM NEW.status)"
        cursor.execute(f"CREATE TRIGGER moves BEFORE UPDATE ON {bare} FOR EACH ROW {when} {guard}")
    move = f"UPDATE {bare} SET status = %s WHERE status = %s"
    moved = {(one, two) for one in known for two in known if one != two and goes(move, two, one)}
    assert moved == {(one, two) for one, two in steps.moves(model) if one != NEW}


@each_model
def test_the_triggers_stand_on_the_table_itself(model: type[Stateful], db: None) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger "
            "WHERE tgrelid = %s::regclass AND tgfoid = %s::regproc ORDER BY tgname",
            [table, f"{table}_moves"],
        )
        found = cursor.fetchall()
    assert [(name, enabled) for name, enabled, _text in found] == [
        (f"{table}_first", "O"),
        (f"{table}_moves", "O"),
    ]
    first, moves = (text for _name, _enabled, text in found)
    assert f"BEFORE INSERT ON public.{table} FOR EACH ROW EXECUTE FUNCTION {table}_moves()" in first
    assert f"BEFORE UPDATE ON public.{table} FOR EACH ROW WHEN" in moves
    assert "(((old.status)::text IS DISTINCT FROM (new.status)::text))" in moves


@each_model
def test_by_raw_sql_no_row_begins_in_the_middle(model: type[Stateful], db: None) -> None:
    firsts = {target for source, target in steps.moves(model) if source == NEW}
    wrong = next(state for state in states(model) if state not in firsts)
    assert not goes(f"INSERT INTO {model._meta.db_table} (status) VALUES (%s)", wrong)


@pytest.mark.parametrize("state", ["closed", "identified", "new", "no_such_state"])
def test_by_raw_sql_no_case_moves_past_its_steps(cast: Cast, state: str) -> None:
    case = opened_case(cast.nora)
    assert not goes("UPDATE identification_case SET status = %s WHERE status = 'screening'", state)
    assert Case.objects.get(pk=case.pk).status == "screening"
    assert goes("UPDATE identification_case SET status = %s WHERE status = 'screening'", "presumed")
