"""Who writes down what a person asks for, and who answers: never only the one who is asked about."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from accounts import roles
from workflow.refusal import Ground, refuse
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from identification.models import Case
    from rights.models import Complaint, CopyRequest

CARRIERS = (roles.FIRST_RESPONDER, roles.CASE_MANAGER, *roles.OVERSEERS)


def require_carrier(case: "Case", actor: "Actor") -> None:
    """Raise Refused, and remember it, for those who do not carry the case: who else helps is not theirs to know."""
    if not (actor.has(*CARRIERS) and actor.is_of(case.carrier_id)):
        code, sentence = by_carrier.__name__, by_carrier.sentence
        refuse("sight.view", Ground.PERMISSION, code, sentence, by=actor, case_id=case.pk)


@permission(_("Only those who work on the case for the organisation that carries it may do this."))
def by_carrier(record: Any, actor: "Actor") -> bool:
    return actor.has(*CARRIERS) and actor.is_of(record.case.carrier_id)


@permission(by_carrier.sentence)
def by_carrier_not_complained_about(copy: "CopyRequest", actor: "Actor") -> bool:
    """The file tells every complaint. The sentence is that of any stranger, so that it tells of none."""
    return by_carrier(copy, actor) and not _is_complained_about(copy, actor)


@permission(
    _(
        "Only a supervisor or data protection officer of the carrying organisation, not the one who prepared it."
    )
)
def by_second_person(copy: "CopyRequest", actor: "Actor") -> bool:
    oversees = actor.has(*roles.OVERSEERS) and actor.is_of(copy.case.carrier_id)
    is_another = actor.user_id != copy.prepared_by_id
    return oversees and is_another and not _is_complained_about(copy, actor)


@permission(_("Only who made the copy ready may fetch it."))
def by_who_made_it_ready(copy: "CopyRequest", actor: "Actor") -> bool:
    return by_carrier_not_complained_about(copy, actor) and actor.user_id == copy.ready_for_id


@permission(
    _(
        "Only a supervisor or data protection officer of the carrying organisation, nobody who is complained about."
    )
)
def by_other_overseer(complaint: "Complaint", actor: "Actor") -> bool:
    oversees = actor.has(*roles.OVERSEERS) and actor.is_of(complaint.case.carrier_id)
    return oversees and actor.user_id != complaint.person_id


@permission(_("Only who deals with this complaint may answer it."))
def by_who_deals_with_it(complaint: "Complaint", actor: "Actor") -> bool:
    return by_other_overseer(complaint, actor) and actor.user_id == complaint.handler_id


def _is_complained_about(copy: "CopyRequest", actor: "Actor") -> bool:
    return copy.case.complaints.filter(person=actor.user_id, person__isnull=False).exists()
