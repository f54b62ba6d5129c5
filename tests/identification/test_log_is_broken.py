"""No step of a case or a screening happens when its event cannot be written."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.actors import Actor
from consent.enums import DataSet, Purpose
from identification import actions
from identification.clocks import actions as clocks
from identification.inquiries.actions import reply
from identification.models import Case, Inquiry, Screening
from tests.cast import Cast
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import (
    NOTHING,
    REASON,
    WRITTEN,
    consented,
    decided_case,
    new_case,
    opened_case,
    pending_case,
    presumed_case,
    recovering_case,
    referral_at,
    screened,
)
from tests.makers_deciding import ANSWER, PANEL, asked, twice_decided
from workflow.gate import perform
from workflow.steps import transitions

Act = Callable[[], object]
DECISION = {"grounds": WRITTEN, "appeal_told": True}


def nothing_found(cast: Cast) -> Case:
    case = opened_case(cast.nora)
    screened(case, cast.nora, NOTHING)
    return case


def pointing(cast: Cast) -> Case:
    case = opened_case(cast.nora)
    screened(case, cast.nora)
    return case


def asking(cast: Cast) -> Screening:
    new = Screening(case=opened_case(cast.nora), profile="adult_labour", screened_by=cast.nora.user)
    return actions.answer(screening=perform(new, "begin", by=cast.nora), answers=NOTHING, by=cast.nora)


def agreeing_to_the_authority(cast: Cast) -> Act:
    case, authority = presumed_case(cast.nora), cast.ada.organisation
    assert authority
    consented(case, cast.nora, authority, Purpose.IDENTIFICATION, [DataSet.IDENTITY])
    return lambda: actions.request_identification(case=case, authority=authority, by=cast.nora)


def appealed(cast: Cast) -> Case:
    return perform(decided_case(cast, yes=False), "appeal", by=cast.nora)


def followed_up(cast: Cast) -> Case:
    return perform(presumed_case(cast.nora), "follow_up", safety_plan=True, by=cast.nora)


def agreeing_anew(cast: Cast) -> Case:
    case = perform(followed_up(cast), "close", closing_reason="wish", by=cast.dana)
    consented(case, cast.nora, None, Purpose.SERVICES, [DataSet.SUMMARY])
    return case


def handing_over(cast: Cast) -> Act:
    case, lead = presumed_case(cast.odile), cast.nora.organisation
    assert lead
    consented(case, cast.odile, lead, Purpose.SHARING, [DataSet.IDENTITY])
    return lambda: actions.hand_over(case=case, carrier=lead, by=cast.nora)


def _step(
    make: Callable[[Cast], Case], name: str, who: str = "nora", **entered: object
) -> Callable[[Cast], Act]:
    def prepare(cast: Cast) -> Act:
        record, by = make(cast), getattr(cast, who)
        return lambda: perform(record, name, by=by, **entered)

    return prepare


def _action(make: Callable[[Cast], Case], action: Callable, who: str = "nora", **entered: object):
    def prepare(cast: Cast) -> Act:
        case, by = make(cast), getattr(cast, who)
        return lambda: action(case=case, by=by, **entered)

    return prepare


def two_cases(cast: Cast) -> tuple[Case, Case]:
    return presumed_case(cast.nora), opened_case(cast.nora)


def merged(cast: Cast) -> Case:
    older, younger = two_cases(cast)
    return actions.merge(case=younger, into=older, by=cast.nora)


def _opened(cast: Cast) -> Case:
    return opened_case(cast.nora)


def _presumed(cast: Cast) -> Case:
    return presumed_case(cast.nora)


def _recovering(cast: Cast) -> Case:
    return recovering_case(cast.nora)


def _warning(cast: Cast) -> Act:
    case = _recovering(cast)

    def act() -> Case:
        with time_machine.travel(timezone.now() + timedelta(days=25), tick=False):
            return clocks.warn(case=case, by=Actor.system("warn_recovery"))

    return act


def _refused(cast: Cast) -> Case:
    return decided_case(cast, yes=False)


def _by_a_panel(cast: Cast) -> Case:
    return pending_case(cast, jurisdiction=PANEL)


def _no_grounds(cast: Cast) -> Case:
    case = actions.refuse_identification(case=twice_decided(cast), **DECISION, by=cast.ada)
    return perform(case, "appeal", by=cast.nora)


def _asked(cast: Cast) -> Case:
    return perform(nothing_found(cast), "ask_not_indicated", by=cast.nora)


def _sheltered(cast: Cast) -> Case:
    return referral_at("accepted", cast).case


ACTS: dict[str, Callable[[Cast], Act]] = {
    "open": lambda cast: lambda: actions.open_case(case=new_case(cast.nora), pseudonym="Robin", by=cast.nora),
    "record_identity": _action(_opened, actions.record_identity, full_name="Someone"),
    "begin": lambda cast: _begin(cast, _opened(cast)),
    "answer": lambda cast: _answer(cast, asking(cast)),
    "complete": lambda cast: _complete(cast, asking(cast)),
    "weigh_anew": lambda cast: _weigh_anew(cast, screened(_opened(cast), cast.nora)),
    "correct_facts": _action(
        _sheltered, actions.correct_facts, age_band="child", sex="female", language="fa"
    ),
    "ask_safety_again": _step(_opened, "ask_safety_again", in_danger="yes", injured="no", controlled="no"),
    "presume": _step(pointing, "presume"),
    "override_upward": _step(nothing_found, "override_upward", reason=REASON),
    "ask_not_indicated": _step(nothing_found, "ask_not_indicated"),
    "agree_not_indicated": _step(_asked, "agree_not_indicated", "dana"),
    "start_recovery": _step(_presumed, "start_recovery"),
    "extend_recovery": _step(_recovering, "extend_recovery"),
    "warn_recovery": lambda cast: _warning(cast),
    "request_identification": agreeing_to_the_authority,
    "halt_identification": _action(pending_case, actions.halt_identification),
    "identify": _action(pending_case, actions.identify, "ada", **DECISION),
    "refuse_identification": _action(pending_case, actions.refuse_identification, "ada", **DECISION),
    "vote": _action(_by_a_panel, actions.vote, "ada", outcome="yes", grounds=WRITTEN),
    "find_grounds": _action(twice_decided, actions.find_grounds, "ada", **DECISION),
    "find_grounds_on_appeal": _action(_no_grounds, actions.find_grounds_on_appeal, "aldo", **DECISION),
    "wait_for_answer": lambda cast: _asking(twice_decided(cast), cast),
    "go_on": lambda cast: _answering(asked(twice_decided(cast), cast), cast),
    "appeal": _action(_refused, actions.appeal),
    "grant_appeal": _action(appealed, actions.grant_appeal, "aldo", **DECISION),
    "dismiss_appeal": _action(appealed, actions.dismiss_appeal, "aldo", **DECISION),
    "follow_up": _step(_presumed, "follow_up", safety_plan=True),
    "close": _step(followed_up, "close", "dana", closing_reason="wish"),
    "reopen": _step(agreeing_anew, "reopen"),
    "decline": _action(lambda cast: referral_at("in_progress", cast).case, actions.decline, can_decide="yes"),
    "forget": _action(lambda cast: referral_at("in_progress", cast).case, actions.forget, "dov"),
    "hand_over": handing_over,
    "merge": lambda cast: _merging(*two_cases(cast), cast),
    "undo_merge": lambda cast: _undoing(merged(cast), cast),
}


def _asking(case: Case, cast: Cast) -> Act:
    return lambda: asked(case, cast)


def _answering(inquiry: Inquiry, cast: Cast) -> Act:
    return lambda: reply(inquiry=inquiry, answer=ANSWER, by=cast.nora)


def _merging(older: Case, younger: Case, cast: Cast) -> Act:
    return lambda: actions.merge(case=younger, into=older, by=cast.nora)


def _undoing(case: Case, cast: Cast) -> Act:
    return lambda: actions.undo_merge(case=case, by=cast.nora)


def _begin(cast: Cast, case: Case) -> Act:
    def act() -> Screening:
        new = Screening(case=case, profile="adult_labour", screened_by=cast.nora.user)
        return perform(new, "begin", by=cast.nora)

    return act


def _answer(cast: Cast, screening: Screening) -> Act:
    return lambda: actions.answer(screening=screening, answers={"EX01": "yes"}, by=cast.nora)


def _weigh_anew(cast: Cast, screening: Screening) -> Act:
    return lambda: perform(screening, "weigh_anew", by=cast.nora)


def _complete(cast: Cast, screening: Screening) -> Act:
    return lambda: perform(screening, "complete", note="A note.", by=cast.nora)


@pytest.mark.parametrize("name", ACTS)
def test_nothing_happens_without_its_event(cast: Cast, name: str) -> None:
    changes_nothing_without_the_log(ACTS[name](cast))


def test_every_step_has_its_twin() -> None:
    named = {one.name for model in (Case, Screening) for one in transitions(model)}
    assert named == set(ACTS)
