"""Who is told of a stay: on commit, by mail, without a word about the person or the place."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.notifications import tell, waits
from outlet.mail import Letter
from shelters.models import Placement

ASKED_FOR = waits("bed_is_asked_for", _("A bed was asked for."))
LONGER = waits("longer_stay_is_asked_for", _("A longer stay was asked for."))
OVERDUE = waits("stays_are_overdue", _("A stay is past its last day. Nobody has to leave for it."))
NOT_SAFE = waits("roofs_are_not_safe", _("A stay may not be safe."))
STOPPED = waits("stay_was_stopped", _("A shelter could not take somebody."))


def bed_is_asked_for(placement: Placement) -> None:
    """The shelter's managers are told that a request waits."""
    _tell(placement.shelter.organisation_id, roles.SHELTER_MANAGER, ASKED_FOR)


def longer_stay_is_asked_for(placement: Placement) -> None:
    """The supervisors of the carrying organisation are told that a request waits."""
    _tell(placement.carrier_id, roles.SUPERVISOR, LONGER)


def stays_are_overdue(placements: Iterable[Placement]) -> None:
    """Each shelter's managers and each carrier's case managers are told once, however many stays it is."""
    rows = list(placements)
    for organisation_id in {row.shelter.organisation_id for row in rows}:
        _tell(organisation_id, roles.SHELTER_MANAGER, OVERDUE)
    for organisation_id in {row.carrier_id for row in rows}:
        _tell(organisation_id, roles.CASE_MANAGER, OVERDUE)


def roofs_are_not_safe(placements: Iterable[Placement]) -> None:
    """Each carrier's case managers are told once, however many stays it is; the shelters learn nothing."""
    for organisation_id in {row.carrier_id for row in placements}:
        _tell(organisation_id, roles.CASE_MANAGER, NOT_SAFE)


def stay_was_stopped(placement: Placement) -> None:
    """The carrier's case managers are told that a bed has still to be found; where, and why, is not said."""
    _tell(placement.carrier_id, roles.CASE_MANAGER, STOPPED)


def _tell(organisation_id: UUID, wanted: roles.Role, letter: Letter) -> None:
    tell(organisation_id, [wanted], letter)
