"""An age in doubt: a person stays treated as a child until an assessment finds otherwise."""

import pytest
from django.db import transaction

from children import actions
from children.enums import AssessmentStatus
from children.models import AgeAssessment
from identification.actions import correct_facts, merge
from identification.enums import AgeBand, Result, Sex
from identification.models import Case, Screening
from tests.cast import Cast
from tests.helpers import codes, log_is_broken
from tests.makers import presumed_case
from tests.makers_children import DOUBT, FOUND, appointed, asked_for, guarded
from workflow.gate import perform
from workflow.refusal import Refused

AGREED = {"reason": DOUBT, "child_agrees": True, "guardian_agrees": True}


@pytest.fixture
def case(cast: Cast) -> Case:
    return presumed_case(cast.nora, age_band=AgeBand.UNKNOWN)


def age_of(case: Case) -> str:
    return Case.objects.get(pk=case.pk).age_band


def grown_up(case: Case) -> dict[str, str]:
    return {"age_band": AgeBand.ADULT, "sex": Sex.FEMALE, "language": "ru"}


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, []),
        ({"reason": "short"}, ["reason_is_given"]),
        ({"child_agrees": False}, ["assessment_is_agreed_to"]),
        ({"guardian_agrees": False}, ["assessment_is_agreed_to"]),
    ],
)
def test_it_is_asked_for_with_a_reason_and_both_agreements(
    case: Case, cast: Cast, said: dict[str, object], refused: list[str]
) -> None:
    guarded(case, cast.nora)
    assert codes(AgeAssessment(case=case), "request", cast.nora, **{**AGREED, **said}) == refused


def test_somebody_must_act_for_the_child(case: Case, cast: Cast) -> None:
    found = codes(AgeAssessment(case=case), "request", cast.nora, **AGREED)
    assert found == ["somebody_acts_for_the_child"]


def test_only_an_age_in_doubt_is_assessed_and_once_at_a_time(case: Case, cast: Cast) -> None:
    asked_for(case, cast.nora)
    found = codes(AgeAssessment(case=case), "request", cast.nora, **AGREED)
    assert found == ["no_assessment_is_under_way"]
    child = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    appointed(child, cast.nora)
    assert codes(AgeAssessment(case=child), "request", cast.nora, **AGREED) == ["age_is_in_doubt"]


@pytest.mark.parametrize("result", ["", "leave_in_doubt", "find_child"])
def test_no_correction_makes_an_adult_of_one_whom_an_assessment_did_not_find_so(
    case: Case, cast: Cast, result: str
) -> None:
    assessment = asked_for(case, cast.nora)
    assert codes(case, "correct_facts", cast.nora, **grown_up(case)) == ["no_assessment_says_otherwise"]
    if result == "find_child":
        actions.find_child(ageassessment=assessment, reason=FOUND, by=cast.nora)
    elif result:
        perform(assessment, result, reason=FOUND, by=cast.nora)
    with pytest.raises(Refused):
        correct_facts(case=case, **grown_up(case), by=cast.nora)
    assert age_of(case) == (AgeBand.CHILD if result == "find_child" else AgeBand.UNKNOWN)


def test_a_request_that_was_taken_back_says_nothing(case: Case, cast: Cast) -> None:
    perform(asked_for(case, cast.nora), "withdraw", by=cast.nora)
    assert codes(case, "correct_facts", cast.nora, **grown_up(case)) == []


def test_the_result_adult_is_written_into_the_case_with_all_that_follows(case: Case, cast: Cast) -> None:
    assessment = asked_for(case, cast.nora)
    done = actions.find_adult(ageassessment=assessment, reason=FOUND, by=cast.nora)
    assert done.status == AssessmentStatus.ADULT
    assert age_of(case) == AgeBand.ADULT
    assert not case.guardianships.acting().exists()
    assert Screening.objects.get(case=case).result == Result.PRESUMED


def test_a_case_with_an_open_assessment_is_not_wound_up(case: Case, cast: Cast) -> None:
    assessment = asked_for(case, cast.nora)
    assert codes(case, "follow_up", cast.nora, safety_plan=True) == ["nothing_is_open"]
    actions.find_adult(ageassessment=assessment, reason=FOUND, by=cast.nora)
    assert codes(case, "follow_up", cast.nora, safety_plan=True) == []


def test_merging_two_cases_does_not_lose_what_was_assessed(case: Case, cast: Cast) -> None:
    younger = presumed_case(cast.nora, age_band=AgeBand.UNKNOWN)
    assessment = asked_for(younger, cast.nora)
    assert codes(younger, "merge", cast.nora, into=case) == ["nothing_is_open"]
    perform(assessment, "leave_in_doubt", reason=FOUND, by=cast.nora)
    merge(case=younger, into=case, by=cast.nora)
    assert codes(case, "correct_facts", cast.nora, **grown_up(case)) == ["no_assessment_says_otherwise"]


def test_nothing_happens_when_the_log_is_broken(case: Case, cast: Cast) -> None:
    assessment = asked_for(case, cast.nora)
    with log_is_broken(), pytest.raises(Exception, match="the log is broken"), transaction.atomic():
        actions.find_adult(ageassessment=assessment, reason=FOUND, by=cast.nora)
    assert AgeAssessment.objects.get(pk=assessment.pk).status == AssessmentStatus.REQUESTED
    assert age_of(case) == AgeBand.UNKNOWN
    assert case.guardianships.acting().exists()
