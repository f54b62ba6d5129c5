"""Who may take calls, and who may look at them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.enums import OrganisationKind
from workflow.refusal import Ground, refuse
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from hotline.models import Call


def works_for_a_hotline(actor: "Actor") -> bool:
    """Tell whether the actor may look at the calls of their own organisation."""
    is_hotline = actor.organisation is not None and actor.organisation.kind == OrganisationKind.HOTLINE
    return is_hotline and actor.reads_cases


def takes_calls(actor: "Actor") -> bool:
    """Tell whether the actor takes calls and finishes them."""
    return works_for_a_hotline(actor) and actor.has(roles.FIRST_RESPONDER, roles.CASE_MANAGER)


@permission(_("Only a first responder or case manager of the hotline that took the call may do this."))
def by_call_taker(call: "Call", actor: "Actor") -> bool:
    return takes_calls(actor) and actor.is_of(call.organisation_id)


def require_hotline(actor: "Actor") -> None:
    """Raise Refused, and remember it, for those who do not work for a hotline."""
    if not works_for_a_hotline(actor):
        sentence = _("Only those who work for a hotline may look here.")
        refuse("call.list", Ground.PERMISSION, "by_hotline", sentence, by=actor)
