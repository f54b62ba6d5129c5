"""Screening, page by page."""

from typing import Any

import pytest
from django.test import Client

from audit.models import Event
from identification import actions
from identification.models import Case, Screening
from tests.cast import Cast
from tests.helpers import client_of
from tests.identification.forms import NUL, OVERRIDE, is_beside_the_field, send
from tests.makers import NOTHING, opened_case, presumed_case, screened
from workflow.gate import perform


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.fixture
def row(cast: Cast) -> Screening:
    return begun(cast)


def begun(cast: Cast) -> Screening:
    new = Screening(case=opened_case(cast.nora), profile="adult_labour", screened_by=cast.nora.user)
    return perform(new, "begin", by=cast.nora)


def exploitation(**answers: str) -> dict[str, Any]:
    return {**{f"EX0{number}": "not_asked" for number in range(1, 10)}, **answers}


def test_each_page_is_saved_and_leads_to_the_next(nora: Client, row: Screening) -> None:
    answer = send(nora, f"/screenings/{row.pk}/EX/", exploitation(EX01="yes"))
    assert (answer.status_code, answer.url) == (302, f"/screenings/{row.pk}/CD/")
    assert row.answered()["EX01"] == "yes"
    page = nora.get(f"/screenings/{row.pk}/EX/").content.decode()
    assert "4 " in page
    assert page.count("checked") == 9


def test_going_back_loses_nothing(nora: Client, row: Screening) -> None:
    send(nora, f"/screenings/{row.pk}/EX/", exploitation(EX01="yes"))
    send(nora, f"/screenings/{row.pk}/EX/", exploitation(EX01="yes", EX02="no"))
    assert {code: value for code, value in row.answered().items() if value != "not_asked"} == {
        "EX01": "yes",
        "EX02": "no",
    }


@pytest.mark.parametrize("value", ["", "maybe", "\x00", "YES"])
def test_another_answer_is_an_error_beside_the_question(nora: Client, row: Screening, value: str) -> None:
    answer = send(nora, f"/screenings/{row.pk}/EX/", exploitation(EX01=value, EX02="yes"))
    assert answer.status_code == 200
    assert is_beside_the_field(answer, "EX01", "")
    assert row.answered() == {}
    assert answer.content.decode().count("checked") >= 8


def test_an_element_that_is_none_is_404(nora: Client, row: Screening) -> None:
    assert nora.get(f"/screenings/{row.pk}/ZZ/").status_code == 404
    assert nora.get(f"/screenings/{row.pk}/do/begin/").status_code == 404
    assert nora.get(f"/screenings/{row.pk}/do/answer/").status_code == 404


def test_the_first_page_and_the_result(nora: Client, row: Screening) -> None:
    answer = send(nora, f"/screenings/{row.pk}/VD/", {f"VD0{one}": "no" for one in range(1, 8)})
    assert answer.url == f"/screenings/{row.pk}/"
    page = nora.get(answer.url).content.decode()
    assert "not a legal decision" in page
    assert "could still change" in page


def test_a_provisional_list_says_so(nora: Client, cast: Cast) -> None:
    new = Screening(case=opened_case(cast.nora), profile="adult_sexual", screened_by=cast.nora.user)
    row = perform(new, "begin", by=cast.nora)
    actions.answer(screening=row, answers={"EX01": "yes"}, by=cast.nora)
    for url in (f"/screenings/{row.pk}/", f"/screenings/{row.pk}/EX/"):
        assert "provisional" in nora.get(url).content.decode().lower(), url


def test_a_completed_screening_takes_no_answers(nora: Client, cast: Cast) -> None:
    row = screened(opened_case(cast.nora), cast.nora, NOTHING)
    assert nora.get(f"/screenings/{row.pk}/EX/").status_code == 409
    assert send(nora, f"/screenings/{row.pk}/EX/", exploitation(EX01="yes")).status_code == 409
    assert row.answered()["EX01"] == "no"


def test_those_who_may_not_answer_do_not_open_the_questions(committed_cast: Cast) -> None:
    """The refusal is on a connection of its own: the request is rolled back."""
    row, dana = begun(committed_cast), client_of(committed_cast.dana)
    assert dana.get(f"/screenings/{row.pk}/").status_code == 200
    assert dana.get(f"/screenings/{row.pk}/EX/").status_code == 403
    assert Event.objects.filter(kind="screening.answer", outcome="refused").count() == 1
    assert send(dana, f"/screenings/{row.pk}/EX/", exploitation(EX01="yes")).status_code == 403


def test_each_look_at_the_answers_is_in_the_log(nora: Client, row: Screening) -> None:
    for url in (f"/screenings/{row.pk}/", f"/screenings/{row.pk}/EX/"):
        before = Event.objects.filter(kind="screening.view", case_id=row.case_id).count()
        nora.get(url)
        assert Event.objects.filter(kind="screening.view", case_id=row.case_id).count() == before + 1, url


@pytest.mark.parametrize("text", [NUL, OVERRIDE])
def test_hidden_characters_in_the_note(nora: Client, row: Screening, text: str) -> None:
    send(nora, f"/screenings/{row.pk}/EX/", exploitation(EX01="yes"))
    answer = send(nora, f"/screenings/{row.pk}/do/complete/", {"note": text, "cooperation": "yes"})
    assert answer.status_code == 200
    assert is_beside_the_field(answer, "note", "")
    assert answer.content.decode().count("checked") == 1


def test_completing_twice_is_409(nora: Client, row: Screening) -> None:
    send(nora, f"/screenings/{row.pk}/EX/", exploitation(EX01="yes"))
    url = f"/screenings/{row.pk}/do/complete/"
    assert send(nora, url, {"note": "", "cooperation": "unknown"}).status_code == 302
    assert send(nora, url, {"note": "", "cooperation": "unknown"}).status_code == 409


def test_a_checklist_for_another_age_cannot_be_chosen(nora: Client, cast: Cast) -> None:
    case = opened_case(cast.nora, age_band="unknown")
    url = f"{case.get_absolute_url()}screenings/new/"
    answer = send(nora, url, {"key": str(case.pk), "profile": "adult_labour"})
    assert answer.status_code == 200
    assert is_beside_the_field(answer, "profile", "")


def test_a_case_that_is_not_open_for_screening_says_so(nora: Client, cast: Cast) -> None:
    case: Case = perform(presumed_case(cast.nora), "follow_up", safety_plan=True, by=cast.nora)
    url = f"{case.get_absolute_url()}screenings/new/"
    answer = send(nora, url, {"key": str(case.pk), "profile": "adult_labour"})
    assert answer.status_code == 409
    assert "not open for screening" in answer.content.decode()
