"""What ends returns because of other news."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.actors import Actor
from audit.log import record
from consent.enums import Purpose
from consent.models import Consent
from identification.models import Case
from referral.enums import SENT
from referral.models import Referral
from repatriation.enums import AT_REST, BEFORE_TRANSIT, UNDER_WAY, FailureReason, ReturnStatus
from repatriation.models import Return
from workflow.gate import perform

GOING = [*BEFORE_TRANSIT, *UNDER_WAY]


@transaction.atomic
def stop_returns(*, case: Case, recipient_id: UUID | None, by: Actor) -> list[Return]:
    """Return what rested on consent to this recipient: withdrawn, or, once under way, noted in the trail."""
    resting = Return.objects.filter(_of(recipient_id), case=case, status__in=GOING)
    return [_stop(one, by) for one in resting]


def resting_on(case: Case, consents: Iterable[Consent]) -> QuerySet[Return]:
    """Return what `stop_returns` and `withdraw_of` would stop, were these taken back."""
    agreed = Q(pk__in=[])
    for one in consents:
        agreed |= _of(one.recipient_id) if one.purpose == Purpose.RETURN else Q(pk__in=[])
    revoked = Referral.objects.resting_on(consents).filter(status__in=SENT)
    prepared = Q(referral__in=revoked, status__in=set(BEFORE_TRANSIT) - set(AT_REST))
    return Return.objects.filter(agreed & Q(status__in=GOING) | prepared, case=case)


def _of(organisation_id: UUID | None) -> Q:
    return Q(organisation=organisation_id) | Q(receiving_organisation=organisation_id)


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
