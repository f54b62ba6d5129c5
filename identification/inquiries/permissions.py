"""Who asks, and who answers."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts import roles
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from identification.models import Inquiry


@permission(_("Only a member of the competent authority that decides on the case may do this."))
def by_asking_authority(inquiry: "Inquiry", actor: "Actor") -> bool:
    return actor.has(roles.AUTHORITY_MEMBER) and actor.is_of(inquiry.case.authority_id)


@permission(
    _("Only a member of the competent authority may do this; the system does it when nothing is decided.")
)
def by_asking_authority_or_system(inquiry: "Inquiry", actor: "Actor") -> bool:
    return actor.is_system or by_asking_authority(inquiry, actor)
