"""Reaches every state of a return by walking the real workflow."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.enums import ServiceKind
from consent.enums import DataSet, Purpose
from identification.models import Case
from referral.enums import ReferralStatus
from repatriation.enums import FailureReason, ReturnStatus, RiskLevel
from repatriation.models import Return
from tests.cast import Cast
from tests.kept import kept
from tests.makers import consented, presumed_case, referral_at
from tests.makers_children import well_returned
from workflow.gate import perform

WISH = "I want to live with my sister again."
NO_CLAIMS = {"asylum_claim": False, "proceeding_pending": False, "leave_of_court": False}
Walk = Callable[[Return, Cast], Return]


@kept
def return_at(status: str, cast: Cast, *, case: Case | None = None) -> Return:
    """Return a return that Rafi prepares for a case of Nora's, at any state; Lena, a counsel, sees the case."""
    if status in BRANCHES:
        before, step = BRANCHES[ReturnStatus(status)]
        return step(return_at(before, cast, case=case), cast)
    record = explored(cast, case or presumed_case(cast.nora))
    for state, step in WAY_HOME:
        if record.status == status:
            break
        record = step(record, cast)
        assert record.status == state
    return record


@kept
def explored(cast: Cast, case: Case) -> Return:
    """Return a return in `explored`."""
    referral_at(ReferralStatus.ACCEPTED, cast, case=case, to=cast.lena, kind=ServiceKind.LEGAL_AID)
    referral = referral_at(ReferralStatus.ACCEPTED, cast, case=case, to=cast.rafi, kind=ServiceKind.RETURN)
    well_returned(case, cast.nora)
    fresh = Return.on(referral, destination_country=cast.away.country)
    return perform(fresh, "explore", by=cast.rafi)


@kept
def assessed(record: Return, cast: Cast, **found: Any) -> Return:
    """Return the return with a joint risk assessment: Nora's part and Lena's."""
    entered = {
        "risk": RiskLevel.LOW,
        **{name: value for name, value in found.items() if name not in NO_CLAIMS},
    }
    record = perform(record, "assess_risk", by=cast.nora, **entered)
    theirs = {**NO_CLAIMS, **{name: value for name, value in found.items() if name in NO_CLAIMS}}
    return perform(record, "join_assessment", by=cast.lena, **theirs)


@kept
def agree_to_receiver(record: Return, cast: Cast) -> Return:
    """Return the return with its receiver named, and the person's consent that names it."""
    record = perform(record, "name_receiver", receiving_organisation=cast.away, by=cast.rafi)
    consented(record.case, cast.nora, cast.away, Purpose.RETURN, [DataSet.SUMMARY])
    return record


def _confirmed(record: Return, cast: Cast) -> Return:
    return perform(agree_to_receiver(record, cast), "confirm_receiving", by=cast.rafi)


def _scheduled(record: Return, cast: Cast) -> Return:
    day = timezone.localdate() + timedelta(days=7)
    return perform(record, "schedule", travel_on=day, by=cast.rafi)


def _handed_over(record: Return, cast: Cast) -> Return:
    return perform(record, "hand_over", sending_signed=True, receiving_signed=True, by=cast.rafi)


WAY_HOME: tuple[tuple[ReturnStatus, Walk], ...] = (
    (ReturnStatus.CONSENTED, lambda record, cast: perform(record, "consent", wish=WISH, by=cast.rafi)),
    (ReturnStatus.RISK_ASSESSED, assessed),
    (ReturnStatus.CLEARED, lambda record, cast: perform(record, "clear", by=cast.dana)),
    (ReturnStatus.DOCUMENTS, lambda record, cast: perform(record, "start_documents", by=cast.rafi)),
    (ReturnStatus.RECEIVING_CONFIRMED, _confirmed),
    (ReturnStatus.SCHEDULED, _scheduled),
    (ReturnStatus.IN_TRANSIT, lambda record, cast: perform(record, "depart", by=cast.rafi)),
    (ReturnStatus.HANDED_OVER, _handed_over),
    (ReturnStatus.MONITORING, lambda record, cast: perform(record, "monitor", by=cast.rafi)),
    (
        ReturnStatus.COMPLETED,
        lambda record, cast: perform(record, "complete", no_contact_wished=True, by=cast.rafi),
    ),
)
BRANCHES: dict[ReturnStatus, tuple[ReturnStatus, Walk]] = {
    ReturnStatus.NOT_SAFE: (
        ReturnStatus.RISK_ASSESSED,
        lambda record, cast: perform(record, "declare_not_safe", by=cast.dana),
    ),
    ReturnStatus.WITHDRAWN: (
        ReturnStatus.CONSENTED,
        lambda record, cast: perform(record, "withdraw", by=cast.rafi),
    ),
    ReturnStatus.FAILED: (
        ReturnStatus.DOCUMENTS,
        lambda record, cast: perform(record, "fail", failure_reason=FailureReason.DOCUMENTS, by=cast.rafi),
    ),
}
