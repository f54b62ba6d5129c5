"""Stays in every state, reached by walking the real workflow."""

from datetime import date, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from accounts.actors import Actor
from identification.models import Case
from referral.enums import ReferralStatus
from referral.models import Referral
from shelters import actions
from shelters.enums import BedKind, ExitReason, PlacementStatus, RefusalReason
from shelters.models import Bed, Placement, Shelter
from tests.cast import FOUNDER, Cast
from tests.kept import kept
from tests.makers import referral_at
from tests.makers_children import well_placed
from workflow.gate import perform

BEDS = (
    ("1a", BedKind.WOMEN, False),
    ("1b", BedKind.WOMEN, True),
    ("2a", BedKind.MEN, False),
    ("3a", BedKind.FAMILIES, False),
    ("4a", BedKind.UNACCOMPANIED_CHILDREN, False),
)
CARE = "Allergic to penicillin; call the night doctor."
WHY = "The flat promised for next week is not ready."
CLOCK = Actor.system("expire_placements")


def today() -> date:
    """Return the day it is."""
    return timezone.localdate()


def in_days(days: int) -> date:
    """Return the day that many days from today."""
    return today() + timedelta(days=days)


@kept
def shelter_of(actor: Actor) -> Shelter:
    """Return the shelter of this actor's organisation, with one bed of each kind and an accessible one."""
    if known := Shelter.objects.filter(organisation=actor.organisation_id).first():
        return known
    assert actor.organisation
    shelter = actions.open_shelter(organisation=actor.organisation, kinds=BedKind.values, by=FOUNDER)
    for label, kind, accessible in BEDS:
        actions.add_bed(shelter=shelter, label=label, kind=kind, accessible=accessible, by=FOUNDER)
    return shelter


def bed(placement: Placement, label: str = "1a") -> Bed:
    """Return a bed of the shelter of this stay."""
    return Bed.objects.get(shelter=placement.shelter_id, label=label)


@kept
def new_placement(
    cast: Cast,
    *,
    case: Case | None = None,
    to: Actor | None = None,
    referral: Referral | None = None,
    **given: Any,
) -> Placement:
    """Return a stay that exists in memory only, on an accepted referral."""
    to = to or cast.sami
    shelter_of(to)
    referral = referral or referral_at(ReferralStatus.ACCEPTED, cast, case=case, to=to)
    return Placement.of(referral, **{"kind": BedKind.WOMEN, **given})


def nights(starts: int = 0, ends: int = 14) -> dict[str, Any]:
    """Return the entries of a stay from and to so many days from today."""
    return {"starts": in_days(starts), "ends": in_days(ends)}


def reserving(placement: Placement, label: str = "1a", **given: Any) -> dict[str, Any]:
    """Return what is entered to reserve a bed."""
    return {"bed": bed(placement, label), **nights(), "risk_assessed_on": today(), **given}


def admitting(**given: Any) -> dict[str, Any]:
    """Return what is entered to admit a person."""
    sure = {"no_exploiter_here": True, "guardian_or_authority_decided": True}
    return {"risk_assessed_on": today(), "care_note": CARE, **sure, **given}


def longer(days: int = 30, reason: str = WHY) -> dict[str, Any]:
    """Return what is entered to ask for a longer stay."""
    return {"until": in_days(days), "reason": reason}


@kept
def requested(cast: Cast, **given: Any) -> Placement:
    """Return a stay that Nora asked for."""
    placement = new_placement(cast, **given)
    return actions.request(placement=placement, **nights(), by=cast.nora)


@kept
def reserved(cast: Cast, label: str = "1a", **given: Any) -> Placement:
    """Return a stay with a bed, by default one of Sami's; of a child, it is noted to be in their best interests."""
    placement = requested(cast, **given)
    well_placed(placement.case, cast.nora)
    manager = given.get("to", cast.sami)
    return actions.reserve(placement=placement, **reserving(placement, label), by=manager)


@kept
def admitted(cast: Cast, label: str = "1a", **given: Any) -> Placement:
    """Return the stay of a person who lives in a shelter, by default Sami's."""
    placement, manager = reserved(cast, label, **given), given.get("to", cast.sami)
    return actions.admit(placement=placement, **admitting(), by=manager)


def _extension_requested(cast: Cast, label: str) -> Placement:
    return actions.ask_extension(placement=admitted(cast, label), **longer(), by=cast.nora)


def _transfer_pending(cast: Cast, label: str) -> Placement:
    return perform(admitted(cast, label), "ask_transfer", by=cast.sami)


def _exited(cast: Cast, label: str) -> Placement:
    given: dict[str, Any] = {"exit_reason": ExitReason.HOME, "exit_plan": True}
    return actions.move_on(placement=admitted(cast, label), **given, by=cast.sami)


def _left(cast: Cast, label: str) -> Placement:
    return actions.leave(placement=admitted(cast, label), by=cast.nora)


def _refused(cast: Cast, label: str) -> Placement:
    return actions.refuse(placement=requested(cast), refusal_reason=RefusalReason.FULL, by=cast.sami)


def _expired(cast: Cast, label: str) -> Placement:
    placement = reserved(cast, label)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        return actions.expire(placement=placement, by=CLOCK)


WAYS = {
    PlacementStatus.REQUESTED: lambda cast, label: requested(cast),
    PlacementStatus.RESERVED: reserved,
    PlacementStatus.ADMITTED: admitted,
    PlacementStatus.EXTENSION_REQUESTED: _extension_requested,
    PlacementStatus.TRANSFER_PENDING: _transfer_pending,
    PlacementStatus.EXITED: _exited,
    PlacementStatus.LEFT_VOLUNTARILY: _left,
    PlacementStatus.REFUSED: _refused,
    PlacementStatus.EXPIRED: _expired,
}


@kept
def placement_at(status: str, cast: Cast, label: str = "1a") -> Placement:
    """Return a stay of a woman in Sami's shelter, carried by Nora, in this state."""
    placement = WAYS[PlacementStatus(status)](cast, label)
    assert placement.status == status
    return placement
