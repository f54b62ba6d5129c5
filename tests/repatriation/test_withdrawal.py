"""The person's no: at once, whatever else is true; and what it does to a journey that has begun."""

import pytest
from django.db import DatabaseError, transaction

from accounts.models import Organisation
from audit import log
from audit.models import Event
from consent.actions import withdraw
from consent.enums import ConsentStatus, Purpose
from consent.models import Consent
from identification.actions import decline
from identification.enums import AgeBand
from identification.rules import nothing_is_open
from repatriation.enums import AT_REST, BEFORE_TRANSIT, ENDED, UNDER_WAY, ReturnStatus
from repatriation.models import Return
from tests.cast import Cast
from tests.helpers import log_is_broken
from tests.makers import presumed_case
from tests.makers_repatriation import agree_to_receiver, assessed, return_at
from workflow.gate import perform

NAMED_ON = [ReturnStatus.RECEIVING_CONFIRMED, ReturnStatus.SCHEDULED]


def consent_to(record: Return, organisation: Organisation | None) -> Consent:
    given = Consent.objects.filter(case=record.case, recipient=organisation, purpose=Purpose.RETURN)
    return given.filter(status=ConsentStatus.GIVEN)[0]


@pytest.mark.parametrize("status", BEFORE_TRANSIT)
def test_withdrawing_works_at_each_state(cast: Cast, status: str) -> None:
    record = perform(return_at(status, cast), "withdraw", by=cast.nora)
    assert record.status == ReturnStatus.WITHDRAWN


def test_withdrawing_works_whatever_else_is_true(cast: Cast) -> None:
    case = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    record = return_at(ReturnStatus.CONSENTED, cast, case=case)
    record = assessed(record, cast, risk="high", asylum_claim=True)
    assert perform(record, "withdraw", by=cast.rafi).status == ReturnStatus.WITHDRAWN


@pytest.mark.parametrize("status", BEFORE_TRANSIT)
def test_taking_consent_back_from_the_return_organisation_ends_the_return(cast: Cast, status: str) -> None:
    record = return_at(status, cast)
    withdraw(consent=consent_to(record, cast.rafi.organisation), by=cast.nora)
    record = Return.objects.get(pk=record.pk)
    assert record.status == ReturnStatus.WITHDRAWN
    event = Event.objects.filter(kind="return.withdraw").get()
    assert log.read(event)["command"] == "consent_withdrawn"


@pytest.mark.parametrize("status", NAMED_ON)
def test_taking_consent_back_from_the_receiver_ends_the_return(cast: Cast, status: str) -> None:
    record = return_at(status, cast)
    withdraw(consent=consent_to(record, cast.away), by=cast.nora)
    record = Return.objects.get(pk=record.pk)
    assert record.status == ReturnStatus.WITHDRAWN


def test_a_consent_to_something_else_leaves_the_return_alone(cast: Cast) -> None:
    record = agree_to_receiver(return_at(ReturnStatus.DOCUMENTS, cast), cast)
    legal = Consent.objects.filter(case=record.case, recipient=cast.lena.organisation)[0]
    withdraw(consent=legal, by=cast.nora)
    record = Return.objects.get(pk=record.pk)
    assert record.status == ReturnStatus.DOCUMENTS


@pytest.mark.parametrize("status", UNDER_WAY)
@pytest.mark.parametrize("whose", ["organisation", "receiver"])
def test_once_under_way_it_goes_on_and_the_trail_says_so(cast: Cast, status: str, whose: str) -> None:
    record = return_at(status, cast)
    recipient = cast.rafi.organisation if whose == "organisation" else cast.away
    withdraw(consent=consent_to(record, recipient), by=cast.nora)
    record = Return.objects.get(pk=record.pk)
    assert record.status == status
    event = Event.objects.get(kind="return.withdrawal_noted")
    assert log.read(event)["facts"] == {"state": status}
    assert event.case_id == record.case_id


def test_a_completed_return_is_left_in_peace(cast: Cast) -> None:
    record = return_at(ReturnStatus.COMPLETED, cast)
    withdraw(consent=consent_to(record, cast.rafi.organisation), by=cast.nora)
    assert not Event.objects.filter(kind="return.withdrawal_noted").exists()


def test_whoever_travels_is_not_left_alone_when_consent_is_taken_back(cast: Cast) -> None:
    record = return_at(ReturnStatus.IN_TRANSIT, cast)
    withdraw(consent=consent_to(record, cast.rafi.organisation), by=cast.nora)
    row = Return.objects.visible_to(cast.rafi).get(pk=record.pk)
    row = perform(row, "hand_over", sending_signed=True, receiving_signed=True, by=cast.rafi)
    assert row.status == ReturnStatus.HANDED_OVER


@pytest.mark.parametrize(
    ("status", "end"),
    [
        *((before, ReturnStatus.WITHDRAWN) for before in BEFORE_TRANSIT),
        # It fails, and then the consent to it is taken back too.
        (ReturnStatus.IN_TRANSIT, ReturnStatus.WITHDRAWN),
        (ReturnStatus.HANDED_OVER, ReturnStatus.COMPLETED),
        (ReturnStatus.MONITORING, ReturnStatus.COMPLETED),
    ],
)
def test_who_declines_everything_is_returned_nowhere(cast: Cast, status: str, end: str) -> None:
    record = return_at(status, cast)
    decline(case=record.case, can_decide="yes", by=cast.nora)
    assert Return.objects.get(pk=record.pk).status == end


@pytest.mark.parametrize("status", [one for one in ReturnStatus if one != ReturnStatus.NEW])
def test_which_returns_keep_a_case_open(cast: Cast, status: str) -> None:
    record = return_at(status, cast)
    for referral in record.case.referrals.all():
        perform(referral, "revoke", by=cast.nora)
    assert nothing_is_open(record.case) == (status in [*ENDED, *AT_REST])


def test_no_return_ends_when_the_event_cannot_be_written(cast: Cast) -> None:
    record = return_at(ReturnStatus.CONSENTED, cast)
    consent = consent_to(record, cast.rafi.organisation)
    with log_is_broken(), pytest.raises(DatabaseError, match="broken"), transaction.atomic():
        withdraw(consent=consent, by=cast.nora)
    record, consent = Return.objects.get(pk=record.pk), Consent.objects.get(pk=consent.pk)
    assert (record.status, consent.status) == (ReturnStatus.CONSENTED, ConsentStatus.GIVEN)


def test_no_declined_case_leaves_a_return_half_ended(cast: Cast) -> None:
    record = return_at(ReturnStatus.HANDED_OVER, cast)
    with log_is_broken(), pytest.raises(DatabaseError, match="broken"), transaction.atomic():
        decline(case=record.case, can_decide="yes", by=cast.nora)
    record = Return.objects.get(pk=record.pk)
    assert record.status == ReturnStatus.HANDED_OVER
