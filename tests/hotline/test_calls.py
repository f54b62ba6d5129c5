"""A call is noted, and turned into a case or closed with advice: by its hotline alone, and through the gate."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts import roles
from audit.models import Event
from hotline import actions
from hotline.enums import Advice, CallStatus, Category
from hotline.models import Call
from identification.models import Case, CaseAccess, Identity
from tests.breakglass.told import told
from tests.cast import Cast
from tests.helpers import codes
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers_breakglass import member_of
from tests.makers_hotline import call_at, case_of, hanna, new_call
from wall.context import acting_as
from workflow.gate import perform

ADVICE = {"advice": [Advice.AGAIN], "pointed_to": []}


def test_a_call_keeps_codes_and_nothing_that_anybody_could_type() -> None:
    typed = {"UUIDField", "DateTimeField", "ForeignKey", "OneToOneField"}
    for field in Call._meta.concrete_fields:
        inner = getattr(field, "base_field", field)
        assert field.get_internal_type() in typed or inner.choices, field.name


@pytest.mark.parametrize("status", [CallStatus.OPEN, CallStatus.TURNED, CallStatus.CLOSED])
def test_each_step_leaves_its_event(db: None, one_connection: None, status: str) -> None:
    call = call_at(status, hanna())
    last = {"open": "call.take", "turned": "call.turn", "closed": "call.close"}[status]
    event = Event.objects.filter(kind__startswith="call.").order_by("-id").first()
    assert (call.status, event.kind, event.case_id) == (status, last, call.case_id)
    assert call.history.count() == (1 if status == CallStatus.OPEN else 2)


def test_a_call_becomes_a_case_of_its_hotline_in_one_step(db: None, one_connection: None) -> None:
    taker = hanna()
    case = actions.turn(call=call_at("open", taker), case=case_of(taker), pseudonym="Sparrow", by=taker)
    assert Call.objects.get().case == case
    assert Identity.objects.get(case=case).pseudonym == "Sparrow"
    assert list(Case.objects.visible_to(taker)) == [case]
    assert CaseAccess.objects.get(case=case).organisation == taker.organisation


def test_a_call_that_is_finished_goes_nowhere(db: None, one_connection: None) -> None:
    taker = hanna()
    for status in (CallStatus.TURNED, CallStatus.CLOSED):
        call, cases = call_at(status, taker), Case.objects.count()
        assert told(lambda call=call: perform(call, "close", **ADVICE, by=taker)) == ["wrong_state"]
        assert told(lambda call=call: actions.turn(call=call, case=case_of(taker), by=taker)) == [
            "wrong_state"
        ]
        assert Case.objects.count() == cases


def test_a_stale_copy_of_a_call_is_read_anew(db: None, one_connection: None) -> None:
    taker = hanna()
    stale = call_at("open", taker)
    perform(Call.objects.get(pk=stale.pk), "close", **ADVICE, by=taker)
    assert told(lambda: actions.turn(call=stale, case=case_of(taker), by=taker)) == ["wrong_state"]


def test_advice_must_be_chosen(db: None, one_connection: None) -> None:
    taker = hanna()
    call = call_at("open", taker)
    assert codes(call, "close", taker, advice=[], pointed_to=[]) == ["advice_is_chosen"]
    assert codes(call, "close", taker, **ADVICE) == []


def test_the_case_is_carried_by_the_hotline_itself(cast: Cast) -> None:
    taker = hanna()
    call = call_at("open", taker)
    assert codes(call, "turn", taker, case=case_of(cast.nora)) == ["case_is_carried_here"]
    assert codes(call, "turn", taker, case=case_of(taker)) == []


@pytest.mark.parametrize("step", ["take", "turn", "close"])
@pytest.mark.parametrize(
    ("kind", "role", "may"),
    [
        ("hotline", roles.FIRST_RESPONDER, True),
        ("hotline", roles.CASE_MANAGER, True),
        ("hotline", roles.OBSERVER, False),
        ("hotline", roles.SUPERVISOR, False),
        ("police", roles.FIRST_RESPONDER, False),
        ("ngo", roles.CASE_MANAGER, False),
    ],
)
def test_who_takes_calls(
    db: None, one_connection: None, step: str, kind: str, role: roles.Role, may: bool
) -> None:
    actor = member_of(kind, role)
    call = new_call(actor, status=CallStatus.NEW if step == "take" else CallStatus.OPEN)
    assert codes(call, step, actor) == ([] if may else ["by_call_taker"])


def test_another_hotline_neither_sees_a_call_nor_finishes_it(db: None, one_connection: None) -> None:
    mine, other = hanna(), hanna("Hilda")
    call = call_at("turned", mine)
    left_open = call_at("open", mine)
    assert set(Call.objects.visible_to(mine)) == {call, left_open}
    assert not Call.objects.visible_to(other).exists()
    assert codes(left_open, "close", other, **ADVICE) == ["by_call_taker"]
    assert codes(left_open, "turn", other) == ["by_call_taker"]


def test_who_sees_counts_alone_sees_no_call(db: None, one_connection: None) -> None:
    taker = hanna()
    call_at("open", taker)
    assert not Call.objects.visible_to(replace(taker, roles=frozenset({"analyst"}))).exists()


def test_the_wall_shows_a_call_to_its_hotline(db: None, one_connection: None, cast: Cast) -> None:
    mine, other = hanna(), hanna("Hilda")
    call = call_at("open", mine)
    seen = {}
    for name, actor in (("mine", mine), ("other", other), ("nora", cast.nora)):
        with acting_as(actor.organisation_id):
            seen[name] = (Call.objects.count(), call.history.count())
    assert seen == {"mine": (1, 1), "other": (0, 0), "nora": (0, 0)}


def test_behind_the_wall_nobody_notes_a_call_for_another_hotline(db: None, one_connection: None) -> None:
    mine, other = hanna(), hanna("Hilda")
    with acting_as(other.organisation_id), pytest.raises(DatabaseError, match="row-level security"):
        perform(new_call(mine), "take", by=mine)


@pytest.mark.parametrize("status", ["turned", "closed"])
def test_the_database_wants_a_case_or_advice(db: None, one_connection: None, status: str) -> None:
    call = call_at("open", hanna())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE hotline_call SET status = %s WHERE id = %s", [status, call.pk])


def test_nothing_changes_without_the_log(db: None, one_connection: None) -> None:
    taker = hanna()
    call = call_at("open", taker)
    acts = [
        lambda: perform(new_call(taker), "take", by=taker),
        lambda: perform(call, "close", **ADVICE, by=taker),
        lambda: actions.turn(call=call, case=case_of(taker), by=taker),
    ]
    for act in acts:
        changes_nothing_without_the_log(act)


def test_its_categories_are_those_that_hotlines_count() -> None:
    assert {one.value for one in Category} == {
        "migration",
        "work_abroad",
        "study_abroad",
        "marriage",
        "trafficking",
        "legal_social",
    }
