"""Two formal decisions: reasonable grounds first, a second deadline, a no at either stage, and appeals that resume."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine

from identification import actions
from identification.enums import CaseStatus, Stage
from identification.inquiries.actions import take_back
from identification.inquiries.rules import latest_day
from identification.models import Case
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.identification.countries import country, entry, site_with
from tests.identification.test_rule_pages import shown
from tests.makers import GROUNDS, decided_case, pending_case, presumed_case
from tests.makers_deciding import DECISION, TWICE, asked, twice_decided, with_grounds
from workflow.gate import perform

FIRST, SECOND = Stage.REASONABLE_GROUNDS, Stage.CONCLUSIVE_GROUNDS


def without_consent(cast: Cast) -> Case:
    """A child's case in Belmark that waits for the first decision."""
    case = presumed_case(cast.nora, age_band="child", jurisdiction=TWICE)
    return actions.request_identification(case=case, authority=cast.ada.organisation, by=cast.nora)


def told(case: Case) -> list[tuple[str, str, bool]]:
    rows = case.decisions.order_by("round").values_list("stage", "outcome", "on_appeal")
    return list(rows)


def test_a_first_yes_leaves_the_case_pending_and_begins_a_second_time(cast: Cast) -> None:
    with time_machine.travel("2027-01-10T10:00:00Z", tick=False):
        case = twice_decided(cast)
        assert (case.stage, case.round, case.decision_due) == (FIRST, 1, date(2027, 2, 9))
    with time_machine.travel("2027-01-31T10:00:00Z", tick=False):
        case = actions.find_grounds(case=case, **DECISION, by=cast.ada)
    assert (case.status, case.stage) == (CaseStatus.IDENTIFICATION_PENDING, SECOND)
    assert case.decision_due == date(2027, 3, 17)  # 45 days after 31 January
    assert told(case) == [(FIRST, "reasonable_grounds", False)]
    assert case.decisions.get().next_due == case.decision_due
    case = actions.identify(case=case, **DECISION, by=cast.ada)
    assert case.status == CaseStatus.IDENTIFIED
    assert told(case)[-1] == (SECOND, "identified", False)


def test_the_first_comes_before_the_second_and_is_taken_once(cast: Cast) -> None:
    case = twice_decided(cast)
    assert codes(case, "identify", cast.ada, **DECISION) == ["grounds_are_decided"]
    case = actions.find_grounds(case=case, **DECISION, by=cast.ada)
    assert codes(case, "find_grounds", cast.aldo, **DECISION) == ["grounds_are_undecided"]
    assert codes(case, "identify", cast.aldo, **DECISION) == []


def test_where_one_decision_is_taken_there_is_no_first_one(cast: Cast) -> None:
    case = pending_case(cast)
    assert (case.stage, codes(case, "find_grounds", cast.ada, **DECISION)) == (
        "",
        ["two_decisions_are_taken"],
    )
    page = shown(client_of(cast.ada), case.get_absolute_url())
    assert "reasonable grounds" not in page
    assert "Vote" not in page


@pytest.mark.parametrize(("maker", "stage"), [(twice_decided, FIRST), (with_grounds, SECOND)])
def test_a_no_at_either_stage_keeps_the_stage(cast: Cast, maker, stage: str) -> None:
    case = actions.refuse_identification(case=maker(cast), **DECISION, by=cast.ada)
    assert (case.status, case.stage, case.decision_due) == (CaseStatus.NOT_IDENTIFIED, stage, None)
    assert told(case)[-1] == (stage, "not_identified", False)
    case = perform(case, "appeal", by=cast.nora)
    assert (case.status, case.stage) == (CaseStatus.APPEAL, stage)
    assert codes(case, "dismiss_appeal", cast.ada, **DECISION) == ["by_other_authority_member"]
    dismissed = actions.dismiss_appeal(case=case, **DECISION, by=cast.aldo)
    assert told(dismissed)[-1] == (stage, "not_identified", True)


def test_who_decides_on_a_child_sees_the_case_until_the_last_question_is_decided(cast: Cast) -> None:
    """Each time in the evening of the last day, with a question that uses all its days."""
    with time_machine.travel("2027-01-04T08:00:00Z", tick=False) as clock:
        case = without_consent(cast)

        def last_evening(case: Case) -> Case:
            clock.move_to(f"{case.decision_due}T08:00:00Z")
            inquiry = asked(case, cast, latest_day(case))
            clock.move_to(f"{inquiry.due}T20:00:00Z")
            assert Case.objects.visible_to(cast.aldo).filter(pk=case.pk).exists()
            take_back(inquiry=inquiry, by=cast.ada)
            return Case.objects.get(pk=case.pk)

        case = actions.refuse_identification(case=last_evening(case), **DECISION, by=cast.ada)
        clock.shift(timedelta(days=15))
        case = last_evening(actions.appeal(case=case, by=cast.nora))
        case = actions.find_grounds_on_appeal(case=case, **DECISION, by=cast.aldo)
        case = actions.refuse_identification(case=last_evening(case), **DECISION, by=cast.ada)
        clock.shift(timedelta(days=15))
        last_evening(actions.appeal(case=case, by=cast.nora))


@pytest.mark.parametrize("leave", ["find_grounds", "appeal"])
def test_a_late_decision_on_a_child_hides_nothing_that_is_to_be_decided(cast: Cast, leave: str) -> None:
    case = without_consent(cast)
    until = case.accesses.get(basis="child_protection").expires_at
    with time_machine.travel(until - timedelta(hours=1)):
        if leave == "find_grounds":
            case = actions.find_grounds(case=case, **DECISION, by=cast.ada)
        else:
            case = actions.refuse_identification(case=case, **DECISION, by=cast.ada)
            case = actions.appeal(case=case, by=cast.nora)
    with time_machine.travel(f"{case.decision_due}T20:00:00Z"):
        assert Case.objects.visible_to(cast.ada).filter(pk=case.pk).exists()


def test_an_appeal_that_finds_grounds_goes_on_with_the_second_decision(cast: Cast) -> None:
    case = actions.refuse_identification(case=twice_decided(cast), **DECISION, by=cast.ada)
    case = perform(case, "appeal", by=cast.nora)
    assert codes(case, "grant_appeal", cast.aldo, **DECISION) == ["grounds_are_decided"]
    case = actions.find_grounds_on_appeal(case=case, **DECISION, by=cast.aldo)
    assert (case.status, case.stage, case.round) == (CaseStatus.IDENTIFICATION_PENDING, SECOND, 3)
    case = actions.identify(case=case, **DECISION, by=cast.ada)
    assert told(case) == [
        (FIRST, "not_identified", False),
        (FIRST, "reasonable_grounds", True),
        (SECOND, "identified", False),
    ]


def test_an_appeal_against_the_second_no_is_granted_at_once(cast: Cast) -> None:
    case = actions.refuse_identification(case=with_grounds(cast), **DECISION, by=cast.ada)
    case = perform(case, "appeal", by=cast.nora)
    assert codes(case, "find_grounds_on_appeal", cast.aldo, **DECISION) == ["grounds_are_undecided"]
    case = actions.grant_appeal(case=case, **DECISION, by=cast.aldo)
    assert (case.status, told(case)[-1]) == (CaseStatus.IDENTIFIED, (SECOND, "identified", True))


def test_who_takes_it_back_begins_anew(cast: Cast) -> None:
    case = actions.halt_identification(case=with_grounds(cast), by=cast.nora)
    assert (case.status, case.stage, case.decision_due) == (CaseStatus.PRESUMED, "", None)
    again = actions.request_identification(case=case, authority=cast.ada.organisation, by=cast.nora)
    assert (again.stage, again.round) == (FIRST, 3)


CHANGING = country(
    decisions=[
        entry(1),
        entry(2, "2027-07-01", "art. 5, as amended"),
        entry(1, "2027-09-01", "art. 5, as of old"),
    ],
    conclusive_days=[entry(45, "2027-07-01", "art. 6"), entry(20, "2027-08-01"), entry(None, "2027-09-01")],
    panel_members=[entry(1), entry(3, "2027-08-01", "art. 7, as amended")],
    identification_days=[entry(30), entry(10, "2027-08-15", "art. 3, as amended")],
)


def test_a_procedure_keeps_the_rules_it_began_under_while_the_law_changes(cast: Cast, tmp_path: Path) -> None:
    """Asked in June: one decision. In July: two, of one member, though the law wants three from August on and one
    decision from September on. A time that begins later begins under the law of its day, where there is one."""
    with site_with(tmp_path, CHANGING):
        with time_machine.travel("2027-06-30T10:00:00Z"):
            before = pending_case(cast)
        with time_machine.travel("2027-07-01T10:00:00Z"):
            july, late = pending_case(cast), pending_case(cast)
        assert (before.stage, july.stage, july.decision_due) == ("", FIRST, date(2027, 7, 31))
        with time_machine.travel("2027-08-31T10:00:00Z"):
            before = actions.identify(case=before, **DECISION, by=cast.ada)
            assert july.members_needed == 1
            july = actions.find_grounds(case=july, **DECISION, by=cast.ada)
        assert july.decision_due == date(2027, 9, 20)  # 20 days, the rule of August
        with time_machine.travel("2027-09-01T10:00:00Z"):
            late = actions.find_grounds(case=late, **DECISION, by=cast.ada)
            assert late.decision_due == date(2027, 10, 16)  # no rule of today: the 45 days of July
            refused = actions.refuse_identification(case=late, **DECISION, by=cast.ada)
            appealed = perform(refused, "appeal", by=cast.nora)
            assert (appealed.stage, appealed.decision_due) == (SECOND, date(2027, 9, 11))
            new = pending_case(cast)
    assert before.status == CaseStatus.IDENTIFIED
    assert (new.stage, new.members_needed, new.decision_due) == ("", 3, date(2027, 9, 11))
    assert (july.rule("decisions").source, july.rule("conclusive_days").value) == ("art. 5, as amended", 20)


def test_a_case_that_was_asked_for_before_decides_once(cast: Cast) -> None:
    """Cases from before these rules remember none: one decision, of one member."""
    case = decided_case(cast, jurisdiction="AV")
    case.began_under = {}
    assert (case.members_needed, case.first_stage()) == (1, "")
    assert case.decisions.get().grounds == GROUNDS
