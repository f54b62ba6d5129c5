"""What no rollback may erase is written on a connection of its own."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from django.db import transaction

from audit.log import is_genuine, record
from audit.models import Event, Outcome
from identification.enums import YesNo
from tests.cast import Cast
from tests.makers import new_case
from workflow.gate import perform
from workflow.refusal import Refused

pytestmark = pytest.mark.two_connections


class Overturned(Exception):
    """Something went wrong afterwards."""


@contextmanager
def overturned() -> Iterator[None]:
    """What happens inside is rolled back, as by an error at the end of the request."""
    with suppress(Overturned), transaction.atomic():
        yield
        raise Overturned


def test_a_refusal_survives_the_rollback_of_its_request(committed_cast: Cast) -> None:
    case = new_case(committed_cast.stat)
    with overturned(), pytest.raises(Refused):
        perform(case, "open", by=committed_cast.stat)
    event = Event.objects.get(kind="case.open")
    assert event.outcome == Outcome.REFUSED
    assert event.case_id == case.pk
    assert is_genuine(event)


def test_an_event_of_a_change_goes_with_the_change(committed_cast: Cast) -> None:
    before = Event.objects.count()
    with overturned():
        record("session.start", by=committed_cast.nora)
    assert Event.objects.count() == before


def test_an_event_apart_is_committed_before_the_transaction_ends(committed_cast: Cast) -> None:
    with transaction.atomic():
        record("session.refused", by=committed_cast.nora, outcome=Outcome.REFUSED, apart=True)
        assert Event.objects.using("apart").filter(kind="session.refused").count() == 1
        transaction.set_rollback(True)
    assert Event.objects.filter(kind="session.refused").exists()


def test_every_reason_of_a_refusal_is_in_the_log(committed_cast: Cast) -> None:
    case = new_case(committed_cast.nora, in_danger="")
    with pytest.raises(Refused):
        perform(case, "open", by=committed_cast.nora)
    said = Event.objects.get(kind="case.open", outcome=Outcome.REFUSED)
    assert "safety_questions_are_answered" in bytes(said.body).decode()
    assert YesNo.YES not in bytes(said.body).decode()
