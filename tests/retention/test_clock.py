"""The clock proposes, a person approves, the job does it; a hold stops all of it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Session, User
from audit.models import Event
from encryption import keys
from hotline.models import Call
from identification.enums import AgeBand, CaseStatus
from identification.jurisdictions import Value
from identification.models import Case, DailyOpenings
from practice.actions import begin
from practice.models import Attempt
from practice.vignettes import every
from retention import actions, schedule
from retention.models import LegalHold, Proposal
from retention.schedule_files import faults
from tests.cast import Cast
from tests.helpers import codes
from tests.makers import presumed_case
from tests.makers_hotline import call_at, hanna
from tests.makers_retention import REASON, aged, closed_case, held, proposal_of
from workflow.gate import perform
from workflow.refusal import Refused

YEARS = 365


def test_proposed_approved_and_done(cast: Cast) -> None:
    """Three years in Arvenia, by the file of the country; a case closed a day less ago stays."""
    case, young = closed_case(cast, days_ago=3 * YEARS), closed_case(cast, days_ago=3 * YEARS - 1)
    call_command("propose_retention")
    call_command("propose_retention")
    proposal = proposal_of(case)
    assert (proposal.status, proposal.rule_name, proposal.rule.value) == (
        "proposed",
        "closed_adult",
        3 * YEARS,
    )
    assert not Proposal.objects.filter(case=young).exists()
    call_command("execute_retention")
    assert keys.exist(case.pk)  # nobody approved it
    assert codes(proposal, "agree", cast.nora) == ["by_data_protection_officer"]
    perform(proposal, "agree", by=cast.dov)
    call_command("execute_retention")
    case.refresh_from_db()
    assert (case.status, proposal_of(case).status) == (CaseStatus.ERASED, "executed")
    assert not keys.exist(case.pk)
    kinds = set(Event.objects.filter(case_id=case.pk).values_list("kind", flat=True))
    assert {"proposal.propose", "proposal.agree", "proposal.execute", "case.erase"} <= kinds


def test_nothing_is_done_while_a_hold_stands(cast: Cast) -> None:
    case = closed_case(cast, days_ago=3 * YEARS)
    call_command("propose_retention")
    perform(proposal_of(case), "agree", by=cast.dov)
    hold = held(case, cast)
    call_command("execute_retention")
    assert keys.exist(case.pk)
    assert proposal_of(case).status == "approved"
    assert codes(hold, "lift", cast.nora, reason=REASON) == ["by_another_overseer"]
    actions.lift(legalhold=hold, reason=REASON, by=cast.dana)
    call_command("execute_retention")
    assert not keys.exist(case.pk)


def test_put_off_comes_back_on_its_day(cast: Cast) -> None:
    case = closed_case(cast, days_ago=3 * YEARS)
    call_command("propose_retention")
    day = timezone.localdate() + timedelta(days=10)
    far = {"until": date(9999, 12, 31), "reason": "..........\u200b"}
    assert set(codes(proposal_of(case), "put_off", cast.dov, **far)) == {
        "delay_ends_in_time",
        "reason_is_given",
    }
    perform(proposal_of(case), "put_off", until=day, reason=REASON, by=cast.dov)
    call_command("propose_retention")
    assert proposal_of(case).status == "put_off"
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        call_command("propose_retention")
    assert proposal_of(case).status == "proposed"


def test_what_was_opened_again_is_no_longer_due(cast: Cast) -> None:
    case = closed_case(cast, days_ago=3 * YEARS)
    call_command("propose_retention")
    perform(proposal_of(case), "agree", by=cast.dov)
    aged(case, 5)
    with pytest.raises(Refused, match="it_is_still_due"):
        actions.execute(proposal=proposal_of(case), by=Actor.system("execute_retention"))
    call_command("propose_retention")
    assert proposal_of(case).status == "lapsed"
    assert keys.exist(case.pk)


def test_a_child_is_kept_longer(cast: Cast) -> None:
    child = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    child = perform(child, "follow_up", safety_plan=True, by=cast.nora)
    child = perform(child, "close", closing_reason="wish", by=cast.dana)
    rule = schedule.rule_for(child)
    assert rule
    assert (rule.name, rule.days) == ("closed_child", 10 * YEARS)


def test_a_declined_case_waits_for_the_hold_and_then_goes(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    hold, other = held(case, cast), held(case, cast, held_for="complaint", days=5)
    told = {"sex": "male", "form": "not_told"}
    case = actions.decline(case=case, can_decide="yes", by=cast.nora, **told)
    assert case.status == CaseStatus.DECLINED_BY_PERSON
    assert keys.exist(case.pk)
    actions.lift(legalhold=hold, reason=REASON, by=cast.dana)
    assert keys.exist(case.pk)  # the complaint still holds it
    with time_machine.travel(timezone.now() + timedelta(days=6)):
        assert not LegalHold.objects.get(pk=other.pk).stands
        call_command("execute_retention")
    assert not keys.exist(case.pk)
    assert Case.objects.get(pk=case.pk).status == CaseStatus.ERASED


@pytest.mark.parametrize("answer", ["no", "unknown", ""])
def test_nobody_declines_who_cannot_decide_now(cast: Cast, answer: str) -> None:
    case = presumed_case(cast.nora)
    assert codes(case, "decline", cast.nora, can_decide=answer) == ["person_can_decide_now"]


def test_what_belongs_to_no_case_goes_by_itself(cast: Cast) -> None:
    DailyOpenings.objects.create(
        user=cast.nora.user, organisation=cast.nora.organisation, day=timezone.localdate(), cases=[]
    )
    Session.objects.create(session_key="k" * 32, session_data="", expire_date=timezone.now())
    call = call_at("closed", hanna("Hanna"))
    begin(vignette=next(iter(every().values())), by=cast.nora)
    gone = User.objects.get(pk=cast.vera.user_id)
    cast.vera.user.memberships.update(ended_at=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        call_command("execute_retention")
        assert not DailyOpenings.objects.exists()
        assert not Session.objects.filter(session_key="k" * 32).exists()
        assert not Call.objects.exists()
        assert not Call.history.filter(id=call.pk).exists()
        assert not Attempt.objects.exists()
        gone.refresh_from_db()
        assert gone.display_name == "Vera"
    with time_machine.travel(timezone.now() + timedelta(days=10 * 365 + 9)):
        call_command("execute_retention")
    gone.refresh_from_db()
    assert (gone.display_name, gone.is_active) == ("–", False)
    assert "vera" not in gone.email
    assert User.objects.get(pk=cast.nora.user_id).display_name == "Nora"


def test_our_files_are_well_formed_and_a_broken_one_is_named(tmp_path: Path) -> None:
    assert [fault for file in schedule.FOLDER.glob("*.json") for fault in faults(file)] == []
    broken = (
        (schedule.FOLDER / "default.json").read_text().replace('"erase"', '"burn"').replace(": 365", ": -3")
    )
    (tmp_path / "default.json").write_text(broken.replace('"since": "2026-11-01"', '"since": "soon"', 1))
    found = " ".join(faults(tmp_path / "default.json"))
    assert "'burn' is not one of" in found
    assert "-3 is not what this value should be" in found
    assert "'soon' is no day" in found


def test_every_end_of_a_case_has_a_rule() -> None:
    ruled = [status for one in schedule.rules("AV") for status in one.outcomes]
    assert set(ruled) == set(CaseStatus.values)


def test_a_rule_that_keeps_for_ever_clears_nothing(cast: Cast) -> None:
    never = replace(schedule.rules("")[0], value=Value(None, None, ""))
    with pytest.raises(LookupError):
        actions.clear(rule=replace(never, do="unname"), by=cast.nora)
    with pytest.raises(LookupError):
        actions.clear(rule=replace(never, do="delete"), by=cast.nora)
