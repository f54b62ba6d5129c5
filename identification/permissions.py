"""Who may do what with a case."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from accounts import roles
from identification.enums import OPEN
from workflow.refusal import Ground, refuse
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from identification.models import Case, DailyOpenings


def require_reader(actor: "Actor") -> None:
    """Raise Refused, and remember it, for one whose roles see no case."""
    if not actor.reads_cases:
        sentence = _("Only those who may see cases may search for a person.")
        refuse("person.search", Ground.PERMISSION, "by_reader", sentence, by=actor)


@permission(_("Only a first responder or a case manager may open a case."))
def by_opener(case: "Case", actor: "Actor") -> bool:
    """The system opens the cases that nobody has a reason to look at (`actions.plant_honeytoken`)."""
    return actor.is_system or actor.has(roles.FIRST_RESPONDER, roles.CASE_MANAGER)


@permission(
    _("Only a first responder or case manager of the organisation that carries the case may do this.")
)
def by_screener(record: Any, actor: "Actor") -> bool:
    return actor.has(roles.FIRST_RESPONDER, roles.CASE_MANAGER) and actor.is_of(record.carrier_id)


def writes(case: "Case", actor: "Actor") -> bool:
    """Tell whether the actor may write down facts and contacts: who carries the case, as long as it is open."""
    return by_screener(case, actor) and case.status in OPEN


def require_writer(case: "Case", actor: "Actor", kind: str) -> None:
    """Raise Refused, and remember it, for those who may not write this down, and where the case is not open."""
    told: Any = {"by": actor, "case_id": case.pk, "target": case.pk}
    if not by_screener(case, actor):
        refuse(kind, Ground.PERMISSION, by_screener.__name__, by_screener.sentence, **told)
    if case.status not in OPEN:
        sentence = _("The case is not open: nothing more is written down.")
        refuse(kind, Ground.STATE, "wrong_state", sentence, **told)


def oversees_or_manages(case: "Case", actor: "Actor") -> bool:
    """Tell whether the actor manages or oversees the case for the organisation that carries it."""
    return actor.is_of(case.carrier_id) and actor.has(roles.CASE_MANAGER, *roles.OVERSEERS)


@permission(_("Only somebody who works on this case may write down what the person asks for."))
def by_worker_of_the_person(record: Any, actor: "Actor") -> bool:
    """Whoever works with the person may be told a wish, and then writes it down."""
    return actor.works_with_people and record.case.is_visible_to(actor)


@permission(_("Only a case manager of the organisation that carries the case may do this."))
def by_case_manager(record: Any, actor: "Actor") -> bool:
    return actor.has(roles.CASE_MANAGER) and actor.is_of(record.carrier_id)


@permission(
    _("Only a supervisor of the organisation that carries the case may do this, not the one who asked.")
)
def by_other_supervisor(record: Any, actor: "Actor") -> bool:
    is_supervisor = actor.has(roles.SUPERVISOR) and actor.is_of(record.carrier_id)
    return is_supervisor and actor.user_id != record.asked_by_id


@permission(
    _("Only a data protection officer of the organisation that carries the case, or the system, does this.")
)
def by_eraser(record: Any, actor: "Actor") -> bool:
    """Never somebody who works on cases as well: who erases has not carried what is erased."""
    works = actor.has(roles.FIRST_RESPONDER, roles.CASE_MANAGER)
    watches = actor.has(roles.DATA_PROTECTION) and actor.is_of(record.carrier_id)
    return actor.is_system or (watches and not works)


@permission(_("Only a member of the competent authority that was asked may decide."))
def by_authority(case: "Case", actor: "Actor") -> bool:
    return actor.has(roles.AUTHORITY_MEMBER) and actor.is_of(case.authority_id)


@permission(_("Only other members of the competent authority may decide an appeal."))
def by_other_authority_member(case: "Case", actor: "Actor") -> bool:
    return by_authority(case, actor) and not took_part_before(case, actor)


def took_part_before(case: "Case", actor: "Actor") -> bool:
    """Tell whether somebody decided on this case, or voted in an earlier round of it, be it broken off."""
    voted = case.votes.filter(voted_by=actor.user, round__lt=case.round)
    return case.decisions.filter(decided_by=actor.user).exists() or voted.exists()


@permission(_("Only the person's case manager or lawyer may record this wish."))
def by_speaker_for_the_person(case: "Case", actor: "Actor") -> bool:
    is_counsel = actor.has(roles.LEGAL_COUNSEL) and case.is_visible_to(actor)
    return by_case_manager(case, actor) or is_counsel


@permission(_("The carrying organisation changes only when a referral for case management is accepted."))
def by_new_carrier(case: "Case", actor: "Actor") -> bool:
    return actor.has(roles.CASE_MANAGER)


@permission(_("Only the person's case manager may do this; the system does it when consent is withdrawn."))
def by_case_manager_or_system(record: Any, actor: "Actor") -> bool:
    return actor.is_system or by_case_manager(record, actor)


def require_other_supervisor(openings: "DailyOpenings", actor: "Actor") -> None:
    """Raise Refused for anyone but another supervisor of the organisation for which a person was stopped."""
    is_supervisor = actor.has(roles.SUPERVISOR) and actor.is_of(openings.organisation_id)
    if not is_supervisor or actor.user_id == openings.user_id:
        sentence, target = _("Only a supervisor may do this, and nobody for themselves."), openings.pk
        refuse("openings.lift", Ground.PERMISSION, "by_another_supervisor", sentence, by=actor, target=target)
