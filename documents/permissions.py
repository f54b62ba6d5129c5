"""Who may add, check and take away documents. Looking is a matter of what one sees of the case."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts import roles
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from documents.models import Document


@permission(
    _("Only a first responder or case manager of the organisation that carries the case may do this.")
)
def by_keeper(document: "Document", actor: "Actor") -> bool:
    keeps = actor.has(roles.FIRST_RESPONDER, roles.CASE_MANAGER)
    return keeps and actor.is_of(document.case.carrier_id)


@permission(_("Only those who keep the documents of this case, or the system, may have one checked."))
def by_keeper_or_system(document: "Document", actor: "Actor") -> bool:
    return actor.is_system or by_keeper(document, actor)


@permission(_("Only the virus scanner says this."))
def by_scanner(document: "Document", actor: "Actor") -> bool:
    return actor.is_system
