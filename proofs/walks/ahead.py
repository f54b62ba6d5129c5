"""Takes a new case far ahead by the straight way, so that random steps begin in every corner of the workflows."""

from contextlib import suppress
from typing import Any

from accounts.actors import Actor
from accounts.enums import ServiceKind
from identification.actions import (
    dismiss_appeal,
    find_grounds,
    identify,
    refuse_identification,
    request_identification,
    vote,
)
from identification.models import Case
from proofs.walks.world import World
from referral.actions import send
from referral.enums import ReferralStatus
from repatriation.enums import ReturnStatus
from shelters import actions as stays
from shelters.enums import BedKind
from shelters.models import Placement
from tests.cast import Cast
from tests.makers import NOTHING, WRITTEN, consented, drafted, referral_at, screened
from tests.makers_children import guarded, well_placed
from tests.makers_deciding import PANEL
from tests.makers_legal_aid import matter_at
from tests.makers_repatriation import return_at
from tests.makers_shelters import nights
from workflow.gate import perform
from workflow.refusal import Refused

REFERRALS = ["sent", "received", "accepted", "in_progress"]
RETURNS = [one for one in ReturnStatus.values if one not in ("new", "completed")]
MATTERS = ["opened", "assigned", "active", "decided", "halted"]
DECIDED: dict[str, Any] = {"grounds": WRITTEN, "appeal_told": True}
WAYS = (
    "nothing is found",
    "closed",
    "decision",
    "decision",
    "decision",
    "appeal",
    "appeal",
    "referral",
    "stay",
    "stay",
    "return",
    "return",
    "return",
    "matter",
)


def go_ahead(world: World, case: Case, opener: Actor) -> object:
    """Return what the case has got by one of the straight ways, up to a random point; for a child somebody acts."""
    guarded(case, opener)
    way, cast = world.anyone_of(*WAYS), world.cast
    if case.jurisdiction == PANEL:  # one of three countries: what only happens there would be rare
        way = world.anyone_of(way, "decision")
    screened(case, opener, NOTHING if way == WAYS[0] else None)
    if way == WAYS[0]:
        return case
    case = perform(case, "presume", by=opener)
    if opener is not cast.nora:
        return _passed_on(case, opener, cast)
    if way == "closed":
        return _closed(case, cast)
    if way == "decision":
        return _decision(world, case)
    if way == "appeal":
        return _appeal(world, case)
    if way == "referral":
        return referral_at(world.anyone_of(*REFERRALS), cast, case=case)
    if way == "stay":
        return _stay(case, cast)
    if way == "return":
        return return_at(world.anyone_of(*RETURNS), cast, case=case)
    if world.anyone_of(True, False):
        consented(case, cast.nora, cast.lena.organisation, "police", ["legal"])
    return matter_at(world.anyone_of(*MATTERS), cast, case=case)


def _passed_on(case: Case, opener: Actor, cast: Cast) -> object:
    """A first responder offers the case to a case manager, who has yet to take it."""
    consented(case, opener, cast.nora.organisation)
    return send(referral=drafted(case, opener, cast.nora, ServiceKind.CASE_MANAGEMENT), by=opener)


def _closed(case: Case, cast: Cast) -> Case:
    case = perform(case, "follow_up", safety_plan=True, by=cast.nora)
    return perform(case, "close", closing_reason="integrated", by=cast.dana)


def _decision(world: World, case: Case) -> Case:
    """Where several decide, none of them to all of them have voted, not always alike; then somebody tries to decide."""
    case = _asked(world.cast, case)
    voters = world.dice.sample(world.judges, world.anyone_of(0, 2, 3, 3, 3)) if case.has_panel else []
    for one in voters:
        case = vote(case=case, outcome=world.anyone_of("yes", "no"), grounds=WRITTEN, by=one)
    decide = world.anyone_of(find_grounds if case.stage else identify, refuse_identification)
    with suppress(Refused):
        case = decide(case=case, by=world.dice.choice(voters or world.judges), **DECIDED)
    return case


def _appeal(world: World, case: Case) -> Case:
    """One member said no, the person appealed; then somebody tries to hear the appeal."""
    case = _asked(world.cast, case)
    if case.has_panel:
        return case
    decider, other = world.dice.sample(world.judges, 2)
    case = refuse_identification(case=case, by=decider, **DECIDED)
    case = perform(case, "appeal", by=world.cast.nora)
    with suppress(Refused):
        case = dismiss_appeal(case=case, by=world.anyone_of(decider, other), **DECIDED)
    return case


def _asked(cast: Cast, case: Case) -> Case:
    """The authority was asked, as the person agreed."""
    authority = cast.ada.organisation
    assert authority
    consented(case, cast.nora, authority, "identification", ["identity"])
    return request_identification(case=case, authority=authority, by=cast.nora)


def _stay(case: Case, cast: Cast) -> Placement:
    kind = ServiceKind.ACCOMMODATION
    referral = referral_at(ReferralStatus.ACCEPTED, cast, case=case, kind=kind)
    well_placed(case, cast.nora)
    fits = BedKind.UNACCOMPANIED_CHILDREN if case.is_child else BedKind.FAMILIES
    return stays.request(placement=Placement.of(referral, kind=fits), by=cast.nora, **nights())
