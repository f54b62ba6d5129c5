"""What ends returns because of other news."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.actors import Actor
from audit.log import record
from identification.models import Case
from referral.models import Referral
from repatriation.enums import AT_REST, BEFORE_TRANSIT, UNDER_WAY, FailureReason, ReturnStatus
from repatriation.models import Return
from workflow.gate import perform


@transaction.atomic
def stop_returns(*, case: Case, recipient_id: UUID | None, by: Actor) -> list[Return]:
    """Return what rested on consent to this recipient: withdrawn, or, once under way, noted in the trail."""
    resting = Return.objects.filter(
        Q(organisation=recipient_id) | Q(receiving_organisation=recipient_id),
        case=case,
        status__in=[*BEFORE_TRANSIT, *UNDER_WAY],
    )
    return [_stop(one, by) for one in resting]


@transaction.atomic
def withdraw_of(*, referral: Referral, by: Actor) -> list[Return]:
    """Return the returns of a referral that had not begun to travel, withdrawn."""
    going = Return.objects.filter(referral=referral, status__in=BEFORE_TRANSIT).exclude(status__in=AT_REST)
    return [perform(one, "withdraw", by=by) for one in going]


@transaction.atomic
def end_returns(*, case: Case, by: Actor) -> list[Return]:
    """Return the returns of a case, each at an end: the person declined everything."""
    going = Return.objects.filter(case=case, status__in=[*BEFORE_TRANSIT, *UNDER_WAY])
    return [_end(one, by) for one in going]


def _stop(one: Return, by: Actor) -> Return:
    """Nothing recalls a journey that has begun, but it is not forgotten that consent is gone."""
    if one.status in BEFORE_TRANSIT:
        return perform(one, "withdraw", by=by)
    record("return.withdrawal_noted", by=by, case_id=one.case_id, target=str(one.pk), state=one.status)
    return one


def _end(one: Return, by: Actor) -> Return:
    if one.status in BEFORE_TRANSIT:
        return perform(one, "withdraw", by=by)
    if one.status == ReturnStatus.IN_TRANSIT:
        return perform(one, "fail", failure_reason=FailureReason.DECLINED, by=by)
    if one.status == ReturnStatus.HANDED_OVER:
        one = perform(one, "monitor", by=by)
    return perform(one, "complete", no_contact_wished=True, by=by)
