"""What happens to referrals."""

from collections.abc import Callable

from accounts.actors import Actor
from accounts.enums import ServiceKind
from consent.enums import DataSet, purpose_of
from demo.clock import pass_days
from demo.walk import Walk
from referral import actions
from referral.enums import DeclineReason, ReferralOutcome, ReferralStatus, Urgency
from referral.models import Referral
from workflow.gate import perform

DATA = {
    ServiceKind.MEDICAL: (DataSet.SUMMARY, DataSet.HEALTH),
    ServiceKind.PSYCHOLOGICAL: (DataSet.SUMMARY, DataSet.HEALTH),
    ServiceKind.LEGAL_AID: (DataSet.SUMMARY, DataSet.LEGAL),
    ServiceKind.INTERPRETATION: (DataSet.SUMMARY,),
    ServiceKind.RETURN: (DataSet.SUMMARY, DataSet.IDENTITY),
}
WITH_NAME = (DataSet.SUMMARY, DataSet.IDENTITY)

Step = Callable[[Walk, Referral, Actor], Referral]


def referred(
    walk: Walk,
    place: str,
    kind: ServiceKind,
    status: ReferralStatus = ReferralStatus.ACCEPTED,
    urgency: Urgency = Urgency.DAYS,
) -> None:
    """A referral to a service of this organisation, to which the person agreed, has come as far as this state."""
    walk.agree(place, purpose_of(kind), *_data(kind))
    _referred(walk, place, kind, status, urgency)


def referred_on_a_ground(walk: Walk, place: str, kind: ServiceKind) -> None:
    """A referral that rests on a legal ground is in progress."""
    _referred(walk, place, kind, ReferralStatus.IN_PROGRESS, Urgency.TODAY)


def helped(walk: Walk) -> None:
    """The help that was last referred to is complete."""
    walk.referral = actions.complete(
        referral=walk.referral, outcome=ReferralOutcome.HELPED, by=_answerer(walk)
    )


def _answerer(walk: Walk) -> Actor:
    place = next(key for key, one in walk.world.places.items() if one == walk.referral.recipient)
    return walk.world.answering(place)


def _referred(walk: Walk, place: str, kind: ServiceKind, status: ReferralStatus, urgency: Urgency) -> None:
    walk.referral = walk.refer(place, kind, urgency, _data(kind))
    for step in WAYS[status]:
        walk.referral = step(walk, walk.referral, walk.world.answering(place))
    walk.look_again()


def _data(kind: ServiceKind) -> tuple[DataSet, ...]:
    return DATA.get(kind, WITH_NAME)


def _send(walk: Walk, referral: Referral, to: Actor) -> Referral:
    return actions.send(referral=referral, by=walk.worker)


def _receive(walk: Walk, referral: Referral, to: Actor) -> Referral:
    return perform(referral, "receive", by=to)


def _accept(walk: Walk, referral: Referral, to: Actor) -> Referral:
    return actions.accept(referral=referral, by=to)


def _start(walk: Walk, referral: Referral, to: Actor) -> Referral:
    return perform(referral, "start", by=to)


def _complete(walk: Walk, referral: Referral, to: Actor) -> Referral:
    return actions.complete(referral=referral, outcome=ReferralOutcome.HELPED, by=to)


def _miss(walk: Walk, referral: Referral, to: Actor) -> Referral:
    return actions.miss(referral=referral, by=to)


def _decline(walk: Walk, referral: Referral, to: Actor) -> Referral:
    return perform(referral, "decline", decline_reason=DeclineReason.FULL, by=to)


def _revoke(walk: Walk, referral: Referral, to: Actor) -> Referral:
    return actions.revoke(referral=referral, by=walk.worker)


def _expire(walk: Walk, referral: Referral, to: Actor) -> Referral:
    pass_days(referral, 4, "sent_at", "deadline_at", "status_since")
    return actions.expire(referral=referral, by=Actor.system("expire_referrals"))


WAYS: dict[ReferralStatus, tuple[Step, ...]] = {
    ReferralStatus.DRAFT: (),
    ReferralStatus.SENT: (_send,),
    ReferralStatus.RECEIVED: (_send, _receive),
    ReferralStatus.ACCEPTED: (_send, _accept),
    ReferralStatus.DECLINED: (_send, _receive, _decline),
    ReferralStatus.IN_PROGRESS: (_send, _accept, _start),
    ReferralStatus.COMPLETED: (_send, _receive, _accept, _start, _complete),
    ReferralStatus.NOT_ATTENDED: (_send, _accept, _miss),
    ReferralStatus.REVOKED: (_send, _revoke),
    ReferralStatus.EXPIRED: (_send, _expire),
}
