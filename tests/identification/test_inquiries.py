"""Questions to the carrier: who asks and answers, until when, what stands still meanwhile, and how it ends."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.actors import Actor
from audit.models import Event
from identification import actions
from identification.enums import CaseStatus, InquiryStatus
from identification.inquiries import actions as inquiries
from identification.inquiries.rules import latest_day
from identification.models import Case, Inquiry
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.identification.countries import country, entry, site_with
from tests.identification.test_rule_pages import shown
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import pending_case
from tests.makers_deciding import ANSWER, DECISION, QUESTION, asked, twice_decided
from workflow.gate import not_permitted
from workflow.steps import transitions

DAY = 86400


def reply(inquiry: Inquiry, cast: Cast) -> Inquiry:
    return inquiries.reply(inquiry=inquiry, answer=ANSWER, by=cast.nora)


def take_back(inquiry: Inquiry, cast: Cast) -> Inquiry:
    return inquiries.take_back(inquiry=inquiry, by=cast.aldo)


def why_not(inquiry: Inquiry, cast: Cast) -> Inquiry:
    return inquiries.say_why_not(
        inquiry=inquiry, answer="The person does not wish to speak of it.", by=cast.nora
    )


def give_up(inquiry: Inquiry, cast: Cast) -> Inquiry:
    return inquiries.give_up(inquiry=inquiry, by=cast.ada)


End = Callable[[Inquiry, Cast], Inquiry]


@pytest.mark.parametrize(
    ("asked_on", "answer_by", "over_on", "end", "status", "due"),
    [
        # Asked for on 10 January, so the decision was due on 9 February 2027.
        ("2027-01-20", "2027-01-23", "2027-01-20", reply, "answered", date(2027, 2, 9)),
        ("2027-01-28", "2027-01-31", "2027-01-31", reply, "answered", date(2027, 2, 12)),
        # Eight days over the end of a month.
        ("2027-01-31", "2027-02-10", "2027-02-08", reply, "answered", date(2027, 2, 17)),
        ("2027-02-09", "2027-02-12", "2027-02-10", why_not, "not_answered", date(2027, 2, 10)),
        ("2027-01-15", "2027-01-25", "2027-01-22", take_back, "withdrawn", date(2027, 2, 16)),
        # Late answers, and none: the time stood still until the answer's last day, and no longer.
        ("2027-01-31", "2027-02-03", "2027-03-01", reply, "answered", date(2027, 2, 12)),
        ("2027-01-31", "2027-02-07", "2027-02-28", give_up, "not_answered", date(2027, 2, 16)),
    ],
)
def test_the_deadline_moves_by_the_days_for_which_a_question_was_open_in_time(
    cast: Cast, asked_on: str, answer_by: str, over_on: str, end: End, status: str, due: date
) -> None:
    with time_machine.travel("2027-01-10T10:00:00Z", tick=False):
        case = twice_decided(cast)
    with time_machine.travel(f"{asked_on}T10:00:00Z", tick=False):
        inquiry = asked(case, cast, date.fromisoformat(answer_by))
        assert (read(case).due_now, read(case).paused_on) == (date(2027, 2, 9), date.fromisoformat(asked_on))
        assert read(case).stands_still
    with time_machine.travel(f"{over_on}T10:00:00Z", tick=False):
        assert read(case).due_now == due  # it is told before the question is over
        assert read(case).stands_still is (over_on <= answer_by)
        assert end(inquiry, cast).status == status
    case = read(case)
    assert (case.decision_due, case.question_due, case.paused_on) == (due, None, None)


def test_two_questions_in_turn_move_it_twice(cast: Cast) -> None:
    with time_machine.travel("2028-02-01T10:00:00Z", tick=False):
        case = twice_decided(cast)
    for day, end in (("2028-02-27", "2028-03-01"), ("2028-03-01", "2028-03-03")):
        with time_machine.travel(f"{day}T10:00:00Z", tick=False):
            inquiry = asked(read(case), cast)
        with time_machine.travel(f"{end}T10:00:00Z", tick=False):
            reply(inquiry, cast)
    assert read(case).decision_due == date(2028, 3, 7)  # from 2 March: 3 days over 29 February, and 2


def test_where_the_clock_goes_on_an_answer_is_due_in_the_time_left(cast: Cast) -> None:
    """Arvenia: seven days, and the clock goes on."""
    with time_machine.travel("2027-01-01T10:00:00Z", tick=False):
        case = pending_case(cast)  # due on 31 January
    with time_machine.travel("2027-01-28T10:00:00Z", tick=False):
        for due, allowed in (
            (date(2027, 1, 27), False),
            (date(2027, 1, 31), True),
            (date(2027, 2, 1), False),
        ):
            new = Inquiry.to_carrier(case, cast.ada)
            assert codes(new, "ask", cast.ada, question=QUESTION, due=due) == (
                [] if allowed else ["due_day_is_allowed"]
            )
        inquiry = asked(case, cast)
    with time_machine.travel("2027-01-30T10:00:00Z", tick=False):
        reply(inquiry, cast)
    assert (inquiry.pauses, read(case).decision_due) == (False, date(2027, 1, 31))


def test_where_the_clock_stands_still_it_is_due_within_the_days_of_the_rule(
    cast: Cast, tmp_path: Path
) -> None:
    """Nobody stops a clock for as long as they like; and the running case keeps the rule it began under."""
    rules = {"information_days": [entry(10)], "information_pauses_clock": [entry(True)]}
    changed = {
        "information_days": [entry(10), entry(2, "2027-01-15")],
        "information_pauses_clock": [entry(True), entry(False, "2027-01-15")],
    }
    with (
        site_with(tmp_path, country(**{**rules, **changed})),
        time_machine.travel("2027-01-14T10:00:00Z") as clock,
    ):
        case = pending_case(cast)
        clock.shift(3 * 86400)
        late = Inquiry.to_carrier(case, cast.ada)
        assert codes(late, "ask", cast.ada, question=QUESTION, due=date(2027, 1, 28)) == [
            "due_day_is_allowed"
        ]
        assert asked(case, cast, date(2027, 1, 27)).pauses


def test_questions_in_turn_share_the_days_of_the_rule(cast: Cast, tmp_path: Path) -> None:
    rules = {"information_days": [entry(10)], "information_pauses_clock": [entry(True)]}
    with site_with(tmp_path, country(**rules)), time_machine.travel("2027-01-04T10:00:00Z") as clock:
        case = pending_case(cast, age_band="child")
        due = case.decision_due
        inquiry = asked(case, cast, date(2027, 1, 14))
        clock.shift(6 * DAY)
        reply(inquiry, cast)
        assert latest_day(read(case)) == date(2027, 1, 14)  # four days are left of ten
        new = Inquiry.to_carrier(read(case), cast.aldo)
        told = {"question": QUESTION, "due": date(2027, 1, 15)}
        assert codes(new, "ask", cast.aldo, **told) == ["due_day_is_allowed"]
        inquiry = asked(read(case), cast, date(2027, 1, 14))
        clock.shift(9 * DAY)
        give_up(inquiry, cast)
        assert read(case).decision_due == due + timedelta(days=10)
        assert latest_day(read(case)) == timezone.localdate()


def test_each_round_has_days_of_its_own(cast: Cast) -> None:
    """Belmark: ten days, the clock stands still, and two decisions."""
    with time_machine.travel("2027-01-04T10:00:00Z") as clock:
        case = twice_decided(cast)
        inquiry = asked(case, cast, date(2027, 1, 14))
        clock.shift(10 * DAY)
        reply(inquiry, cast)
        assert latest_day(read(case)) == date(2027, 1, 14)
        case = actions.find_grounds(case=read(case), **DECISION, by=cast.ada)
        assert latest_day(case) == date(2027, 1, 24)


def test_nothing_is_asked_when_no_day_is_left(cast: Cast) -> None:
    """Arvenia, where the clock goes on: after the last day of the decision, no answer can be due."""
    case = pending_case(cast)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        answer = client_of(cast.ada).get(f"{case.get_absolute_url()}inquiries/new/")
    assert answer.status_code == 409
    assert "No day is left on which an answer could be due" in answer.content.decode()


def test_one_question_at_a_time_and_no_decision_meanwhile(cast: Cast) -> None:
    case = pending_case(cast)
    inquiry = asked(case, cast)
    again = Inquiry.to_carrier(read(case), cast.aldo)
    assert codes(again, "ask", cast.aldo, question=QUESTION, due=inquiry.due) == ["nothing_else_is_asked"]
    for step in ("identify", "refuse_identification"):
        assert codes(read(case), step, cast.ada, **DECISION) == ["no_question_is_open"]
    assert codes(read(case), "follow_up", cast.nora, safety_plan=True) == ["no_question_is_open"]
    reply(inquiry, cast)
    assert codes(read(case), "identify", cast.ada, **DECISION) == []


def test_who_asks_and_who_answers(cast: Cast) -> None:
    case = pending_case(cast)
    inquiry = asked(case, cast)
    for step in ("reply", "say_why_not"):
        assert permitted(inquiry, step, cast) == {"nora"}
    for step in ("take_back", "give_up"):
        assert permitted(inquiry, step, cast) == {"ada", "aldo"}
    assert permitted(Inquiry.to_carrier(case, cast.nora), "ask", cast) == {"ada", "aldo"}
    assert codes(inquiry, "give_up", cast.ada) == ["answer_is_late"]
    assert codes(inquiry, "reply", cast.nora, answer="no") == ["answer_is_written"]


@pytest.mark.parametrize("leave", ["halt", "decline"])
def test_a_question_ends_with_what_it_was_asked_for(cast: Cast, leave: str) -> None:
    case = twice_decided(cast)
    inquiry = asked(case, cast)
    if leave == "halt":
        case = actions.halt_identification(case=read(case), by=cast.nora)
    else:
        case = actions.decline(case=read(case), can_decide="yes", by=cast.nora)
    assert Inquiry.objects.get(pk=inquiry.pk).status == InquiryStatus.WITHDRAWN
    left = CaseStatus.PRESUMED if leave == "halt" else CaseStatus.DECLINED_BY_PERSON
    assert (case.status, case.question_due, case.paused_on) == (left, None, None)
    assert "an answer is due" not in shown(client_of(cast.nora), case.get_absolute_url())


@pytest.mark.parametrize(("before", "warned"), [(3, 0), (2, 1), (0, 1), (-1, 0)])
def test_the_carrier_is_warned_once_and_of_nobody(
    cast: Cast, before: int, warned: int, django_capture_on_commit_callbacks: Any
) -> None:
    with time_machine.travel("2027-01-10T10:00:00Z", tick=False):
        case = twice_decided(cast)
        asked(case, cast, date(2027, 1, 18))
    mail.outbox.clear()
    with time_machine.travel(f"2027-01-{18 - before}T06:00:00Z", tick=False):
        for _morning in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                call_command("warn_inquiries", verbosity=0)
    assert Event.objects.filter(kind="inquiry.warn_of_due_day").count() == len(mail.outbox) == warned
    for one in mail.outbox:
        assert one.to == ["nora@example.org"]
        assert case.number not in one.subject + one.body


ENDS: dict[str, Callable[[Case, Cast], Callable[[], object]]] = {
    "ask": lambda case, cast: lambda: asked(case, cast),
    "reply": lambda case, cast: _later(asked(case, cast), reply, cast),
    "say_why_not": lambda case, cast: _later(asked(case, cast), why_not, cast),
    "take_back": lambda case, cast: _later(asked(case, cast), take_back, cast),
    "give_up": lambda case, cast: _later(_late(case, cast), give_up, cast),
    "warn_of_due_day": lambda case, cast: _warning(_soon(case, cast)),
}


@pytest.mark.parametrize("name", ENDS)
def test_nothing_happens_without_its_event(cast: Cast, name: str) -> None:
    changes_nothing_without_the_log(ENDS[name](twice_decided(cast), cast))


def test_every_step_has_its_twin() -> None:
    assert {one.name for one in transitions(Inquiry)} == set(ENDS)


def permitted(inquiry: Inquiry, step: str, cast: Cast) -> set[str]:
    return {name for name, one in cast.everybody().items() if not not_permitted(inquiry, step, by=one)}


def read(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def _later(inquiry: Inquiry, end: End, cast: Cast) -> Callable[[], object]:
    return lambda: end(inquiry, cast)


def _late(case: Case, cast: Cast) -> Inquiry:
    with time_machine.travel(timezone.now() - timedelta(days=8)):
        return asked(case, cast)


def _soon(case: Case, cast: Cast) -> Inquiry:
    return asked(case, cast, timezone.localdate())


def _warning(inquiry: Inquiry) -> Callable[[], object]:
    return lambda: inquiries.warn(inquiry=inquiry, by=Actor.system("warn_inquiries"))
