"""Each rule lets through and refuses."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.enums import ServiceKind
from children.enums import About, Conclusion
from consent.actions import withdraw
from identification.enums import AgeBand, Sex
from referral.actions import complete
from referral.enums import ReferralOutcome, ReferralStatus
from shelters import actions
from shelters.enums import BedKind, PlacementStatus
from shelters.models import Placement
from tests.cast import FOUNDER, Cast
from tests.helpers import codes
from tests.makers import presumed_case, referral_at
from tests.makers_children import noted
from tests.makers_shelters import (
    admitted,
    admitting,
    bed,
    in_days,
    longer,
    new_placement,
    nights,
    placement_at,
    requested,
    reserved,
    reserving,
    shelter_of,
)
from workflow.gate import perform


def test_request_on_accepted_referral(cast: Cast) -> None:
    assert codes(new_placement(cast), "request", cast.nora, **nights()) == []


def test_request_needs_accepted_referral(cast: Cast) -> None:
    shelter_of(cast.sami)
    sent = referral_at(ReferralStatus.SENT, cast)
    found = codes(Placement.of(sent, kind=BedKind.WOMEN), "request", cast.nora, **nights())
    assert found == ["referral_is_accepted"]


def test_request_needs_referral_still_going_on(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    over = complete(referral=referral, outcome=ReferralOutcome.HELPED, by=cast.sami)
    placement = new_placement(cast, referral=over)
    assert codes(placement, "request", cast.nora, **nights()) == ["referral_is_accepted"]


def test_request_needs_referral_for_accommodation(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    placement = new_placement(cast, referral=referral)
    placement.referral.kind = ServiceKind.MEDICAL
    assert codes(placement, "request", cast.nora, **nights()) == ["referral_is_accepted"]


def test_request_needs_referral_to_this_shelter(cast: Cast) -> None:
    placement = new_placement(cast)
    placement.shelter = shelter_of(cast.otto)
    assert "referral_is_accepted" in codes(placement, "request", cast.nora, **nights())


def test_one_open_stay_of_a_referral(cast: Cast) -> None:
    first = requested(cast)
    second = new_placement(cast, referral=first.referral)
    assert codes(second, "request", cast.nora, **nights()) == ["nothing_else_is_open"]


def test_new_request_after_the_first_is_over(cast: Cast) -> None:
    first = placement_at(PlacementStatus.LEFT_VOLUNTARILY, cast)
    second = new_placement(cast, referral=first.referral)
    assert codes(second, "request", cast.nora, **nights()) == []


def test_request_needs_basis(cast: Cast) -> None:
    placement = new_placement(cast)
    withdraw(consent=placement.case.consents.earliest("given_at"), by=cast.nora)
    assert "basis_is_current" in codes(placement, "request", cast.nora, **nights())


def test_shelter_serves_kind(cast: Cast) -> None:
    placement = new_placement(cast)
    placement.shelter.kinds = [BedKind.MEN]
    assert codes(placement, "request", cast.nora, **nights()) == ["shelter_serves_kind"]


APART = "kind_fits_person"
ADULT, CHILD, UNSURE = AgeBand.ADULT, AgeBand.CHILD, AgeBand.UNKNOWN


@pytest.mark.parametrize(
    ("age", "sex", "fitting"),
    [
        (ADULT, Sex.FEMALE, {BedKind.WOMEN, BedKind.FAMILIES}),
        (ADULT, Sex.MALE, {BedKind.MEN, BedKind.FAMILIES}),
        (ADULT, Sex.OTHER, {BedKind.WOMEN, BedKind.MEN, BedKind.FAMILIES}),
        (ADULT, Sex.NOT_ASKED, {BedKind.WOMEN, BedKind.MEN, BedKind.FAMILIES}),
        (CHILD, Sex.FEMALE, {BedKind.UNACCOMPANIED_CHILDREN, BedKind.FAMILIES}),
        (CHILD, Sex.MALE, {BedKind.UNACCOMPANIED_CHILDREN, BedKind.FAMILIES}),
        (UNSURE, Sex.FEMALE, {BedKind.UNACCOMPANIED_CHILDREN, BedKind.FAMILIES}),
    ],
)
def test_men_women_and_children_apart(cast: Cast, age: str, sex: str, fitting: set[BedKind]) -> None:
    placement = new_placement(cast, case=presumed_case(cast.nora, age_band=age, sex=sex))
    for kind in BedKind:
        placement.kind = kind
        expected = [] if kind in fitting else [APART]
        assert codes(placement, "request", cast.nora, **nights()) == expected, kind


@pytest.mark.parametrize(
    ("ends", "expected"), [(1, []), (0, ["nights_are_in_order"]), (-1, ["nights_are_in_order"])]
)
def test_last_day_after_first(cast: Cast, ends: int, expected: list[str]) -> None:
    assert codes(new_placement(cast), "request", cast.nora, **nights(0, ends)) == expected


def test_reserve_a_free_bed_of_the_kind(cast: Cast) -> None:
    placement = requested(cast)
    assert codes(placement, "reserve", cast.sami, **reserving(placement)) == []


@pytest.mark.parametrize("label", ["2a", "3a", "4a"])
def test_bed_of_another_kind(cast: Cast, label: str) -> None:
    placement = requested(cast)
    assert codes(placement, "reserve", cast.sami, **reserving(placement, label)) == ["bed_is_of_the_kind"]


def test_bed_of_another_shelter(cast: Cast) -> None:
    placement = requested(cast)
    other = shelter_of(cast.otto).beds.get(label="1a")
    entered = {**reserving(placement), "bed": other}
    assert codes(placement, "reserve", cast.sami, **entered) == ["bed_is_in_use_here"]


def test_bed_out_of_use(cast: Cast) -> None:
    placement = requested(cast)
    actions.set_bed_in_use(bed=bed(placement), in_use=False, by=FOUNDER)
    assert codes(placement, "reserve", cast.sami, **reserving(placement)) == ["bed_is_in_use_here"]


@pytest.mark.parametrize(("label", "expected"), [("1a", ["bed_is_accessible"]), ("1b", [])])
def test_accessible_bed_where_needed(cast: Cast, label: str, expected: list[str]) -> None:
    placement = requested(cast, needs_accessible=True)
    assert codes(placement, "reserve", cast.sami, **reserving(placement, label)) == expected


@pytest.mark.parametrize(("ends", "expected"), [(30, []), (31, ["stay_is_within_limit"])])
def test_first_stay_within_limit(cast: Cast, ends: int, expected: list[str]) -> None:
    placement = requested(cast)
    assert codes(placement, "reserve", cast.sami, **reserving(placement, ends=in_days(ends))) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(0, 14, ["bed_is_free"]), (13, 20, ["bed_is_free"]), (14, 20, [])],
)
def test_one_person_a_bed_a_night(cast: Cast, first: int, last: int, expected: list[str]) -> None:
    reserved(cast)
    second = requested(cast)
    assert codes(second, "reserve", cast.sami, **reserving(second, **nights(first, last))) == expected


def test_overdue_person_keeps_the_bed(cast: Cast) -> None:
    admitted(cast)
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        second = requested(cast)
        assert codes(second, "reserve", cast.sami, **reserving(second)) == ["bed_is_free"]
        assert codes(second, "reserve", cast.sami, **reserving(second, **nights(1, 5))) == []


@pytest.mark.parametrize(("first", "expected"), [(13, ["person_has_no_other_bed"]), (14, [])])
def test_one_bed_a_person_a_night(cast: Cast, first: int, expected: list[str]) -> None:
    stay = reserved(cast)
    second = requested(cast, case=stay.case, to=cast.otto)
    found = codes(second, "reserve", cast.otto, **reserving(second, **nights(first, 20)))
    assert found == expected


@pytest.mark.parametrize(("age", "expected"), [(0, []), (30, []), (31, ["risk_assessment_is_recent"])])
@pytest.mark.parametrize("step", ["reserve", "admit"])
def test_risk_assessment_is_recent(cast: Cast, step: str, age: int, expected: list[str]) -> None:
    placement = requested(cast) if step == "reserve" else reserved(cast)
    entered = reserving(placement) if step == "reserve" else admitting()
    entered["risk_assessed_on"] = in_days(-age)
    assert codes(placement, step, cast.sami, **entered) == expected


def test_risk_assessment_is_not_in_the_future(cast: Cast) -> None:
    found = codes(reserved(cast), "admit", cast.sami, **admitting(risk_assessed_on=in_days(1)))
    assert found == ["risk_assessment_is_recent"]


def test_reserve_needs_basis(cast: Cast) -> None:
    placement = requested(cast)
    _run_out(placement)
    assert codes(placement, "reserve", cast.sami, **reserving(placement)) == ["basis_is_current"]


def test_admit_and_longer_stay_need_basis_or_duty_of_care(cast: Cast) -> None:
    held, asked = reserved(cast), placement_at(PlacementStatus.EXTENSION_REQUESTED, cast, "1b")
    for placement in (held, asked):
        _run_out(placement)
    assert codes(held, "admit", cast.sami, **admitting()) == ["basis_or_duty_of_care"]
    assert codes(asked, "agree_extension", cast.dana) == ["basis_or_duty_of_care"]
    for placement in (held, asked):
        actions.keep_bed(placement=placement, by=FOUNDER)
    assert codes(held, "admit", cast.sami, **admitting()) == []
    assert codes(asked, "agree_extension", cast.dana) == []


def test_asking_for_longer_needs_basis_or_duty_of_care(cast: Cast) -> None:
    stay = admitted(cast)
    _run_out(stay)
    assert codes(stay, "ask_extension", cast.nora, **longer()) == ["basis_or_duty_of_care"]
    actions.keep_bed(placement=stay, by=FOUNDER)
    assert codes(stay, "ask_extension", cast.nora, **longer()) == []


def _run_out(placement: Placement) -> None:
    """The consents have run out, and the clock that tells everybody of it has not run yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE consent_consent SET expires_at = now() - interval '1 hour' WHERE case_id = %s",
            [placement.case_id],
        )


def test_nobody_arrives_before_the_first_day(cast: Cast) -> None:
    placement = requested(cast)
    entered = reserving(placement, **nights(1, 14))
    placement = actions.reserve(placement=placement, **entered, by=cast.sami)
    assert codes(placement, "admit", cast.sami, **admitting()) == ["stay_has_begun"]


def test_bed_is_empty_before_the_next_arrives(cast: Cast) -> None:
    first = admitted(cast)
    second = requested(cast)
    entered = reserving(second, **nights(14, 20))
    second = actions.reserve(placement=second, **entered, by=cast.sami)
    with time_machine.travel(timezone.now() + timedelta(days=14)):
        assert codes(second, "admit", cast.sami, **admitting()) == ["bed_is_empty"]
        actions.leave(placement=first, by=cast.nora)
        assert codes(second, "admit", cast.sami, **admitting()) == []


def test_person_leaves_one_bed_before_the_next(cast: Cast) -> None:
    first = admitted(cast)
    second = requested(cast, case=first.case, to=cast.otto)
    second = actions.reserve(placement=second, **reserving(second, **nights(14, 20)), by=cast.otto)
    with time_machine.travel(timezone.now() + timedelta(days=14)):
        assert codes(second, "admit", cast.otto, **admitting()) == ["person_lives_nowhere_else"]
        actions.leave(placement=first, by=cast.nora)
        assert codes(second, "admit", cast.otto, **admitting()) == []


def test_no_exploiter_under_the_same_roof(cast: Cast) -> None:
    placement = reserved(cast)
    found = codes(placement, "admit", cast.sami, **admitting(no_exploiter_here=False))
    assert found == ["no_exploiter_lives_here"]


@pytest.mark.parametrize("age", [AgeBand.CHILD, AgeBand.UNKNOWN])
def test_child_needs_a_decision_and_its_best_interests(cast: Cast, age: str) -> None:
    child = presumed_case(cast.nora, age_band=age)
    placement = reserved(cast, "4a", case=child, kind=BedKind.UNACCOMPANIED_CHILDREN)
    undecided = admitting(guardian_or_authority_decided=False)
    assert codes(placement, "admit", cast.sami, **undecided) == ["child_is_decided_for"]
    assert codes(placement, "admit", cast.sami, **admitting()) == []
    noted(child, cast.nora, conclusion=Conclusion.NO)
    assert codes(placement, "admit", cast.sami, **admitting()) == ["best_interests_are_noted"]


def test_a_note_about_something_else_gives_no_bed(cast: Cast) -> None:
    child = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    placement = requested(cast, case=child, kind=BedKind.UNACCOMPANIED_CHILDREN)
    noted(child, cast.nora, About.RETURN)
    placement = actions.reserve(placement=placement, **reserving(placement, "4a"), by=cast.sami)
    assert codes(placement, "admit", cast.sami, **admitting()) == ["best_interests_are_noted"]


def test_nobody_decides_on_a_bed_for_a_child_for_whom_nobody_acts(cast: Cast) -> None:
    child = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    placement = reserved(cast, "4a", case=child, kind=BedKind.UNACCOMPANIED_CHILDREN)
    perform(child.guardianships.acting().get(), "end", end_reason="unable", by=cast.nora)
    assert codes(placement, "admit", cast.sami, **admitting()) == ["somebody_acts_for_the_child"]


def test_adult_decides_alone(cast: Cast) -> None:
    entered = admitting(guardian_or_authority_decided=False)
    assert codes(reserved(cast), "admit", cast.sami, **entered) == []


@pytest.mark.parametrize(
    ("days", "reason", "expected"),
    [
        (30, "The flat is not ready.", []),
        (90, "The flat is not ready.", []),
        (91, "The flat is not ready.", ["longest_stay_holds"]),
        (14, "The flat is not ready.", ["extension_is_longer"]),
        (30, "short", ["reason_is_given"]),
    ],
)
def test_longer_stay(cast: Cast, days: int, reason: str, expected: list[str]) -> None:
    assert codes(admitted(cast), "ask_extension", cast.nora, **longer(days, reason)) == expected


def test_longer_stay_needs_free_nights(cast: Cast) -> None:
    stay = admitted(cast)
    following = requested(cast)
    actions.reserve(placement=following, **reserving(following, **nights(20, 25)), by=cast.sami)
    assert codes(stay, "ask_extension", cast.nora, **longer(20)) == []
    assert codes(stay, "ask_extension", cast.nora, **longer(21)) == ["longer_nights_are_free"]


def test_bed_promised_while_a_longer_stay_is_asked_for(cast: Cast) -> None:
    stay = placement_at(PlacementStatus.EXTENSION_REQUESTED, cast)
    assert codes(stay, "agree_extension", cast.dana) == []
    following = requested(cast)
    actions.reserve(placement=following, **reserving(following, **nights(20, 25)), by=cast.sami)
    assert codes(stay, "agree_extension", cast.dana) == ["asked_nights_are_free"]
    assert codes(stay, "refuse_extension", cast.dana) == []


@pytest.mark.parametrize(("plan", "expected"), [(True, []), (False, ["exit_plan_is_made"])])
def test_exit_needs_a_plan(cast: Cast, plan: bool, expected: list[str]) -> None:
    found = codes(admitted(cast), "exit", cast.sami, exit_reason="home", exit_plan=plan)
    assert found == expected


def test_expires_after_the_first_day_only(cast: Cast) -> None:
    placement = reserved(cast)
    assert codes(placement, "expire", FOUNDER) == ["arrival_is_past"]
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert codes(placement, "expire", FOUNDER) == []
