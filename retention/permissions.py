"""Who holds, who asks for an erasure, and who decides: never one person alone."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from accounts import roles
from identification.permissions import by_eraser, oversees_or_manages
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from retention.models import Erasure, LegalHold


def decides(record: Any, actor: "Actor") -> bool:
    """Tell whether a person of the carrier protects its data and carries no cases."""
    return not actor.is_system and by_eraser(record.case, actor)


@permission(_("Only who manages or oversees this case may write down a legal hold."))
def by_holder(hold: "LegalHold", actor: "Actor") -> bool:
    return oversees_or_manages(hold.case, actor)


@permission(_("Only a supervisor or data protection officer lifts a hold, not the one who wrote it down."))
def by_another_overseer(hold: "LegalHold", actor: "Actor") -> bool:
    oversees = actor.is_of(hold.case.carrier_id) and actor.has(*roles.OVERSEERS)
    return oversees and actor.user_id != hold.placed_by_id


@permission(
    _("Only a data protection officer who carries no cases decides this, not the one who wrote it down.")
)
def by_another_data_protection_officer(erasure: "Erasure", actor: "Actor") -> bool:
    return decides(erasure, actor) and actor.user_id != erasure.asked_by_id


@permission(_("Only a data protection officer who carries no cases decides this."))
def by_data_protection_officer(record: Any, actor: "Actor") -> bool:
    return decides(record, actor)
