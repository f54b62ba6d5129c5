"""Who may do what with a legal matter. The carrier of the case may look, and changes nothing."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts import roles
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from legal_aid.models import Matter


@permission(_("Only a legal counsel of the organisation that has this matter may do this."))
def by_counsel(matter: "Matter", actor: "Actor") -> bool:
    return actor.has(roles.LEGAL_COUNSEL) and actor.is_of(matter.organisation_id)


@permission(_("Only a legal counsel of the organisation that has this matter may halt it."))
def by_counsel_or_system(matter: "Matter", actor: "Actor") -> bool:
    """The system halts a matter when the person takes consent back or declines everything."""
    return actor.is_system or by_counsel(matter, actor)
