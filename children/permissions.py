"""Who may write in the child track. Who meets a child first must be able to tell, and to write who acts."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from identification.permissions import by_screener
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor


@permission(
    _("Only those who work on this case for the organisation that carries it, or the system, do this.")
)
def by_screener_or_system(record: Any, actor: "Actor") -> bool:
    return actor.is_system or by_screener(record, actor)
