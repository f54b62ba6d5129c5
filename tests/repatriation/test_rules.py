"""Each rule of a return lets through and refuses."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.enums import ServiceKind
from children.enums import About, Conclusion
from consent.actions import propose_ground
from consent.enums import DataSet, GroundCode, PersonTold, Purpose
from identification.actions import decline
from identification.enums import AgeBand
from referral.actions import revoke
from referral.enums import ReferralStatus
from repatriation.enums import FailureReason, ReturnStatus, RiskLevel
from repatriation.models import Return
from tests.cast import Cast
from tests.helpers import codes
from tests.makers import consented, presumed_case, referral_at
from tests.makers_children import noted
from tests.makers_repatriation import NO_CLAIMS, WISH, agree_to_receiver, assessed, return_at
from workflow.gate import perform

JUST_ASSESSED = ReturnStatus.RISK_ASSESSED


def fresh(cast: Cast, status: str = ReferralStatus.ACCEPTED, kind: str = ServiceKind.RETURN) -> Return:
    to = cast.rafi if kind == ServiceKind.RETURN else cast.lena
    referral = referral_at(status, cast, to=to, kind=kind)
    return Return.on(referral, destination_country="BK")


def test_an_accepted_referral_for_return_is_enough_to_explore(cast: Cast) -> None:
    assert codes(fresh(cast), "explore", cast.rafi) == []


def test_a_referral_that_is_not_accepted_is_not_enough(cast: Cast) -> None:
    assert codes(fresh(cast, ReferralStatus.SENT), "explore", cast.rafi) == ["referral_is_for_return"]


def test_a_referral_for_something_else_is_not_enough(cast: Cast) -> None:
    legal = fresh(cast, kind=ServiceKind.LEGAL_AID)
    assert "referral_is_for_return" in codes(legal, "explore", cast.nora)


def test_nobody_explores_without_consent_to_return(cast: Cast) -> None:
    legal = fresh(cast, kind=ServiceKind.LEGAL_AID)
    assert "person_agrees_to_preparing" in codes(legal, "explore", cast.nora)


def test_a_return_is_for_those_who_are_helped(cast: Cast) -> None:
    record = fresh(cast)
    record.case = decline(case=record.case, can_decide="yes", by=cast.nora)
    assert "case_is_helped" in codes(record, "explore", cast.nora)


def test_a_legal_ground_is_not_a_wish(cast: Cast) -> None:
    """A return is voluntary: a ground without consent does not stand in for the person's own."""
    case, office = presumed_case(cast.nora), cast.rafi.organisation
    assert office
    ground = propose_ground(
        case=case,
        purpose=Purpose.RETURN,
        recipient=office,
        data=DataSet.SUMMARY,
        ground=GroundCode.COURT_ORDER,
        reason="The court of Arvenia ordered it in a long letter.",
        person_told=PersonTold.TOLD,
        until=timezone.localdate() + timedelta(days=10),
        by=cast.dana,
    )
    perform(ground, "approve_ground", by=cast.dov)
    record = Return(case=case, organisation=office)
    assert record.agreement_with(record.organisation_id) is None


@pytest.mark.parametrize(("wish", "refused"), [("Yes.", ["wish_is_written"]), (WISH, [])])
def test_the_wish_is_written_in_words(cast: Cast, wish: str, refused: list[str]) -> None:
    record = return_at(ReturnStatus.EXPLORED, cast)
    assert codes(record, "consent", cast.rafi, wish=wish) == refused


def test_the_receiver_is_in_the_country_of_destination(cast: Cast) -> None:
    record = return_at(ReturnStatus.EXPLORED, cast)
    near = cast.lena.organisation
    assert codes(record, "name_receiver", cast.rafi, receiving_organisation=cast.away) == []
    assert codes(record, "name_receiver", cast.rafi, receiving_organisation=near) == [
        "receiver_is_in_the_destination"
    ]


def test_nothing_is_told_to_a_receiver_who_is_not_named(cast: Cast) -> None:
    record = return_at(ReturnStatus.DOCUMENTS, cast)
    refused = codes(record, "confirm_receiving", cast.rafi)
    assert refused == ["receiver_is_named", "person_agrees_to_receiver"]


def test_nothing_is_told_to_a_receiver_before_the_person_agrees_to_it(cast: Cast) -> None:
    record = return_at(ReturnStatus.DOCUMENTS, cast)
    record = perform(record, "name_receiver", receiving_organisation=cast.away, by=cast.rafi)
    assert codes(record, "confirm_receiving", cast.rafi) == ["person_agrees_to_receiver"]


def test_consent_to_something_else_is_no_consent_to_return(cast: Cast) -> None:
    record = return_at(ReturnStatus.DOCUMENTS, cast)
    record = perform(record, "name_receiver", receiving_organisation=cast.away, by=cast.rafi)
    consented(record.case, cast.nora, cast.away, Purpose.SHARING)
    assert codes(record, "confirm_receiving", cast.rafi) == ["person_agrees_to_receiver"]


def test_the_receiver_is_told_once_the_person_agrees(cast: Cast) -> None:
    record = agree_to_receiver(return_at(ReturnStatus.DOCUMENTS, cast), cast)
    assert codes(record, "confirm_receiving", cast.rafi) == []


def test_counsel_joins_only_what_the_case_manager_began(cast: Cast) -> None:
    record = return_at(ReturnStatus.CONSENTED, cast)
    assert codes(record, "join_assessment", cast.lena) == ["manager_has_assessed"]
    record = perform(record, "assess_risk", risk=RiskLevel.LOW, by=cast.nora)
    assert codes(record, "join_assessment", cast.lena, **NO_CLAIMS) == []


def test_one_person_does_not_make_both_parts(cast: Cast) -> None:
    record = return_at(ReturnStatus.CONSENTED, cast)
    record = perform(record, "assess_risk", risk=RiskLevel.LOW, by=cast.nora)
    record.risk_assessed_by_manager = cast.lena.user
    assert codes(record, "join_assessment", cast.lena) == ["counsel_is_another"]


def test_a_joint_fresh_low_assessment_lets_a_supervisor_clear(cast: Cast) -> None:
    assert codes(return_at(JUST_ASSESSED, cast), "clear", cast.dana) == []


def test_an_assessment_made_anew_must_be_joined_anew(cast: Cast) -> None:
    record = return_at(JUST_ASSESSED, cast)
    record = perform(record, "assess_risk", risk=RiskLevel.MEDIUM, by=cast.nora)
    assert codes(record, "clear", cast.dana) == ["assessment_is_joint"]
    assert codes(record, "declare_not_safe", cast.dana) == ["assessment_is_joint"]


def test_a_stale_assessment_blocks(cast: Cast) -> None:
    record = return_at(JUST_ASSESSED, cast)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert codes(record, "clear", cast.dana) == ["assessment_is_fresh"]


@pytest.mark.parametrize(
    ("found", "refused"),
    [
        ({"risk": RiskLevel.MEDIUM}, []),
        ({"risk": RiskLevel.HIGH}, ["risk_is_not_high"]),
        ({"asylum_claim": True}, ["asylum_is_not_claimed"]),
        ({"proceeding_pending": True}, ["court_lets_travel"]),
        ({"proceeding_pending": True, "leave_of_court": True}, []),
    ],
)
def test_what_blocks_clearing(cast: Cast, found: dict[str, object], refused: list[str]) -> None:
    record = assessed(return_at(ReturnStatus.CONSENTED, cast), cast, **found)
    assert codes(record, "clear", cast.dana) == refused


@pytest.mark.parametrize("age_band", [AgeBand.CHILD, AgeBand.UNKNOWN])
def test_a_child_returns_only_in_its_best_interests_and_the_note_alone_says_so(
    cast: Cast, age_band: str
) -> None:
    case = presumed_case(cast.nora, age_band=age_band)
    record = return_at(ReturnStatus.RISK_ASSESSED, cast, case=case)
    assert codes(record, "clear", cast.dana) == []
    noted(case, cast.nora, About.RETURN, Conclusion.NO)
    assert codes(record, "clear", cast.dana) == ["best_interests_are_noted"]
    noted(case, cast.nora, About.PLACEMENT)
    assert codes(record, "clear", cast.dana) == ["best_interests_are_noted"]


@pytest.mark.parametrize(
    ("status", "step"),
    [
        (ReturnStatus.RISK_ASSESSED, "clear"),
        (ReturnStatus.DOCUMENTS, "confirm_receiving"),
        (ReturnStatus.RECEIVING_CONFIRMED, "schedule"),
        (ReturnStatus.SCHEDULED, "depart"),
    ],
)
def test_a_note_that_says_no_keeps_a_child_here_until_the_journey_begins(
    cast: Cast, status: str, step: str
) -> None:
    case = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    record = return_at(status, cast, case=case)
    by = cast.dana if step == "clear" else cast.rafi
    assert "best_interests_are_noted" not in codes(record, step, by)
    noted(case, cast.nora, About.RETURN, Conclusion.NO)
    assert "best_interests_are_noted" in codes(record, step, by)


@pytest.mark.parametrize(
    ("status", "step"),
    [
        (ReturnStatus.RISK_ASSESSED, "clear"),
        (ReturnStatus.DOCUMENTS, "confirm_receiving"),
        (ReturnStatus.RECEIVING_CONFIRMED, "schedule"),
        (ReturnStatus.SCHEDULED, "depart"),
    ],
)
def test_no_return_of_a_child_goes_on_while_nobody_acts_for_it(cast: Cast, status: str, step: str) -> None:
    case = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    record = return_at(status, cast, case=case)
    by = cast.dana if step == "clear" else cast.rafi
    assert "somebody_acts_for_the_child" not in codes(record, step, by)
    perform(case.guardianships.acting().get(), "end", end_reason="unable", by=cast.nora)
    assert "somebody_acts_for_the_child" in codes(record, step, by)


@pytest.mark.parametrize(
    ("sending", "receiving", "refused"),
    [
        (True, True, []),
        (True, False, ["both_sides_sign"]),
        (False, True, ["both_sides_sign"]),
    ],
)
def test_both_sides_sign(cast: Cast, sending: bool, receiving: bool, refused: list[str]) -> None:
    record = return_at(ReturnStatus.IN_TRANSIT, cast)
    entered = {"sending_signed": sending, "receiving_signed": receiving}
    assert codes(record, "hand_over", cast.rafi, **entered) == refused


def test_the_follow_up_lasts_as_long_as_the_jurisdiction_says(cast: Cast) -> None:
    record = return_at(ReturnStatus.MONITORING, cast)
    assert record.monitoring_until == timezone.localdate() + timedelta(days=180)
    assert codes(record, "complete", cast.rafi, no_contact_wished=False) == ["monitoring_may_end"]
    with time_machine.travel(timezone.now() + timedelta(days=181)):
        assert codes(record, "complete", cast.rafi, no_contact_wished=False) == []


def test_the_person_may_end_the_follow_up(cast: Cast) -> None:
    record = return_at(ReturnStatus.MONITORING, cast)
    assert codes(record, "complete", cast.rafi, no_contact_wished=True) == []


def test_a_failed_return_is_assessed_anew_by_both_and_cleared_anew(cast: Cast) -> None:
    record = return_at(ReturnStatus.FAILED, cast)
    assert record.failure_reason == FailureReason.DOCUMENTS
    record = perform(record, "reassess", risk=RiskLevel.LOW, by=cast.nora)
    assert record.status == ReturnStatus.RISK_ASSESSED
    assert record.cleared_by is None
    assert codes(record, "clear", cast.dana) == ["assessment_is_joint"]


def test_what_is_not_safe_may_be_assessed_anew(cast: Cast) -> None:
    record = return_at(ReturnStatus.NOT_SAFE, cast)
    assert codes(record, "reassess", cast.nora) == []


def test_nothing_is_assessed_anew_once_help_is_over(cast: Cast) -> None:
    record = return_at(ReturnStatus.NOT_SAFE, cast)
    for referral in record.case.referrals.all():
        revoke(referral=referral, by=cast.nora)
    perform(record.case, "follow_up", safety_plan=True, by=cast.nora)
    record = Return.objects.get(pk=record.pk)
    assert codes(record, "reassess", cast.nora) == ["case_is_helped"]


@pytest.mark.parametrize(
    ("status", "step", "refused"),
    [
        (ReturnStatus.EXPLORED, "consent", ["person_agrees_to_preparing"]),
        (ReturnStatus.CLEARED, "start_documents", ["person_agrees_to_preparing"]),
        (
            ReturnStatus.RECEIVING_CONFIRMED,
            "schedule",
            ["person_agrees_to_preparing", "person_agrees_to_receiver"],
        ),
        (ReturnStatus.SCHEDULED, "depart", ["person_agrees_to_preparing", "person_agrees_to_receiver"]),
    ],
)
def test_a_consent_whose_time_is_over_is_no_consent(
    cast: Cast, status: str, step: str, refused: list[str]
) -> None:
    """Asked again at every step that tells somebody something, though no clock has swept the consent yet."""
    record = return_at(status, cast)
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert codes(record, step, cast.rafi) == refused


def test_naming_a_receiver_does_not_stand_in_for_agreeing_to_prepare(cast: Cast) -> None:
    record = return_at(ReturnStatus.DOCUMENTS, cast)
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        record = agree_to_receiver(record, cast)
        assert codes(record, "confirm_receiving", cast.rafi) == ["person_agrees_to_preparing"]
