"""No step of a referral happens when its event cannot be written."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from accounts.actors import Actor
from accounts.enums import ServiceKind
from referral import actions
from referral.enums import ReferralOutcome
from referral.models import Referral
from tests.cast import Cast
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import consented, drafted, presumed_case, referral_at, service_of
from workflow.gate import perform
from workflow.steps import transitions

Act = Callable[[], object]


def writing(cast: Cast) -> Act:
    case = presumed_case(cast.nora)
    return lambda: drafted(case, cast.nora, cast.sami)


def expiring(cast: Cast) -> Act:
    referral = referral_at("sent", cast)

    def act() -> Referral:
        with time_machine.travel(referral.deadline_at):
            return actions.expire(referral=referral, by=Actor.system("expire_referrals"))

    return act


def passing_on(cast: Cast) -> Act:
    case = presumed_case(cast.odile)
    consented(case, cast.odile, cast.nora.organisation)
    draft = drafted(case, cast.odile, cast.nora, ServiceKind.CASE_MANAGEMENT)
    sent = actions.send(referral=draft, by=cast.odile)
    return lambda: actions.accept(referral=sent, by=cast.nora)


def pausing(cast: Cast) -> Act:
    service = service_of(cast.sami.organisation)
    return lambda: actions.set_service_active(service=service, is_active=False, by=cast.sami)


def at(status: str, act: Callable[[Referral, Cast], object]) -> Callable[[Cast], Act]:
    def prepare(cast: Cast) -> Act:
        referral = referral_at(status, cast)
        return lambda: act(referral, cast)

    return prepare


HELPED = ReferralOutcome.HELPED
REWRITTEN: dict[str, Any] = {"data_sets": ["summary"], "urgency": "planned", "note": "A lift."}
ACTS: dict[str, Callable[[Cast], Act]] = {
    "draft": writing,
    "send": at("draft", lambda one, cast: actions.send(referral=one, by=cast.nora)),
    "rewrite": at("draft", lambda one, cast: perform(one, "rewrite", by=cast.nora, **REWRITTEN)),
    "discard": at("draft", lambda one, cast: perform(one, "discard", by=cast.nora)),
    "receive": at("sent", lambda one, cast: perform(one, "receive", by=cast.sami)),
    "accept": at("received", lambda one, cast: actions.accept(referral=one, by=cast.sami)),
    "accept a case": passing_on,
    "decline": at("sent", lambda one, cast: perform(one, "decline", decline_reason="full", by=cast.sami)),
    "start": at("accepted", lambda one, cast: perform(one, "start", by=cast.sami)),
    "complete": at(
        "in_progress", lambda one, cast: actions.complete(referral=one, outcome=HELPED, by=cast.sami)
    ),
    "miss": at("accepted", lambda one, cast: actions.miss(referral=one, by=cast.sami)),
    "revoke": at("in_progress", lambda one, cast: actions.revoke(referral=one, by=cast.nora)),
    "expire": expiring,
    "pause a service": pausing,
}


@pytest.mark.parametrize("name", ACTS)
def test_nothing_happens_without_its_event(cast: Cast, name: str) -> None:
    changes_nothing_without_the_log(ACTS[name](cast))


def test_every_step_has_its_twin() -> None:
    assert {one.name for one in transitions(Referral)} <= set(ACTS)
