"""Who may write down a consent, and who may take one back: anybody the person tells."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts import roles
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from consent.models import Consent

TAKERS = (roles.FIRST_RESPONDER, roles.CASE_MANAGER)


@permission(
    _("Only a first responder or case manager of the organisation that carries the case may do this.")
)
def by_consent_taker(consent: "Consent", actor: "Actor") -> bool:
    return actor.has(*TAKERS) and actor.is_of(consent.case.carrier_id)


@permission(_("Only a supervisor of the organisation that carries the case may propose a legal ground."))
def by_supervisor(consent: "Consent", actor: "Actor") -> bool:
    return actor.has(roles.SUPERVISOR) and actor.is_of(consent.case.carrier_id)


@permission(_("Only a data protection officer, not the one who proposed it, may agree to a legal ground."))
def by_second_approver(consent: "Consent", actor: "Actor") -> bool:
    is_officer = actor.has(roles.DATA_PROTECTION) and actor.is_of(consent.case.carrier_id)
    return is_officer and actor.user_id != consent.written_by_id


@permission(_("Only those who work on the case for the organisation that carries it tell the person."))
def by_teller(consent: "Consent", actor: "Actor") -> bool:
    return by_consent_taker(consent, actor) or by_overseer(consent, actor)


@permission(
    _("A supervisor or data protection officer of the organisation that carries the case ends a ground.")
)
def by_overseer(consent: "Consent", actor: "Actor") -> bool:
    """The system does it too, when the person declines everything."""
    oversees = actor.has(roles.SUPERVISOR, roles.DATA_PROTECTION)
    return actor.is_system or (oversees and actor.is_of(consent.case.carrier_id))
