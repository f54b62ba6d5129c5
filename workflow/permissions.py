"""Who may do what in every workflow alike."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor


@permission(_("Only the system does this, in time or when something else has changed."))
def by_the_clock(record: object, actor: "Actor") -> bool:
    return actor.is_system
