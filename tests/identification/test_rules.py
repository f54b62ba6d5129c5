"""Each rule of a case and a screening lets through and refuses."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from accounts import roles
from accounts.actions import add_member
from accounts.actors import Actor
from accounts.enums import ServiceKind
from consent.enums import DataSet, Purpose
from identification import actions
from identification.deciding.grounds import Grounds
from identification.enums import AgeBand, CaseStatus, Profile, YesNo
from identification.models import Case, Inquiry, Screening
from identification.rules import is_said
from tests.cast import FOUNDER, Cast
from tests.helpers import codes
from tests.makers import (
    NOTHING,
    POINTING,
    REASON,
    WRITTEN,
    consented,
    decided_case,
    drafted,
    new_case,
    opened_case,
    pending_case,
    presumed_case,
    screened,
)
from workflow.gate import perform

CHILDREN = (AgeBand.CHILD, AgeBand.UNKNOWN)


def begun(case: Case, by: Actor, profile: str = Profile.ADULT_LABOUR) -> Screening:
    return perform(Screening(case=case, profile=profile, screened_by=by.user), "begin", by=by)


@pytest.mark.parametrize("question", ["in_danger", "injured", "controlled"])
def test_safety_questions_are_answered(cast: Cast, question: str) -> None:
    assert codes(new_case(cast.nora, **{question: YesNo.UNKNOWN}), "open", cast.nora) == []
    for wrong in ("", "perhaps"):
        refused = codes(new_case(cast.nora, **{question: wrong}), "open", cast.nora)
        assert refused == ["safety_questions_are_answered"]


def test_screening_points_to_presumed(cast: Cast) -> None:
    case = opened_case(cast.nora)
    assert codes(case, "presume", cast.nora) == ["screening_points_to_presumed"]
    screened(case, cast.nora, NOTHING)
    assert codes(case, "presume", cast.nora) == ["screening_points_to_presumed"]
    screened(case, cast.nora, POINTING)
    assert codes(case, "presume", cast.nora) == []


def test_an_open_screening_points_to_nothing(cast: Cast) -> None:
    case = opened_case(cast.nora)
    actions.answer(screening=begun(case, cast.nora), answers=POINTING, by=cast.nora)
    assert codes(case, "presume", cast.nora) == ["screening_points_to_presumed"]


def test_override_needs_a_reason_and_nothing_else(cast: Cast) -> None:
    case = opened_case(cast.nora)
    assert codes(case, "override_upward", cast.nora, reason=REASON) == []
    for short in ("", "too short", " " * 30):
        assert codes(case, "override_upward", cast.nora, reason=short) == ["reason_is_given"]


def test_not_indicated_needs_every_element_asked(cast: Cast) -> None:
    case = opened_case(cast.nora)
    assert codes(case, "ask_not_indicated", cast.nora) == ["every_element_is_asked"]
    screened(case, cast.nora, {"EX01": "no"})
    assert codes(case, "ask_not_indicated", cast.nora) == ["every_element_is_asked"]
    screened(case, cast.nora, {**NOTHING, "VD01": "not_asked"})
    assert codes(case, "ask_not_indicated", cast.nora) == ["every_element_is_asked"]
    screened(case, cast.nora, {**NOTHING, "VD01": "refused"})
    assert codes(case, "ask_not_indicated", cast.nora) == []


def test_not_indicated_needs_screenings_that_do_not_point(cast: Cast) -> None:
    case = opened_case(cast.nora)
    screened(case, cast.nora, POINTING)
    screened(case, cast.nora, NOTHING)
    assert codes(case, "ask_not_indicated", cast.nora) == ["no_screening_points_to_presumed"]


@pytest.mark.parametrize("age", CHILDREN)
def test_not_indicated_is_never_for_a_child(cast: Cast, age: str) -> None:
    case = opened_case(cast.nora, age_band=age)
    screened(case, cast.nora, NOTHING)
    assert codes(case, "ask_not_indicated", cast.nora) == ["person_is_adult"]
    assert "person_is_adult" in codes(case, "agree_not_indicated", cast.dana)


def test_not_indicated_is_asked_for(cast: Cast) -> None:
    case = opened_case(cast.nora)
    screened(case, cast.nora, NOTHING)
    assert codes(case, "agree_not_indicated", cast.dana) == ["not_indicated_is_asked_for"]
    case = perform(case, "ask_not_indicated", by=cast.nora)
    assert codes(case, "agree_not_indicated", cast.dana) == []
    screened(case, cast.nora, POINTING)
    assert "no_screening_points_to_presumed" in codes(case, "agree_not_indicated", cast.dana)


@pytest.mark.parametrize("age", CHILDREN)
def test_a_child_declines_nothing_alone(cast: Cast, age: str) -> None:
    assert codes(opened_case(cast.nora), "decline", cast.nora) == []
    assert codes(opened_case(cast.nora, age_band=age), "decline", cast.nora) == ["person_is_adult"]


def test_person_agrees_to_identification(cast: Cast) -> None:
    case, authority = presumed_case(cast.nora), cast.ada.organisation
    asked = {"authority": authority}
    refused = ["person_agrees_to_identification"]
    assert codes(case, "request_identification", cast.nora, **asked) == refused
    for purpose in set(Purpose.values) - {Purpose.IDENTIFICATION}:
        consented(case, cast.nora, authority, purpose, [DataSet.IDENTITY])
    consented(case, cast.nora, cast.away, Purpose.IDENTIFICATION, [DataSet.IDENTITY])
    assert codes(case, "request_identification", cast.nora, **asked) == refused
    consented(case, cast.nora, authority, Purpose.IDENTIFICATION, [DataSet.IDENTITY])
    assert codes(case, "request_identification", cast.nora, **asked) == []


def test_the_authority_sees_the_identity_only_where_the_person_agreed_to_that(cast: Cast) -> None:
    case, authority = presumed_case(cast.nora), cast.ada.organisation
    consented(case, cast.nora, authority, Purpose.IDENTIFICATION, [DataSet.SUMMARY])
    refused = codes(case, "request_identification", cast.nora, authority=authority)
    assert refused == ["person_agrees_to_identification"]


@pytest.mark.parametrize("age", CHILDREN)
def test_a_child_is_identified_by_the_rule_for_children(cast: Cast, age: str) -> None:
    case = presumed_case(cast.nora, age_band=age)
    assert codes(case, "request_identification", cast.nora, authority=cast.ada.organisation) == []


def test_decider_did_not_screen(cast: Cast) -> None:
    lead = cast.nora.organisation
    held = [roles.FIRST_RESPONDER]
    membership = add_member(
        email="ada@example.org", display_name="Ada", organisation=lead, roles=held, by=FOUNDER
    )
    case = presumed_case(cast.nora)
    screened(case, Actor.of(membership))
    consented(case, cast.nora, cast.ada.organisation, Purpose.IDENTIFICATION, [DataSet.IDENTITY])
    case = actions.request_identification(case=case, authority=cast.ada.organisation, by=cast.nora)
    entered = {"grounds": WRITTEN, "appeal_told": True}
    for step in ("identify", "refuse_identification"):
        both = ["decider_did_not_screen", "decider_does_not_carry"]
        assert codes(case, step, cast.ada, **entered) == both
        assert codes(case, step, cast.aldo, **entered) == []


def test_who_works_for_the_carrier_as_well_does_not_decide(cast: Cast) -> None:
    case = pending_case(cast)
    entered = {"grounds": WRITTEN, "appeal_told": True}
    assert codes(case, "identify", cast.ada, **entered) == []
    add_member(
        email="ada@example.org",
        display_name="Ada",
        organisation=cast.nora.organisation,
        roles=[roles.CASE_MANAGER],
        by=FOUNDER,
    )
    assert codes(case, "identify", cast.ada, **entered) == ["decider_does_not_carry"]


@pytest.mark.parametrize("step", ["identify", "refuse_identification"])
def test_a_decision_needs_grounds_and_the_right_to_appeal_told(cast: Cast, step: str) -> None:
    case, long = pending_case(cast), "Ten letters."
    assert codes(case, step, cast.ada, grounds=Grounds(long, long, long), appeal_told=True) == []
    assert codes(case, step, cast.ada, grounds=Grounds(" a word   ", long, long), appeal_told=True) == [
        "grounds_are_given"
    ]
    assert codes(case, step, cast.ada, grounds=Grounds(long, " a word   ", long), appeal_told=True) == [
        "grounds_are_given"
    ]
    assert codes(case, step, cast.ada, grounds=Grounds(long, long), appeal_told=True) == ["means_are_given"]
    assert codes(case, step, cast.ada, grounds=WRITTEN, appeal_told=False) == ["right_to_appeal_is_told"]
    both = {"grounds_are_given", "right_to_appeal_is_told"}
    assert set(codes(case, step, cast.ada, grounds=Grounds("", "", long), appeal_told=False)) == both


def test_appeal_is_in_time_to_the_end_of_the_last_day(cast: Cast) -> None:
    case = decided_case(cast, yes=False)
    midnight = timezone.localtime(case.status_since).replace(hour=0, minute=0, second=0) + timedelta(days=31)
    with time_machine.travel(midnight - timedelta(minutes=1), tick=False):
        assert codes(case, "appeal", cast.nora) == []
    with time_machine.travel(midnight + timedelta(minutes=1), tick=False):
        assert codes(case, "appeal", cast.nora) == ["appeal_is_in_time"]


def test_nothing_is_open(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    plan = {"safety_plan": True}
    assert codes(case, "follow_up", cast.nora, **plan) == []
    referral = drafted(case, cast.nora, cast.sami)
    assert codes(case, "follow_up", cast.nora, **plan) == ["nothing_is_open"]
    perform(referral, "discard", by=cast.nora)
    assert codes(case, "follow_up", cast.nora, **plan) == []


def test_safety_plan_is_made(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    assert codes(case, "follow_up", cast.nora, safety_plan=False) == ["safety_plan_is_made"]
    assert codes(case, "follow_up", cast.nora, safety_plan=True) == []


def test_person_agrees_anew(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    consented(case, cast.nora, None, Purpose.SERVICES, [DataSet.SUMMARY])
    case = perform(case, "follow_up", safety_plan=True, by=cast.nora)
    case = perform(case, "close", closing_reason="wish", by=cast.dana)
    assert codes(case, "reopen", cast.nora) == ["person_agrees_anew"]
    consented(case, cast.nora, cast.sami.organisation, Purpose.SHARING, [DataSet.SUMMARY])
    assert codes(case, "reopen", cast.nora) == ["person_agrees_anew"]
    consented(case, cast.nora, None, Purpose.SERVICES, [DataSet.SUMMARY])
    assert codes(case, "reopen", cast.nora) == []


def test_person_agrees_to_carrier(cast: Cast) -> None:
    case = presumed_case(cast.odile)
    taking = {"carrier": cast.nora.organisation}
    assert codes(case, "hand_over", cast.nora, **taking) == ["person_agrees_to_carrier"]
    consented(case, cast.odile, cast.nora.organisation, Purpose.SHARING, [DataSet.IDENTITY])
    assert codes(case, "hand_over", cast.nora, **taking) == []
    assert codes(case, "hand_over", cast.nora, carrier=cast.away) == ["person_agrees_to_carrier"]


@pytest.mark.parametrize("status", CaseStatus.values)
def test_case_can_be_screened(cast: Cast, status: str) -> None:
    case = new_case(cast.nora)
    case.__dict__["status"] = status
    found = codes(Screening(case=case, profile=Profile.ADULT_LABOUR), "begin", cast.nora)
    assert (found == []) is (status in ("screening", "presumed", "recovery"))
    assert found in ([], ["case_can_be_screened"])


@pytest.mark.parametrize("age", AgeBand.values)
@pytest.mark.parametrize("profile", Profile.values)
def test_profile_fits_age(cast: Cast, age: str, profile: str) -> None:
    case = opened_case(cast.nora, age_band=age)
    fits = profile.startswith("adult") is (age == AgeBand.ADULT)
    expected = [] if fits else ["profile_fits_age"]
    assert codes(Screening(case=case, profile=profile), "begin", cast.nora) == expected


def test_something_is_answered(cast: Cast) -> None:
    screening = begun(opened_case(cast.nora), cast.nora)
    assert codes(screening, "complete", cast.nora) == ["something_is_answered"]
    actions.answer(screening=screening, answers={"EX01": "not_asked"}, by=cast.nora)
    assert codes(screening, "complete", cast.nora) == ["something_is_answered"]
    actions.answer(screening=screening, answers={"EX01": "refused"}, by=cast.nora)
    assert codes(screening, "complete", cast.nora) == []


def test_clock_of_the_appeal_is_the_jurisdictions(cast: Cast) -> None:
    case = decided_case(cast, yes=False, jurisdiction="BK")
    assert case.last_day_to_appeal == timezone.localdate() + timedelta(days=15)


def test_a_decision_from_before_rules_were_remembered_has_its_clock_all_the_same(cast: Cast) -> None:
    case = decided_case(cast, yes=False)
    case.began_under = {}
    assert case.last_day_to_appeal == timezone.localdate() + timedelta(days=30)


def test_accepting_a_referral_for_shelter_carries_nothing(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    drafted(case, cast.nora, cast.sami, ServiceKind.ACCOMMODATION)
    assert codes(case, "hand_over", cast.sami, carrier=cast.sami.organisation) == ["by_new_carrier"]


@pytest.mark.parametrize(
    "words",
    [
        "\u200c" * 12,
        "\u200d" * 40,
        "." * 30,
        "\u3164" * 30,
        " - " * 30,
        "\ufe0f" * 30,
        "Why\u200cnot" + "\u200c" * 9,
    ],
)
def test_what_nobody_can_read_is_no_reason(cast: Cast, words: str) -> None:
    """One helper for every rule that asks for so many characters: a case, a question, an answer, grounds."""
    case, child = opened_case(cast.nora), pending_case(cast, age_band="child")
    assert codes(case, "override_upward", cast.nora, reason=words) == ["reason_is_given"]
    told = {"grounds": Grounds(words, words), "appeal_told": True}
    assert codes(child, "identify", cast.ada, **told) == ["grounds_are_given"]
    new = Inquiry.to_carrier(child, cast.ada)
    assert codes(new, "ask", cast.ada, question=words, due=timezone.localdate()) == ["question_is_written"]


@pytest.mark.parametrize(
    "words", ["ten letter", "می\u200cخواهم بروم", "Ихтиёрий эмас", "1234567890", "हाँ, सही है।"]
)
def test_ten_characters_of_any_script_are_a_reason(words: str) -> None:
    assert is_said(words)
    assert not is_said(words[:9])
    assert not is_said(words, 30)


def test_no_rule_measures_a_text_by_itself() -> None:
    """`is_said` is the one measure: a length counts what nobody can see."""
    root = Path(__file__).parents[2]
    rules = [one for one in root.glob("*/**/rules.py") if "tests" not in one.parts]
    assert len(rules) > 8
    assert not [one for one in rules if ".strip()) >=" in one.read_text(encoding="utf-8")]
