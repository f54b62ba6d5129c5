"""The desk: the queue, the page on which members decide together, and questions, each refusal in words."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from django.utils.formats import date_format

from identification import actions
from identification.models import Case, Inquiry
from tests.cast import Cast
from tests.helpers import client_of, statements_of
from tests.identification.test_rule_pages import shown
from tests.journeys.people import Person, day
from tests.makers import ELEMENTS, GROUNDS, pending_case
from tests.makers_deciding import (
    ANSWER,
    DECISION,
    DISSENT,
    PANEL,
    QUESTION,
    asked,
    judges,
    twice_decided,
    voted,
    with_grounds,
)


def told(days: int) -> str:
    return date_format(timezone.localdate() + timedelta(days=days), "j E Y")


def page(case: Case) -> str:
    return f"{case.get_absolute_url()}deciding/"


def test_the_queue_says_where_deciding_stands(cast: Cast) -> None:
    voted(pending_case(cast, jurisdiction=PANEL), cast.ada)
    first, second = twice_decided(cast), with_grounds(cast)
    asked(first, cast)
    words = shown(client_of(cast.aldo), "/decisions/")
    assert "1 vote of 3" in words
    stands_still = "the time for the decision stands still"
    assert f"Reasonable grounds · Question open, answer due on {told(3)} · {stands_still}" in words
    assert words.index(second.number) < words.index("Conclusive grounds")
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=False):
        late = shown(client_of(cast.aldo), "/decisions/")
    assert late.index("Overdue") < late.index(first.number) < late.index("Due later")


def test_the_queue_costs_the_same_with_more_votes(cast: Cast) -> None:
    client, case = client_of(cast.ada), pending_case(cast, jurisdiction=PANEL)
    one = statements_of(client, "get", "/decisions/")
    voted(pending_case(cast, jurisdiction=PANEL), cast.ada, cast.aldo)
    voted(case, cast.ada)
    assert len(statements_of(client, "get", "/decisions/")) == len(one)


def test_three_members_decide_at_their_screens(cast: Cast) -> None:
    (agnes,) = judges(cast, "Agnes")
    case = pending_case(cast, jurisdiction=PANEL)
    ada, aldo, third = Person(cast.ada), Person(cast.aldo), Person(agnes)
    words = shown(ada.client, page(case))
    assert "Is the person a victim? 0 votes of 3" in words
    assert "Nobody has voted yet." in words
    assert "Not enough members have voted yet." in words
    for one in (ada, third):
        one.takes(case.get_absolute_url(), "vote", outcome="yes", **ELEMENTS, grounds=GROUNDS)
    aldo.takes(case.get_absolute_url(), "vote", outcome="no", **ELEMENTS, grounds=DISSENT)
    words = shown(aldo.client, page(case))
    assert "3 votes of 3" in words
    assert f"Aldo: No {date_format(timezone.localtime(), 'j E Y')}" in words
    assert DISSENT in words
    assert "The votes say yes." in words
    aldo.sees(f"{case.get_absolute_url()}do/vote/", DISSENT)  # who voted may change it
    refused = aldo.client.post(
        f"{case.get_absolute_url()}do/refuse_identification/",
        ELEMENTS | {"for_round": 1, "appeal_told": "on"},
    )
    assert refused.status_code == 409
    ada.takes(case.get_absolute_url(), "identify", **ELEMENTS, grounds=GROUNDS, appeal_told="on")
    aldo.misses(page(case))  # nothing is to be decided any more
    assert case.decisions.get().members == 3


def test_the_page_of_one_member_shows_no_votes(cast: Cast) -> None:
    words = shown(client_of(cast.ada), page(twice_decided(cast)))
    assert "Are there reasonable grounds to believe that the person is a victim?" in words
    assert "Votes" not in words
    assert "Reasonable grounds must be decided first." in words


@pytest.mark.parametrize("who", ["nora", "dana", "lena", "otto", "sami"])
def test_votes_are_shown_to_nobody_else(cast: Cast, who: str) -> None:
    case = voted(pending_case(cast, jurisdiction=PANEL), cast.ada)
    client = client_of(getattr(cast, who))
    assert client.get(page(case)).status_code == 403
    assert client.get(f"{case.get_absolute_url()}do/vote/").status_code in (403, 404)


def test_a_question_is_asked_and_answered_through_the_pages(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    case = twice_decided(cast)
    ada, nora = Person(cast.ada), Person(cast.nora)
    ada.sees(page(case), "Ask the organisation that carries the case")
    ada.sees(f"{case.get_absolute_url()}inquiries/new/", "The last day possible is", "stands still")
    with django_capture_on_commit_callbacks(execute=True):
        url = ada.sends(f"{case.get_absolute_url()}inquiries/new/", question=QUESTION, **day("due", 10))
    assert [one.to for one in mail.outbox] == [["nora@example.org"]]
    assert QUESTION not in mail.outbox[0].body + mail.outbox[0].subject
    label = f"Answer the authority's question: case {case.number}"
    assert label in shown(nora.client, "/")
    assert f"The authority asks a question: an answer is due on {told(10)}." in shown(
        nora.client, case.get_absolute_url()
    )
    nora.sees(f"{case.get_absolute_url()}inquiries/", url)
    nora.sees(url, QUESTION)
    assert nora.client.post(f"{url}do/reply/", {"answer": "no"}).status_code == 409
    nora.takes(url, "reply", answer=ANSWER)
    ada.sees(url, ANSWER, "Answered")
    assert "Ask the organisation" in shown(ada.client, page(case))


def test_a_question_without_a_day_or_too_late_is_refused_in_words(cast: Cast) -> None:
    client, case = client_of(cast.ada), pending_case(cast)
    url = f"{case.get_absolute_url()}inquiries/new/"
    assert client.post(url, {"question": QUESTION}).status_code == 200
    answer = client.post(url, {"question": QUESTION, **day("due", 8)})
    assert answer.status_code == 409
    assert "The answer must be due from today on" in answer.content.decode()
    asked(case, cast)
    again = client.post(url, {"question": QUESTION, **day("due", 2)})
    assert "Another question is open." in again.content.decode()
    assert Inquiry.objects.filter(case=case).count() == 1


def test_an_answer_that_did_not_come_waits_for_those_who_asked(cast: Cast) -> None:
    case = twice_decided(cast)
    inquiry = asked(case, cast)
    label = f"No answer came to your question: case {case.number}"
    assert label not in shown(client_of(cast.ada), "/")
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        assert label in shown(client_of(cast.ada), "/")
        assert "Overdue by 1 day" in shown(client_of(cast.nora), inquiry.get_absolute_url())
        Person(cast.aldo).takes(inquiry.get_absolute_url(), "give_up")
    assert Inquiry.objects.get(pk=inquiry.pk).get_status_display() == "Not answered"


def test_after_the_keys_are_gone_a_question_says_so(cast: Cast) -> None:
    case = twice_decided(cast)
    inquiry = asked(case, cast)
    actions.decline(case=case, can_decide="yes", by=cast.nora)
    words = shown(client_of(cast.nora), inquiry.get_absolute_url())
    assert "The keys of this case were destroyed." in words
    assert QUESTION not in words


def test_the_decisions_page_names_the_stage(cast: Cast) -> None:
    case = actions.refuse_identification(case=with_grounds(cast), **DECISION, by=cast.ada)
    words = shown(client_of(cast.nora), f"{case.get_absolute_url()}decisions/")
    assert words.index("Decided: Conclusive grounds") < words.index("Decided: Reasonable grounds")
    assert f"The second decision is due on {told(45)}." in words
