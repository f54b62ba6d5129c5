"""The gate: what it asks, in which order, what it leaves behind, and what it does not do."""

import pytest
from django.db import DatabaseError, transaction
from django_fsm import TransitionNotAllowed

from audit.log import read
from audit.models import Event, Outcome
from identification.deciding.grounds import Grounds
from identification.enums import CaseStatus
from identification.models import Case, Screening
from tests.cast import Cast
from tests.helpers import codes, log_is_broken
from tests.makers import NOTHING, new_case, opened_case, pending_case, screened
from workflow import gate
from workflow.gate import perform
from workflow.refusal import Ground, Refused


@pytest.fixture
def case(cast: Cast) -> Case:
    return opened_case(cast.nora)


def events(kind: str, outcome: str = Outcome.DONE) -> list[Event]:
    return list(Event.objects.filter(kind=kind, outcome=outcome))


def test_permission_is_asked_before_state_and_rules(cast: Cast, case: Case) -> None:
    (refusal,) = gate.refusals(case, "follow_up", by=cast.stat, safety_plan=False)
    assert refusal.ground is Ground.PERMISSION
    assert refusal.code == "by_case_manager"


def test_state_is_asked_before_rules(cast: Cast, case: Case) -> None:
    (refusal,) = gate.refusals(case, "follow_up", by=cast.nora, safety_plan=False)
    assert refusal.ground is Ground.STATE
    assert "Screening" in refusal.sentence


def test_every_rule_that_fails_is_told_at_once(cast: Cast) -> None:
    case = pending_case(cast)
    with pytest.raises(Refused) as caught:
        perform(case, "identify", by=cast.ada, for_round=1, grounds=Grounds("", ""), appeal_told=False)
    given = ["grounds_are_given", "means_are_given"]
    assert [one.code for one in caught.value.refusals] == [*given, "right_to_appeal_is_told"]
    assert all(one.ground is Ground.RULE for one in caught.value.refusals)
    assert len(caught.value.sentences) == 3


def test_asking_changes_nothing(cast: Cast, case: Case) -> None:
    before = Event.objects.count()
    gate.refusals(case, "presume", by=cast.nora)
    gate.offered(case, ["presume", "decline"], by=cast.nora)
    assert Event.objects.count() == before
    assert Case.objects.get(pk=case.pk).status == CaseStatus.SCREENING


def test_a_step_changes_the_row_and_leaves_its_event(cast: Cast, case: Case) -> None:
    screened(case, cast.nora)
    fresh = perform(case, "presume", by=cast.nora)
    assert fresh.status == Case.objects.get(pk=case.pk).status == CaseStatus.PRESUMED
    (event,) = events("case.presume")
    assert event.case_id == case.pk
    assert event.user_id == cast.nora.user_id
    assert read(event)["facts"] == {"from": "screening", "to": "presumed", "basis": ""}
    assert fresh.history.latest().history_user == cast.nora.user


def test_a_step_that_stays_keeps_the_time_of_the_state(cast: Cast, case: Case) -> None:
    assert perform(case, "record_identity", by=cast.nora).status_since == case.status_since


def test_a_refused_attempt_changes_nothing_and_is_remembered_with_its_codes(cast: Cast, case: Case) -> None:
    with pytest.raises(Refused):
        perform(case, "presume", by=cast.nora)
    assert Case.objects.get(pk=case.pk).status == CaseStatus.SCREENING
    assert not events("case.presume")
    (event,) = events("case.presume", Outcome.REFUSED)
    assert read(event)["facts"] == {"reasons": ["screening_points_to_presumed"]}
    assert event.user_id == cast.nora.user_id


def test_without_its_event_the_step_does_not_happen(cast: Cast, case: Case) -> None:
    screened(case, cast.nora)
    with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken(), transaction.atomic():
        perform(case, "presume", by=cast.nora)
    assert Case.objects.get(pk=case.pk).status == CaseStatus.SCREENING


def test_data_that_nobody_asked_for_is_a_type_error(cast: Cast, case: Case) -> None:
    screened(case, cast.nora)
    with pytest.raises(TypeError, match="presume asks for no mood"):
        perform(case, "presume", by=cast.nora, mood="calm")
    assert Case.objects.get(pk=case.pk).status == CaseStatus.SCREENING


def test_a_rule_cannot_be_passed_by_leaving_out_what_it_asks_for(cast: Cast) -> None:
    case = pending_case(cast)
    with pytest.raises(TypeError, match="identify needs appeal_told, for_round, grounds"):
        perform(case, "identify", by=cast.ada)
    assert Case.objects.get(pk=case.pk).status == CaseStatus.IDENTIFICATION_PENDING


def test_a_step_that_does_not_exist_is_a_key_error(cast: Cast, case: Case) -> None:
    with pytest.raises(KeyError, match="teleport"):
        perform(case, "teleport", by=cast.nora)


@pytest.mark.parametrize("name", ["save", "delete", "refresh_from_db", "is_visible_to"])
def test_a_method_that_is_no_step_is_a_key_error(cast: Cast, case: Case, name: str) -> None:
    with pytest.raises(KeyError):
        perform(case, name, by=cast.nora)


def test_the_row_is_read_anew_so_that_an_old_copy_decides_nothing(cast: Cast, case: Case) -> None:
    old = Case.objects.get(pk=case.pk)
    screened(case, cast.nora)
    perform(case, "presume", by=cast.nora)
    with pytest.raises(Refused) as caught:
        perform(old, "presume", by=cast.nora)
    assert caught.value.refusals[0].ground is Ground.STATE


def test_a_row_of_a_case_is_read_anew_too(cast: Cast, case: Case) -> None:
    screening = screened(case, cast.nora)
    old = Screening.objects.get(pk=screening.pk)
    old.__dict__["status"] = "open"
    with pytest.raises(Refused) as caught:
        perform(old, "complete", by=cast.nora)
    assert caught.value.refusals[0].ground is Ground.STATE


def test_what_an_old_copy_holds_is_not_saved(cast: Cast, case: Case) -> None:
    case.language = "fa"
    assert perform(case, "record_identity", by=cast.nora).language == "ru"
    assert Case.objects.get(pk=case.pk).language == "ru"


def test_a_record_that_is_not_there_is_absent(cast: Cast, case: Case) -> None:
    gone = Case.objects.get(pk=case.pk)
    gone.pk = new_case(cast.nora).pk
    with pytest.raises(Case.DoesNotExist):
        perform(gone, "presume", by=cast.nora)


@pytest.mark.parametrize("step", ["presume", "start_recovery"])
def test_a_step_called_past_the_gate_keeps_its_rules_and_its_states(case: Case, step: str) -> None:
    with pytest.raises(TransitionNotAllowed):
        getattr(case, step)()


def test_past_the_gate_a_rule_that_asks_for_an_entry_is_not_kept(cast: Cast, case: Case) -> None:
    screened(case, cast.nora, NOTHING)
    with pytest.raises(TransitionNotAllowed):
        case.override_upward(reason="a good and long reason")


def test_offered_are_the_steps_that_are_theirs_from_here(cast: Cast, case: Case) -> None:
    names = ["presume", "start_recovery", "decline", "close"]
    offered = {step.name: step for step in gate.offered(case, names, by=cast.nora)}
    assert set(offered) == {"presume", "decline"}
    assert not offered["presume"].allowed
    assert offered["presume"].reasons == ["No completed screening points to a presumed victim."]
    assert offered["decline"].allowed
    assert offered["decline"].url == f"/cases/{case.number}/do/decline/"
    assert not gate.offered(case, names, by=cast.vera)


def test_codes_of_refusals_are_names_of_rules(cast: Cast, case: Case) -> None:
    assert codes(case, "presume", cast.nora) == ["screening_points_to_presumed"]
