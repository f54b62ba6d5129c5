"""Who may do what with a return."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts import roles
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from repatriation.models import Return


@permission(_("Only a return officer of the return organisation, or the person's case manager, may do this."))
def by_officer_or_manager(record: "Return", actor: "Actor") -> bool:
    return by_return_officer(record, actor) or by_case_manager(record, actor)


@permission(_("Only a case manager of the organisation that carries the case may assess the risk."))
def by_case_manager(record: "Return", actor: "Actor") -> bool:
    return actor.has(roles.CASE_MANAGER) and actor.is_of(record.case.carrier_id)


@permission(_("Only a legal counsel who may see the case joins the assessment."))
def by_counsel_of_the_person(record: "Return", actor: "Actor") -> bool:
    return actor.has(roles.LEGAL_COUNSEL) and record.case.is_visible_to(actor)


@permission(
    _(
        "Only a supervisor of the organisation that carries the case may decide, not one who assessed the risk."
    )
)
def by_other_supervisor(record: "Return", actor: "Actor") -> bool:
    assessors = (record.risk_assessed_by_manager_id, record.risk_assessed_by_counsel_id)
    is_supervisor = actor.has(roles.SUPERVISOR) and actor.is_of(record.case.carrier_id)
    return is_supervisor and actor.user_id not in assessors


@permission(_("Only a return officer of the return organisation may do this."))
def by_return_officer(record: "Return", actor: "Actor") -> bool:
    return actor.has(roles.RETURN_OFFICER) and actor.is_of(record.organisation_id)


@permission(_("Only a return officer of the return organisation may do this."))
def by_return_officer_or_system(record: "Return", actor: "Actor") -> bool:
    """The system ends a return under way when the person declines everything."""
    return actor.is_system or by_return_officer(record, actor)


@permission(_("Only somebody who works on this case may write down that the person changed their mind."))
def by_any_worker_or_system(record: "Return", actor: "Actor") -> bool:
    works_on_it = actor.is_of(record.organisation_id) or record.case.is_visible_to(actor)
    return actor.is_system or (actor.works_with_people and works_on_it)
