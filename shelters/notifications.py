"""Who is told of a stay: on commit, by mail, without a word about the person or the place."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import roles
from accounts.notifications import tell
from shelters.models import Placement


def bed_is_asked_for(placement: Placement) -> None:
    """The shelter's managers are told that a request waits."""
    _tell(placement.shelter.organisation_id, roles.SHELTER_MANAGER, _("A bed was asked for."))


def longer_stay_is_asked_for(placement: Placement) -> None:
    """The supervisors of the carrying organisation are told that a request waits."""
    _tell(placement.carrier_id, roles.SUPERVISOR, _("A longer stay was asked for."))


def stays_are_overdue(placements: Iterable[Placement]) -> None:
    """Each shelter's managers and each carrier's case managers are told once, however many stays it is."""
    rows = list(placements)
    for organisation_id in {row.shelter.organisation_id for row in rows}:
        _tell(
            organisation_id,
            roles.SHELTER_MANAGER,
            _("A stay is past its last day. Nobody has to leave for it."),
        )
    for organisation_id in {row.carrier_id for row in rows}:
        _tell(
            organisation_id, roles.CASE_MANAGER, _("A stay is past its last day. Nobody has to leave for it.")
        )


def roofs_are_not_safe(placements: Iterable[Placement]) -> None:
    """Each carrier's case managers are told once, however many stays it is; the shelters learn nothing."""
    for organisation_id in {row.carrier_id for row in placements}:
        _tell(organisation_id, roles.CASE_MANAGER, _("A stay may not be safe."))


def stay_was_stopped(placement: Placement) -> None:
    """The carrier's case managers are told that a bed has still to be found; where, and why, is not said."""
    _tell(placement.carrier_id, roles.CASE_MANAGER, _("A shelter could not take somebody."))


def _tell(organisation_id: UUID, wanted: roles.Role, what: str) -> None:
    look = _("Please sign in and look at what waits for you today.")
    tell(organisation_id, [wanted], _("Something waits for you in Safe Passage"), f"{what} {look}")
