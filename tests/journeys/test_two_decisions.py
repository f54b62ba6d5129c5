"""A country decides twice: on the last day, a day late, against an appeal; each step with its letter."""

import io
from datetime import date
from typing import Any

import time_machine
from pypdf import PdfReader

from accounts.actors import Actor
from identification.models import Case, Decision
from tests.cast import Cast
from tests.journeys.people import Person, day
from tests.makers import ELEMENTS
from tests.makers_deciding import ANSWER, QUESTION, twice_decided

GROUNDS = "Act, means and purpose are shown by the papers."


def on(day_of_it: str) -> Any:
    return time_machine.travel(f"{day_of_it}T10:00:00Z", tick=False)


def decides(who: Actor, case: Case, step: str) -> None:
    Person(who).takes(case.get_absolute_url(), step, **ELEMENTS, grounds=GROUNDS, appeal_told="on")


def letter(who: Actor, decision: Decision) -> str:
    answer = Person(who).client.get(f"/decisions/{decision.pk}/letter/")
    assert answer.status_code == 200
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages]
    assert len(pages) <= 2
    assert "For the authority" in pages[-1]  # what is signed stands together
    assert "Date" in pages[-1]
    return " ".join(pages)


def newest(case: Case) -> Decision:
    return case.decisions.order_by("-round")[0]


def asked_and_answered(cast: Cast) -> Case:
    """Asked on 10 January, so due on 9 February; a question was open for three days."""
    with on("2027-01-10"):
        case = twice_decided(cast, language="en")
    with on("2027-01-29"):
        url = f"{case.get_absolute_url()}inquiries/new/"
        question = Person(cast.ada).sends(url, question=QUESTION, **day("due", 5))
    with on("2027-02-01"):
        Person(cast.nora).takes(question, "reply", answer=ANSWER)
    return case


def test_decided_twice_late_and_reversed_by_others(cast: Cast) -> None:
    case = asked_and_answered(cast)
    with on("2027-02-12"):  # the last day
        decides(cast.ada, case, "find_grounds")
        first = newest(case)
        assert (first.due, first.days_late, first.next_due) == (date(2027, 2, 12), 0, date(2027, 3, 29))
        text = letter(cast.nora, first)
        assert "There are reasonable grounds to believe that you are a victim" in text
        assert "The second one is due on 29 March 2027." in text
        assert "late" not in text
    with on("2027-03-30"):  # a day late
        decides(cast.ada, case, "refuse_identification")
        second = newest(case)
        text = letter(cast.nora, second)
        assert (second.stage, second.days_late, second.appeal_until) == (
            "conclusive_grounds",
            1,
            date(2027, 4, 14),
        )
        assert "You are not identified as a victim" in text
        assert "This decision was due on 29 March 2027 and is 1 day late." in text
        assert "You may appeal until 14 April 2027; that day is the last." in text
    with on("2027-04-14"):  # the last day to appeal
        Person(cast.nora).takes(case.get_absolute_url(), "appeal")
        Person(cast.ada).is_refused(case.get_absolute_url(), "grant_appeal", 403)
    with on("2027-05-14"):  # the last day of the appeal
        Person(cast.aldo).sees("/decisions/", case.number, "Conclusive grounds")
        decides(cast.aldo, case, "grant_appeal")
        third = newest(case)
        text = letter(cast.nora, third)
        assert (third.on_appeal, third.days_late, third.appeal_until) == (True, 0, None)
        assert "This is the decision on your appeal." in text
        assert "You are identified as a victim of trafficking in human beings." in text
    outcomes = list(case.decisions.order_by("round").values_list("outcome", flat=True))
    assert outcomes == ["reasonable_grounds", "not_identified", "identified"]


def test_a_first_no_is_reversed_and_the_second_decision_follows(cast: Cast) -> None:
    with on("2027-01-10"):
        case = twice_decided(cast, language="en")
    with on("2027-02-10"):  # a day late
        decides(cast.ada, case, "refuse_identification")
        text = letter(cast.nora, newest(case))
        assert "No reasonable grounds were found to believe that you are a victim" in text
        assert "is 1 day late." in text
        assert "You may appeal until 25 February 2027" in text
    with on("2027-02-20"):
        Person(cast.nora).takes(case.get_absolute_url(), "appeal")
    with on("2027-03-22"):
        decides(cast.aldo, case, "find_grounds_on_appeal")
        text = letter(cast.nora, newest(case))
        assert "This is the decision on your appeal." in text
        assert "The second one is due on 6 May 2027." in text
    with on("2027-05-06"):
        decides(cast.ada, case, "identify")
        assert "You are identified as a victim" in letter(cast.ada, newest(case))
