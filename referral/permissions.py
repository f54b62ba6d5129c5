"""Who may do what with a referral."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.enums import ServiceKind
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from referral.models import Referral

ANSWERERS = (
    roles.SERVICE_WORKER,
    roles.SHELTER_MANAGER,
    roles.LEGAL_COUNSEL,
    roles.RETURN_OFFICER,
    roles.CASE_MANAGER,
)


@permission(_("Only a case manager of the organisation that carries the case may refer."))
def by_referrer(referral: "Referral", actor: "Actor") -> bool:
    """A first responder may refer too, for case management alone: that is how a case is passed on."""
    passes_on = referral.kind == ServiceKind.CASE_MANAGEMENT and actor.has(roles.FIRST_RESPONDER)
    return (actor.has(roles.CASE_MANAGER) or passes_on) and actor.is_of(referral.case.carrier_id)


@permission(_("Only the organisation that this referral was sent to may answer it."))
def by_recipient(referral: "Referral", actor: "Actor") -> bool:
    is_theirs = actor.is_of(referral.recipient_id) and not actor.is_of(referral.sender_id)
    is_the_sender = actor.user_id is not None and actor.user_id == referral.sent_by_id
    return is_theirs and not is_the_sender and actor.has(*_those_who_answer(referral))


@permission(_("Only the sender may revoke a referral."))
def by_sender_or_system(referral: "Referral", actor: "Actor") -> bool:
    is_senders = actor.is_of(referral.sender_id) or actor.is_of(referral.case.carrier_id)
    refers = actor.has(roles.CASE_MANAGER, roles.FIRST_RESPONDER)
    return actor.is_system or (is_senders and refers)


def _those_who_answer(referral: "Referral") -> tuple[roles.Role, ...]:
    """Only a case manager can take over a case."""
    return (roles.CASE_MANAGER,) if referral.kind == ServiceKind.CASE_MANAGEMENT else ANSWERERS
