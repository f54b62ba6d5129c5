"""Who holds, who asks for an erasure, and who decides: never one person alone."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from accounts import roles
from identification.permissions import by_eraser
from workflow.rules import permission

if TYPE_CHECKING:
    from accounts.actors import Actor
    from retention.models import Erasure, LegalHold

# Whoever meets the person may hear the wish, and then writes it down.
MAY_HEAR = tuple(one for one in roles.ALL.values() if one not in (roles.OBSERVER, roles.ANALYST))


def may_hold(record: Any, actor: "Actor") -> bool:
    """Tell whether the actor manages or oversees the case for the organisation that carries it."""
    return actor.is_of(record.case.carrier_id) and actor.has(roles.CASE_MANAGER, *roles.OVERSEERS)


def decides(record: Any, actor: "Actor") -> bool:
    """Tell whether a person of the carrier protects its data and carries no cases."""
    return not actor.is_system and by_eraser(record.case, actor)


@permission(_("Only who manages or oversees this case may write down a legal hold."))
def by_holder(hold: "LegalHold", actor: "Actor") -> bool:
    return may_hold(hold, actor)


@permission(_("Only a supervisor or data protection officer lifts a hold, not the one who wrote it down."))
def by_another_overseer(hold: "LegalHold", actor: "Actor") -> bool:
    oversees = actor.is_of(hold.case.carrier_id) and actor.has(*roles.OVERSEERS)
    return oversees and actor.user_id != hold.placed_by_id


@permission(_("Only somebody who works with the person may write down this wish."))
def by_who_hears_the_person(erasure: "Erasure", actor: "Actor") -> bool:
    return actor.has(*MAY_HEAR) and erasure.case.is_visible_to(actor)


@permission(
    _("Only a data protection officer who carries no cases decides this, not the one who wrote it down.")
)
def by_another_data_protection_officer(erasure: "Erasure", actor: "Actor") -> bool:
    return decides(erasure, actor) and actor.user_id != erasure.asked_by_id


@permission(_("Only a data protection officer who carries no cases decides this."))
def by_data_protection_officer(record: Any, actor: "Actor") -> bool:
    return decides(record, actor)
