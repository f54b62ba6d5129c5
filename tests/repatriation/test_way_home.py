"""The whole way home through the gate; what the database itself refuses; what the trail says."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from audit import log
from audit.models import Event
from children.enums import About, Conclusion
from identification.enums import AgeBand
from repatriation.enums import ReturnStatus
from repatriation.models import Return
from tests.cast import Cast
from tests.helpers import log_is_broken
from tests.makers import presumed_case
from tests.makers_children import noted
from tests.makers_repatriation import WISH, return_at
from workflow.gate import perform
from workflow.guard import writing
from workflow.refusal import Refused

WAY = [
    "explore",
    "consent",
    "assess_risk",
    "join_assessment",
    "clear",
    "start_documents",
    "name_receiver",
    "confirm_receiving",
    "schedule",
    "depart",
    "hand_over",
    "monitor",
    "complete",
]


def test_an_adult_goes_home(cast: Cast) -> None:
    record = return_at(ReturnStatus.COMPLETED, cast)
    events = Event.objects.filter(kind__startswith="return.").order_by("id")
    assert [event.kind for event in events] == [f"return.{step}" for step in WAY]
    assert record.wish == WISH
    assert (record.risk_assessed_by_manager, record.risk_assessed_by_counsel) == (
        cast.nora.user,
        cast.lena.user,
    )
    assert record.cleared_by == cast.dana.user
    assert record.travel_on == timezone.localdate() + timedelta(days=7)


def test_a_child_goes_home_where_it_is_in_its_best_interests(cast: Cast) -> None:
    case = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    assert return_at(ReturnStatus.COMPLETED, cast, case=case).status == ReturnStatus.COMPLETED


def test_a_child_stays_where_best_interests_say_no(cast: Cast) -> None:
    case = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    record = return_at(ReturnStatus.RISK_ASSESSED, cast, case=case)
    noted(case, cast.nora, About.RETURN, Conclusion.NO)
    with pytest.raises(Refused) as refused:
        perform(record, "clear", by=cast.dana)
    assert [one.code for one in refused.value.refusals] == ["best_interests_are_noted"]
    assert Return.objects.get(pk=record.pk).status == ReturnStatus.RISK_ASSESSED


def test_the_trail_names_the_consent_that_a_step_rests_on(cast: Cast) -> None:
    record = return_at(ReturnStatus.RECEIVING_CONFIRMED, cast)
    told = {
        event.kind: log.read(event)["facts"]["basis"]
        for event in Event.objects.filter(kind__contains="return.")
    }
    assert told["return.explore"] == f"consent:{record.agreement_with(record.organisation_id)}"
    assert told["return.confirm_receiving"] == f"consent:{record.agreement_with(cast.away.pk)}"


def test_the_wish_never_reaches_the_trail_or_the_table(cast: Cast) -> None:
    record = return_at(ReturnStatus.COMPLETED, cast)
    assert not any(WISH.encode() in bytes(event.body) for event in Event.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("SELECT wish FROM repatriation_return WHERE id = %s", [record.pk])
        assert WISH.encode() not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("status", "name", "broken"),
    [
        (ReturnStatus.CLEARED, "a_cleared_return_was_assessed_by_two", {"risk_assessed_by_counsel": None}),
        (ReturnStatus.CLEARED, "a_cleared_return_was_assessed_by_two", {"risk": "high"}),
        (ReturnStatus.HANDED_OVER, "both_sides_signed_the_handover", {"receiving_signed": False}),
    ],
)
def test_the_database_keeps_what_is_always_true(
    cast: Cast, status: str, name: str, broken: dict[str, object]
) -> None:
    record = return_at(status, cast)
    for field, value in broken.items():
        setattr(record, field, value)
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), writing():
        record.save()


def test_the_database_wants_three_different_persons(cast: Cast) -> None:
    record = return_at(ReturnStatus.CLEARED, cast)
    record.cleared_by = cast.lena.user
    with pytest.raises(IntegrityError, match="third_person"), transaction.atomic(), writing():
        record.save()
    record.risk_assessed_by_counsel = cast.nora.user
    with pytest.raises(IntegrityError, match="two_persons"), transaction.atomic(), writing():
        record.save()


def test_the_database_refuses_a_move_that_is_not_declared(cast: Cast) -> None:
    record = return_at(ReturnStatus.EXPLORED, cast)
    jump = "UPDATE repatriation_return SET status = 'in_transit' WHERE id = %s"
    with pytest.raises(DatabaseError, match="cannot go"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(jump, [record.pk])


def test_no_step_without_its_event(cast: Cast) -> None:
    record = return_at(ReturnStatus.RISK_ASSESSED, cast)
    with log_is_broken(), pytest.raises(DatabaseError, match="broken"), transaction.atomic():
        perform(record, "clear", by=cast.dana)
    assert Return.objects.get(pk=record.pk).status == ReturnStatus.RISK_ASSESSED
