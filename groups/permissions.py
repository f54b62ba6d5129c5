"""Who may begin a group and add people to it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts import roles
from workflow.refusal import Ground, refuse

if TYPE_CHECKING:
    from accounts.actors import Actor
    from groups.models import Group


def adds(group: "Group", actor: "Actor") -> bool:
    """Tell whether the actor may add people to this group."""
    return actor.is_of(group.organisation_id) and actor.has(roles.FIRST_RESPONDER, roles.CASE_MANAGER)


def require_adder(group: "Group", actor: "Actor") -> None:
    """Raise Refused, and remember it, for those who may add nobody."""
    if not adds(group, actor):
        sentence = _(
            "Only a first responder or case manager of the organisation that met the group may do this."
        )
        refuse("group.add", Ground.PERMISSION, "by_responder", sentence, by=actor, target=group.pk)
