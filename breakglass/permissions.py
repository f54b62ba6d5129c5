"""Who may look in an emergency, and who reviews it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.enums import OrganisationKind
from accounts.models import Membership
from workflow.refusal import Ground, refuse
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from breakglass.models import BreakGlass

# Organisations that are called when somebody is in danger. Those that arrange returns are never among them.
ANSWER_EMERGENCIES = frozenset(
    {
        OrganisationKind.POLICE,
        OrganisationKind.HEALTH,
        OrganisationKind.HOTLINE,
        OrganisationKind.NGO,
        OrganisationKind.SHELTER,
    }
)
RESPONSIBLE = (roles.CASE_MANAGER, roles.SUPERVISOR)


def may_break_glass(actor: "Actor") -> bool:
    """Tell whether the actor has the right at all."""
    answers = actor.organisation is not None and actor.organisation.kind in ANSWER_EMERGENCIES
    return answers and actor.has(*RESPONSIBLE)


@permission(_("Only a case manager or supervisor of an organisation that answers emergencies may do this."))
def by_emergency_worker(glass: "BreakGlass", actor: "Actor") -> bool:
    is_own = actor.user_id == glass.user_id and actor.is_of(glass.organisation_id)
    return is_own and may_break_glass(actor)


@permission(_("Only the one who looks, or one who reviews it, may end it."))
def by_looker_or_reviewer(glass: "BreakGlass", actor: "Actor") -> bool:
    is_own = actor.user_id == glass.user_id and actor.is_of(glass.organisation_id)
    return is_own or by_reviewer(glass, actor)


@permission(
    _("Only another person, who oversees the case for the organisation that carries it, reviews this.")
)
def by_reviewer(glass: "BreakGlass", actor: "Actor") -> bool:
    """Where nobody oversees cases at the carrier, an overseer of the looker's own organisation does."""
    if not actor.has(*roles.OVERSEERS) or actor.user_id == glass.user_id:
        return False
    if actor.is_of(glass.case.carrier_id):
        return True
    overseers = Membership.objects.overseers().filter(organisation=glass.case.carrier_id)
    return actor.is_of(glass.organisation_id) and not overseers.exclude(user=glass.user_id).exists()


@permission(_("Only the system does this, when the hour is over."))
def by_the_clock(glass: "BreakGlass", actor: "Actor") -> bool:
    return actor.is_system


def require_reviewer(actor: "Actor") -> None:
    """Raise Refused for anyone but a supervisor or data protection officer."""
    if not actor.has(*roles.OVERSEERS):
        sentence = _("Only a supervisor or data protection officer may look here.")
        refuse("breakglass.list", Ground.PERMISSION, "by_overseer", sentence, by=actor)
