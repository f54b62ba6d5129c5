"""The authority's desk: the queue by deadline, decisions in time and late, and the letter in the person's language."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from django.utils.formats import date_format
from pypdf import PdfReader

from audit import log
from audit.models import Event
from encryption import keys
from identification import actions
from identification.models import Case, Decision
from tests.cast import Cast
from tests.helpers import client_of, statements_of
from tests.identification.test_rule_pages import shown
from tests.makers import GROUNDS, WRITTEN, decided_case, pending_case
from workflow.gate import perform


def later(days: int) -> Any:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def decided(cast: Cast, after: int, decide: Callable[..., Case], **given: Any) -> Decision:
    """Return the decision that Ada takes so many days after she was asked."""
    case = pending_case(cast, **given)
    with later(after):
        decide(case=case, grounds=WRITTEN, appeal_told=True, by=cast.ada)
    return case.decisions.get()


def letter(cast: Cast, decision: Decision, *, who: str = "nora", **asked: str) -> list[str]:
    """Return the letter, page by page, as the words on it."""
    answer = client_of(getattr(cast, who)).get(f"/decisions/{decision.pk}/letter/", asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages]


def test_the_queue_has_the_earliest_deadline_first_and_says_what_is_overdue(cast: Cast) -> None:
    with later(-33):
        late = pending_case(cast)
    with later(-25):
        soon = pending_case(cast)
    new = pending_case(cast)
    words = shown(client_of(cast.ada), "/decisions/")
    places = [words.index(one) for one in ("Overdue", late.number, "Due within a week", soon.number)]
    assert places == sorted(places)
    assert words.index("Due later") < words.index(new.number)
    assert "Overdue by 3 days" in words


def test_the_queue_holds_what_waits_for_this_authority_alone(cast: Cast) -> None:
    known = decided_case(cast)
    refused = perform(decided_case(cast, yes=False), "appeal", by=cast.nora)
    waiting = Case.objects.awaiting_decision_of(cast.ada.organisation_id)
    assert list(waiting) == [refused]
    assert not Case.objects.awaiting_decision_of(cast.nora.organisation_id).exists()
    assert known.number not in shown(client_of(cast.aldo), "/decisions/")
    event = Event.objects.filter(kind="case.list").latest("id")
    assert log.read(event)["facts"]["ids"] == [str(refused.pk)]


def test_the_queue_costs_the_same_with_more_cases(cast: Cast) -> None:
    client = client_of(cast.ada)
    pending_case(cast)
    one = statements_of(client, "get", "/decisions/")
    for _case in range(4):
        pending_case(cast)
    assert len(statements_of(client, "get", "/decisions/")) == len(one)


def test_an_empty_queue(cast: Cast) -> None:
    assert "No case waits for a decision." in shown(client_of(cast.ada), "/decisions/")


@pytest.mark.parametrize(("after", "late"), [(0, 0), (30, 0), (31, 1), (35, 5)])
def test_a_decision_knows_whether_it_came_in_time(cast: Cast, after: int, late: int) -> None:
    """On the last day it is in time, and a day later it is a day late; both are decisions all the same."""
    assert decided(cast, after, actions.identify).days_late == late


def test_a_late_decision_says_so_on_the_page_and_in_the_letter(cast: Cast) -> None:
    due = timezone.localdate() + timedelta(days=30)
    decision = decided(cast, 31, actions.refuse_identification, language="en")
    assert "1 day late" in shown(client_of(cast.nora), f"{decision.case.get_absolute_url()}decisions/")
    (page,) = letter(cast, decision)
    assert f"This decision was due on {date_format(due, 'j E Y')} and is 1 day late." in page


def test_the_letter_of_a_no_tells_the_right_to_appeal(cast: Cast) -> None:
    decision = decided(cast, 0, actions.refuse_identification, language="en")
    (page,) = letter(cast, decision)
    until = date_format(timezone.localdate() + timedelta(days=30), "j E Y")
    assert "You are not identified as a victim of trafficking in human beings." in page
    assert f"You may appeal until {until}; that day is the last." in page
    assert "Law: Arvenian Law on Assistance to Victims of Trafficking (invented), art. 3" in page
    assert "Identification Board · Arvenia" in page
    assert GROUNDS in page
    assert "late" not in page


def test_the_letter_of_a_yes_speaks_of_no_appeal(cast: Cast) -> None:
    (page,) = letter(cast, decided(cast, 0, actions.identify, language="en"))
    assert "You are identified as a victim of trafficking in human beings." in page
    assert "appeal" not in page
    assert "It does not depend on whether you speak with the police." in page


def test_after_an_appeal_each_decision_has_its_letter(cast: Cast) -> None:
    case = perform(decided_case(cast, yes=False, language="en"), "appeal", by=cast.nora)
    actions.grant_appeal(
        case=case, grounds=replace(WRITTEN, text="Quite other grounds."), appeal_told=True, by=cast.aldo
    )
    first, second = case.decisions.order_by("decided_at")
    assert "not identified" in letter(cast, first)[0]
    (page,) = letter(cast, second)
    assert "This is the decision on your appeal." in page
    assert "Quite other grounds." in page


def test_the_letter_is_in_the_persons_language_whatever_the_page_says(cast: Cast) -> None:
    decision = decided(cast, 0, actions.refuse_identification, language="ru")
    client = client_of(cast.nora)
    client.cookies["django_language"] = "en"
    reader = PdfReader(io.BytesIO(client.get(f"/decisions/{decision.pk}/letter/").content))
    assert reader.root_object["/Lang"] == "ru"


@pytest.mark.parametrize(("language", "said"), [("ru", False), ("ky", False), ("am", True), ("", True)])
def test_a_language_that_we_have_not_is_said(cast: Cast, language: str, said: bool) -> None:
    decision = decided(cast, 0, actions.refuse_identification, language=language)
    words = shown(client_of(cast.nora), f"{decision.case.get_absolute_url()}decisions/")
    assert ("Go through it with an interpreter." in words) is said
    assert ("Go through it with an interpreter." in " ".join(letter(cast, decision))) is said


def test_the_letter_is_in_another_language_where_the_worker_chooses_it(cast: Cast) -> None:
    decision = decided(cast, 0, actions.identify, language="uz")
    words = letter(cast, decision, language="uz-cyrl")
    assert "Сиз одам савдоси қурбони деб тан олиндингиз." in words[0]
    assert "Machine-made translation, to be checked by a native speaker." in words[0]
    url = f"/decisions/{decision.pk}/letter/"
    assert client_of(cast.nora).get(url, {"language": "xx"}).status_code == 404


def test_letters_that_the_font_lacks_and_a_long_text_are_printed_all_the_same(cast: Cast) -> None:
    case = pending_case(cast)
    grounds = "\n".join(["Դատարանը, 法院, <b>bold</b> & more. " * 12] * 14)
    actions.refuse_identification(
        case=case, grounds=replace(WRITTEN, text=grounds), appeal_told=True, by=cast.ada
    )
    pages = letter(cast, case.decisions.get())
    assert len(pages) > 1
    assert "<b>bold</b> & more." in " ".join(pages)


def test_the_letter_names_nobody_and_the_look_is_remembered(cast: Cast) -> None:
    case = pending_case(cast)
    actions.record_identity(case=case, full_name="Canary Fullname", by=cast.nora)
    actions.identify(case=case, grounds=WRITTEN, appeal_told=True, by=cast.ada)
    decision = case.decisions.get()
    text = " ".join(letter(cast, decision, who="ada"))
    assert "Canary" not in text
    assert "Robin" not in text
    event = Event.objects.filter(kind="decision.print").get()
    assert event.case_id == case.pk


@pytest.mark.parametrize("who", ["sami", "otto", "stat", "odile"])
def test_nobody_else_gets_a_letter(cast: Cast, who: str) -> None:
    decision = decided(cast, 0, actions.identify)
    assert client_of(getattr(cast, who)).get(f"/decisions/{decision.pk}/letter/").status_code == 404


def test_without_keys_there_is_no_letter(cast: Cast) -> None:
    decision = decided(cast, 0, actions.identify)
    actions.decline(case=decision.case, can_decide="yes", by=cast.nora)
    assert not keys.exist(decision.case_id)
    assert client_of(cast.nora).get(f"/decisions/{decision.pk}/letter/").status_code == 404
