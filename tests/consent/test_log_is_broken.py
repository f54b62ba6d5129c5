"""No step of a consent happens when its event cannot be written."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.actors import Actor
from consent import actions
from consent.enums import DataSet, Purpose
from consent.models import Consent
from consent.talks import actions as talks
from identification.enums import AgeBand
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.consent.talks import POINTS, drafts, ground, informed, proposed, signed, talk_of
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import pending_case, presumed_case, referral_at
from workflow.gate import perform
from workflow.steps import transitions

Act = Callable[[], object]


def asking(cast: Cast) -> Act:
    case, to = presumed_case(cast.nora), cast.sami.organisation
    asked = {"purpose": Purpose.SHARING, "recipient": to, "data": DataSet.values}
    return lambda: actions.prepare(case=case, by=cast.nora, **asked)  # type: ignore[arg-type]


def explaining(cast: Cast) -> Act:
    rows = drafts(cast)
    told = {"points": POINTS, "language": "prs", "interpreter": "Somebody"}
    return lambda: actions.inform(consents=rows, by=cast.nora, **told)  # type: ignore[arg-type]


def giving(cast: Cast) -> Act:
    consent = signed(cast)
    return lambda: actions.give(consent=consent, by=cast.nora)


def answering(cast: Cast) -> Act:
    consent = informed(cast)
    none = {"agreed": [], "child_agrees": False, "guardian_agrees": False}
    return lambda: actions.record_answers(consents=[consent], by=cast.nora, **none)  # type: ignore[arg-type]


def replacing(cast: Cast) -> Act:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    newer = signed(cast, referral.case)
    return lambda: actions.give(consent=newer, by=cast.nora)


def taking_back(cast: Cast) -> Act:
    consent = referral_at(ReferralStatus.IN_PROGRESS, cast).case.consents.first()
    return lambda: actions.withdraw(consent=consent, by=cast.nora)


def taking_back_identification(cast: Cast) -> Act:
    consent = pending_case(cast).consents.get()
    return lambda: actions.withdraw(consent=consent, by=cast.nora)


def expiring(cast: Cast) -> Act:
    consent = referral_at(ReferralStatus.ACCEPTED, cast).case.consents.first()

    def act() -> Consent:
        with time_machine.travel(timezone.now() + timedelta(days=400)):
            return actions.expire(consent=consent, by=Actor.system("expire_consents"))

    return act


def lapsing(cast: Cast) -> Act:
    case = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    consent = referral_at(ReferralStatus.ACCEPTED, cast, case=case).case.consents.first()
    return lambda: actions.lapse(consent=consent, by=Actor.system("age_corrected"))


def proposing(cast: Cast) -> Act:
    case = presumed_case(cast.nora)
    return lambda: proposed(cast, case)


def approving(cast: Cast) -> Act:
    consent = proposed(cast)
    return lambda: perform(consent, "approve_ground", by=cast.dov)


def ending(cast: Cast) -> Act:
    consent = ground(cast)
    return lambda: actions.end_ground(consent=consent, by=cast.dov)


def saying_never(cast: Cast) -> Act:
    case = referral_at(ReferralStatus.ACCEPTED, cast).case
    return lambda: actions.refuse_police(case=case, by=cast.nora)


def in_a_talk(name: str, **entered: Any) -> Callable[[Cast], Act]:
    """A talk in which the person can decide, all is explained, and nothing is answered."""

    def make(cast: Cast) -> Act:
        held = talk_of(informed(cast))
        return lambda: getattr(talks, name)(talk=held, by=cast.nora, **entered)

    return make


SAID = {"way": "spoken", "witness": "Wanda Witness"}
NO = {"agreed": [], "recipients": [], "child_agrees": False, "guardian_agrees": False}


def waiting_too_long(cast: Cast) -> Act:
    consent = proposed(cast)

    def act() -> Consent:
        with time_machine.travel(timezone.now() + timedelta(days=8)):
            return actions.lapse_proposal(consent=consent, by=Actor.system("expire_consents"))

    return act


def telling(cast: Cast) -> Act:
    consent = ground(cast)
    return lambda: perform(consent, "tell_person", by=cast.dov)


ACTS = {
    "speak": in_a_talk("speak", language="ru", interpreter="Another"),
    "note_capacity": in_a_talk("note_capacity", capacity="supported", note="Slowly", ask_again_on=None),
    "explain": in_a_talk("explain", point="help"),
    "sign": in_a_talk("sign", **SAID),
    "answer": in_a_talk("answer", **{**NO, **SAID}),
    "draft": asking,
    "inform": explaining,
    "give": giving,
    "refuse": answering,
    "supersede": replacing,
    "refuse_unasked": saying_never,
    "withdraw": taking_back,
    "withdraw identification": taking_back_identification,
    "expire": expiring,
    "lapse": lapsing,
    "propose_ground": proposing,
    "approve_ground": approving,
    "end_ground": ending,
    "lapse_proposal": waiting_too_long,
    "tell_person": telling,
}


@pytest.mark.parametrize("name", ACTS)
def test_nothing_happens_without_its_event(cast: Cast, name: str) -> None:
    changes_nothing_without_the_log(ACTS[name](cast))


def test_every_step_has_its_twin() -> None:
    assert {one.name for one in transitions(Consent)} <= set(ACTS)
