"""Each step of a case and a screening, walked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consent.enums import DataSet, Purpose
from identification import actions
from identification.enums import AgeBand, CaseStatus, ClosingReason, Profile, Result, Scope, YesNo
from identification.models import Case, Screening
from tests.cast import Cast
from tests.makers import (
    GROUNDS,
    NOTHING,
    REASON,
    WRITTEN,
    consented,
    decided_case,
    opened_case,
    pending_case,
    presumed_case,
    screened,
)
from workflow.gate import perform
from workflow.refusal import Refused


def in_days(count: int) -> object:
    return timezone.localdate() + timedelta(days=count)


def asked_not_indicated(cast: Cast) -> Case:
    case = opened_case(cast.nora)
    screened(case, cast.nora, NOTHING)
    return perform(case, "ask_not_indicated", by=cast.nora)


def closed(cast: Cast) -> Case:
    case = perform(presumed_case(cast.nora), "follow_up", safety_plan=True, by=cast.nora)
    return perform(case, "close", closing_reason=ClosingReason.WISH, by=cast.dana)


def test_open_gives_a_key_an_access_and_a_pseudonym(cast: Cast) -> None:
    case = opened_case(cast.nora)
    assert case.status == CaseStatus.SCREENING
    assert case.identity.pseudonym == "Robin"
    access = case.accesses.get()
    assert (access.organisation, access.scope) == (cast.nora.organisation, Scope.IDENTITY)


def test_presume(cast: Cast) -> None:
    assert presumed_case(cast.nora).status == CaseStatus.PRESUMED


def test_override_upward_keeps_the_reason_sealed(cast: Cast) -> None:
    case = opened_case(cast.nora)
    screened(case, cast.nora, NOTHING)
    case = perform(case, "override_upward", reason=REASON, by=cast.nora)
    assert case.status == CaseStatus.PRESUMED
    assert Case.objects.get(pk=case.pk).override_reason == REASON


def test_not_indicated_needs_two_people_and_may_be_overridden(cast: Cast) -> None:
    case = asked_not_indicated(cast)
    assert (case.status, case.asked_by) == (CaseStatus.SCREENING, cast.nora.user)
    case = perform(case, "agree_not_indicated", by=cast.dana)
    assert (case.status, case.asked_by) == (CaseStatus.NOT_INDICATED, None)
    case = perform(case, "override_upward", reason=REASON, by=cast.nora)
    assert case.status == CaseStatus.PRESUMED


@pytest.mark.parametrize(("country", "days"), [("AV", 30), ("BK", 45), ("CT", 60)])
def test_recovery_lasts_as_the_jurisdiction_says(cast: Cast, country: str, days: int) -> None:
    case = perform(presumed_case(cast.nora, jurisdiction=country), "start_recovery", by=cast.nora)
    assert (case.status, case.recovery_until) == (CaseStatus.RECOVERY, in_days(days))


@pytest.mark.parametrize(("country", "days"), [("AV", 30), ("CT", 10)])
def test_request_identification_gives_the_authority_sight_and_a_deadline(
    cast: Cast, country: str, days: int
) -> None:
    case, authority = presumed_case(cast.nora, jurisdiction=country), cast.ada.organisation
    (consent,) = consented(case, cast.nora, authority, Purpose.IDENTIFICATION, [DataSet.IDENTITY])
    case = actions.request_identification(case=case, authority=authority, by=cast.nora)
    assert (case.status, case.decision_due) == (CaseStatus.IDENTIFICATION_PENDING, in_days(days))
    access = case.accesses.get(organisation=authority)
    assert (access.basis, access.basis_id) == ("consent", consent.pk)
    assert access.expires_at == consent.expires_at


def test_a_child_is_identified_on_the_ground_of_protection(cast: Cast) -> None:
    case, authority = presumed_case(cast.nora, age_band=AgeBand.CHILD), cast.ada.organisation
    case = actions.request_identification(case=case, authority=authority, by=cast.nora)
    access = case.accesses.get(organisation=authority)
    assert (access.basis, access.basis_id) == ("child_protection", None)


def test_halt_identification_ends_the_authoritys_sight(cast: Cast) -> None:
    case = actions.halt_identification(case=pending_case(cast), by=cast.nora)
    assert (case.status, case.authority, case.decision_due) == (CaseStatus.PRESUMED, None, None)
    assert not case.is_visible_to(cast.ada)
    assert case.is_visible_to(cast.nora)


@pytest.mark.parametrize("yes", [True, False])
def test_a_decision_is_written_with_its_grounds(cast: Cast, yes: bool) -> None:
    case = decided_case(cast, yes=yes)
    status = CaseStatus.IDENTIFIED if yes else CaseStatus.NOT_IDENTIFIED
    decision = case.decisions.get()
    assert (case.status, case.decision_due, decision.outcome) == (status, None, status)
    assert (decision.grounds, decision.decided_by, decision.on_appeal) == (GROUNDS, cast.ada.user, False)


@pytest.mark.parametrize(
    ("action", "status"),
    [
        (actions.grant_appeal, CaseStatus.IDENTIFIED),
        (actions.dismiss_appeal, CaseStatus.NOT_IDENTIFIED),
    ],
)
def test_an_appeal_is_decided_by_another_member(cast: Cast, action, status: str) -> None:
    case = perform(decided_case(cast, yes=False), "appeal", by=cast.nora)
    assert (case.status, case.decision_due) == (CaseStatus.APPEAL, in_days(30))
    with pytest.raises(Refused, match="by_other_authority_member"):
        action(case=case, grounds=WRITTEN, appeal_told=True, by=cast.ada)
    case = action(case=case, grounds=WRITTEN, appeal_told=True, by=cast.aldo)
    decision = case.decisions.latest()
    assert (case.status, case.decision_due, decision.outcome) == (status, None, status)
    assert (decision.on_appeal, decision.decided_by) == (True, cast.aldo.user)


def test_follow_up_close_and_open_again(cast: Cast) -> None:
    case = closed(cast)
    assert (case.status, case.closing_reason, case.asked_by) == (CaseStatus.CLOSED, "wish", None)
    with pytest.raises(Refused, match="person_agrees_anew"):
        perform(case, "reopen", by=cast.nora)
    consented(case, cast.nora, None, Purpose.SERVICES, [DataSet.SUMMARY])
    case = perform(case, "reopen", by=cast.nora)
    assert (case.status, case.closing_reason) == (CaseStatus.PRESUMED, "")


def test_who_asks_for_follow_up_does_not_close(cast: Cast) -> None:
    case = perform(presumed_case(cast.nora), "follow_up", safety_plan=True, by=cast.nora)
    with pytest.raises(Refused, match="by_other_supervisor"):
        perform(case, "close", closing_reason=ClosingReason.WISH, by=cast.nora)


@pytest.mark.parametrize("cooperation", YesNo.values)
def test_co_operation_changes_nothing(cast: Cast, cooperation: str) -> None:
    case = opened_case(cast.nora)
    new = Screening(case=case, profile=Profile.ADULT_LABOUR, screened_by=cast.nora.user)
    screening = perform(new, "begin", by=cast.nora)
    answers = {"EX01": "yes", "EX02": "yes", "CD01": "yes", "CD02": "yes"}
    screening = actions.answer(screening=screening, answers=answers, by=cast.nora)
    screening = perform(screening, "complete", note="", cooperation=cooperation, by=cast.nora)
    assert (screening.cooperation, screening.result) == (cooperation, Result.PRESUMED)
    case = perform(case, "presume", by=cast.nora)
    case = perform(case, "start_recovery", by=cast.nora)
    assert case.recovery_until == in_days(30)


def test_answers_are_replaced_not_repeated(cast: Cast) -> None:
    case = opened_case(cast.nora)
    new = Screening(case=case, profile=Profile.ADULT_LABOUR, screened_by=cast.nora.user)
    screening = perform(new, "begin", by=cast.nora)
    actions.answer(screening=screening, answers={"EX01": "yes"}, by=cast.nora)
    actions.answer(screening=screening, answers={"EX01": "no", "EX02": "yes"}, by=cast.nora)
    assert screening.answered() == {"EX01": "no", "EX02": "yes"}


def test_a_completed_screening_is_not_changed(cast: Cast) -> None:
    screening = screened(opened_case(cast.nora), cast.nora)
    for step in ("answer", "complete"):
        with pytest.raises(Refused, match="wrong_state"):
            perform(screening, step, by=cast.nora)


def test_a_screening_keeps_its_note_sealed(cast: Cast) -> None:
    case = opened_case(cast.nora)
    new = Screening(case=case, profile=Profile.ADULT_LABOUR, screened_by=cast.nora.user)
    screening = perform(new, "begin", by=cast.nora)
    actions.answer(screening=screening, answers={"EX01": "yes"}, by=cast.nora)
    perform(screening, "complete", note="Tired, wants tea.", by=cast.nora)
    assert Screening.objects.get(pk=screening.pk).note == "Tired, wants tea."
