"""Who may do what with a stay."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts import roles
from identification.permissions import by_case_manager
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from shelters.models import Placement

STAFF = (roles.SHELTER_MANAGER, roles.SERVICE_WORKER)


@permission(_("Only the shelter's staff or the person's case manager may ask for a bed."))
def by_staff_or_case_manager(placement: "Placement", actor: "Actor") -> bool:
    is_staff = actor.has(*STAFF) and actor.is_of(placement.shelter.organisation_id)
    return is_staff or by_case_manager(placement, actor)


@permission(_("Only a manager of this shelter may do this."))
def by_shelter_manager(placement: "Placement", actor: "Actor") -> bool:
    return actor.has(roles.SHELTER_MANAGER) and actor.is_of(placement.shelter.organisation_id)


@permission(_("Only a manager of this shelter may refuse; the system does it when consent is withdrawn."))
def by_shelter_manager_or_system(placement: "Placement", actor: "Actor") -> bool:
    return actor.is_system or by_shelter_manager(placement, actor)


@permission(_("Only a manager of this shelter or the person's case manager may do this."))
def by_shelter_or_case_manager(placement: "Placement", actor: "Actor") -> bool:
    return by_shelter_manager(placement, actor) or by_case_manager(placement, actor)


@permission(_("Only somebody who works with this person, at the shelter or on the case, may record this."))
def by_any_worker(placement: "Placement", actor: "Actor") -> bool:
    sides = (placement.shelter.organisation_id, placement.carrier_id)
    works_here = actor.works_with_people and any(map(actor.is_of, sides))
    return works_here or actor.is_system
