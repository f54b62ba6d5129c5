"""What changes referrals, with everything that goes with each change."""

from django.db import transaction

from accounts.actors import Actor
from accounts.enums import ServiceKind
from audit.log import record
from consent.enums import DataSet
from consent.models import Consent
from identification import access
from identification.actions import hand_over
from identification.models import CaseAccess
from referral import notifications
from referral.enums import SCOPE_OF, ReferralStatus
from referral.models import Referral, Service
from referral.sight import bases_only_of
from referral.signals import referral_revoked
from workflow.gate import perform


@transaction.atomic
def send(*, referral: Referral, by: Actor) -> Referral:
    """Return the referral, sent; the recipient is told that something waits."""
    referral = perform(referral, "send", by=by)
    notifications.referral_waits(referral)
    return referral


@transaction.atomic
def accept(*, referral: Referral, by: Actor) -> Referral:
    """Return the referral, accepted; the recipient sees what the person agreed to, and no more."""
    referral = perform(referral, "accept", by=by)
    access.grant_all([_sight(referral, basis) for basis in referral.bases], by=by)
    if referral.kind == ServiceKind.CASE_MANAGEMENT:
        hand_over(case=referral.case, carrier=referral.recipient, by=by)
    return referral


@transaction.atomic
def complete(*, referral: Referral, outcome: str, by: Actor) -> Referral:
    """Return the referral, completed; the recipient's sight of the case ends unless other work rests on it."""
    return _end_sight(perform(referral, "complete", outcome=outcome, by=by), by)


@transaction.atomic
def miss(*, referral: Referral, by: Actor) -> Referral:
    """Return the referral to which the person did not come; the recipient's sight ends."""
    return _end_sight(perform(referral, "miss", by=by), by)


@transaction.atomic
def revoke(*, referral: Referral, by: Actor) -> Referral:
    """Return the referral, revoked; the recipient's sight ends at once."""
    referral = perform(referral, "revoke", by=by)
    referral_revoked.send(sender=Referral, referral=referral, by=by)
    return _end_sight(referral, by)


@transaction.atomic
def call_off(*, referral: Referral, by: Actor) -> Referral:
    """Return the referral, called off: thrown away as a draft, revoked once it was sent."""
    if referral.status == ReferralStatus.DRAFT:
        return perform(referral, "discard", by=by)
    return revoke(referral=referral, by=by)


@transaction.atomic
def decline(*, referral: Referral, decline_reason: str, by: Actor) -> Referral:
    """Return the referral, declined; its case manager and a supervisor are told, as the person still waits."""
    referral = perform(referral, "decline", decline_reason=decline_reason, by=by)
    notifications.referral_declined(referral)
    return referral


@transaction.atomic
def expire(*, referral: Referral, by: Actor) -> Referral:
    """Return the referral, expired; its case manager and a supervisor are told."""
    referral = perform(referral, "expire", by=by)
    notifications.referral_expired(referral)
    return referral


@transaction.atomic
def set_service_active(*, service: Service, is_active: bool, by: Actor) -> Service:
    """Return the service, offered or paused from now on."""
    service.is_active = is_active
    service.save(update_fields=["is_active"])
    record("service.resume" if is_active else "service.pause", by=by, target=str(service.pk))
    return service


def _sight(referral: Referral, basis: Consent) -> CaseAccess:
    return CaseAccess(
        case=referral.case,
        organisation_id=referral.recipient_id,
        scope=SCOPE_OF[DataSet(basis.data)],
        basis=basis.basis_kind,
        basis_id=basis.pk,
        expires_at=basis.expires_at,
    )


def _end_sight(referral: Referral, by: Actor) -> Referral:
    for basis_id in bases_only_of([referral]):
        access.end(case=referral.case, organisation=referral.recipient, basis_id=basis_id, by=by)
    return referral
