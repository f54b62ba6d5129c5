"""What happens to stays in a shelter. Days lie before or after today, as many as each story says."""

from collections.abc import Callable
from datetime import timedelta

from accounts.actors import Actor
from accounts.enums import ServiceKind
from demo import words
from demo.stories.referrals import referred
from demo.walk import Walk, in_days
from identification.enums import Sex
from referral.enums import ReferralStatus
from shelters import actions
from shelters.enums import HOLDING, BedKind, ExitReason, PlacementStatus, RefusalReason
from shelters.models import Bed, Placement
from workflow.gate import perform

LONGER_DAYS = 21

Step = Callable[[Walk, Placement, Actor], Placement]


def stayed(
    walk: Walk, place: str, status: PlacementStatus, first: int = 0, last: int = 20, kind: str = ""
) -> None:
    """A stay in this shelter, from the first day to the last, has come as far as this state."""
    referred(walk, place, ServiceKind.ACCOMMODATION, ReferralStatus.ACCEPTED)
    fresh = Placement.of(walk.referral, pk=walk.key("stay"), kind=kind or _kind_for(walk))
    nights = {"starts": in_days(first), "ends": in_days(last)}
    walk.stay = actions.request(placement=fresh, **nights, by=walk.worker)
    for step in WAYS[status]:
        walk.stay = step(walk, walk.stay, walk.world.answering(place))


def _kind_for(walk: Walk) -> BedKind:
    if walk.case.is_child:
        return BedKind.UNACCOMPANIED_CHILDREN
    return BedKind.MEN if walk.person.sex == Sex.MALE else BedKind.WOMEN


def _free_bed(stay: Placement) -> Bed:
    taken = Placement.objects.filter(status__in=HOLDING).values("bed")
    free = Bed.objects.filter(shelter=stay.shelter, kind=stay.kind, in_use=True).exclude(pk__in=taken)
    return free.order_by("label")[0]


def reserve(walk: Walk, stay: Placement, manager: Actor) -> Placement:
    """Return the stay with a bed held for it."""
    nights = {"starts": stay.starts, "ends": stay.ends, "risk_assessed_on": in_days(-2)}
    return actions.reserve(placement=stay, bed=_free_bed(stay), **nights, by=manager)


def _admit(walk: Walk, stay: Placement, manager: Actor) -> Placement:
    return actions.admit(
        placement=stay,
        risk_assessed_on=in_days(-1),
        no_exploiter_here=True,
        care_note=words.CARE,
        guardian_or_authority_decided=True,
        by=manager,
    )


def _ask_longer(walk: Walk, stay: Placement, manager: Actor) -> Placement:
    until = stay.ends + timedelta(days=LONGER_DAYS)
    return actions.ask_extension(placement=stay, until=until, reason=words.LONGER, by=walk.worker)


def _agree_longer(walk: Walk, stay: Placement, manager: Actor) -> Placement:
    return actions.agree_extension(placement=stay, by=walk.team.supervisor)


def _ask_transfer(walk: Walk, stay: Placement, manager: Actor) -> Placement:
    return perform(stay, "ask_transfer", by=manager)


def _move_on(walk: Walk, stay: Placement, manager: Actor) -> Placement:
    return actions.move_on(placement=stay, exit_reason=ExitReason.HOME, exit_plan=True, by=manager)


def _leave(walk: Walk, stay: Placement, manager: Actor) -> Placement:
    return actions.leave(placement=stay, by=manager)


def _refuse(walk: Walk, stay: Placement, manager: Actor) -> Placement:
    return actions.refuse(placement=stay, refusal_reason=RefusalReason.NOT_FITTING, by=manager)


def _expire(walk: Walk, stay: Placement, manager: Actor) -> Placement:
    return actions.expire(placement=stay, by=Actor.system("expire_placements"))


def longer_stay_agreed(walk: Walk) -> None:
    """A longer stay was asked for and agreed to."""
    for step in (_ask_longer, _agree_longer):
        walk.stay = step(walk, walk.stay, walk.worker)


WAYS: dict[PlacementStatus, tuple[Step, ...]] = {
    PlacementStatus.REQUESTED: (),
    PlacementStatus.RESERVED: (reserve,),
    PlacementStatus.ADMITTED: (reserve, _admit),
    PlacementStatus.EXTENSION_REQUESTED: (reserve, _admit, _ask_longer),
    PlacementStatus.TRANSFER_PENDING: (reserve, _admit, _ask_transfer),
    PlacementStatus.EXITED: (reserve, _admit, _move_on),
    PlacementStatus.LEFT_VOLUNTARILY: (reserve, _admit, _leave),
    PlacementStatus.REFUSED: (_refuse,),
    PlacementStatus.EXPIRED: (reserve, _expire),
}
