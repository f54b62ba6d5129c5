"""Practice through its pages: one element a page, compared, kept for the learner alone, and apart from every case."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from audit.models import Event
from practice import actions
from practice.models import Attempt
from practice.vignettes import every
from tests.cast import Cast
from tests.helpers import client_of
from tests.identification.twin import changes_nothing_without_the_log
from tests.practice.test_vignettes import perfect
from workflow.guard import writing

INVENTED = "Practice: this person is invented"
ELEMENTS = ("DR", "CR", "RV", "EX", "CD", "VD")


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


def begun(client: Client, code: str = "cold-store") -> str:
    """Return the address of an attempt that was begun on the page."""
    answer = client.post(f"/practice/people/{code}/")
    assert answer.status_code == 302
    return str(answer.headers["Location"]).removesuffix("DR/")


def answered(client: Client, code: str, answers: dict[str, str]) -> tuple[str, HttpResponse]:
    """Return the attempt's address and its comparison, after every page was answered."""
    url, listed = begun(client, code), every()[code].indicators
    for element in ELEMENTS:
        asked = [one.code for one in listed.in_element(every()[code].profile, element)]
        sent = {one: answers.get(one, "not_asked") for one in asked}
        assert client.post(f"{url}{element}/", sent).status_code == 302
    return url, client.get(url)


def passed(cast: Cast, many: int) -> None:
    for code in list(every())[:many]:
        attempt = actions.begin(vignette=every()[code], by=cast.nora)
        actions.answer(attempt=attempt, answers=perfect(code), by=cast.nora)
        assert actions.finish(attempt=attempt, by=cast.nora).is_passed


def test_the_expert_agrees_with_themselves(nora: Client) -> None:
    _url, page = answered(nora, "cold-store", perfect("cold-store"))
    text = page.content.decode()
    assert "16 of 16" in text
    assert text.count("Presumed victim of trafficking") == 2
    assert "Where you agree" in text
    assert "What you missed" not in text


def test_what_was_missed_is_shown_with_the_reason(nora: Client) -> None:
    _url, page = answered(nora, "cold-store", perfect("cold-store") | {"CD01": "no", "CR01": "yes"})
    text = page.content.decode()
    assert "You: No. Expert: Yes." in text
    assert "never came back" in text
    assert "The story does not tell of it" in text


def test_nothing_answered_is_not_passed(nora: Client) -> None:
    _url, page = answered(nora, "carpet-room", {})
    assert "Not passed yet" in page.content.decode()
    assert not Attempt.objects.get().is_passed


def test_every_page_says_that_the_person_is_invented(nora: Client) -> None:
    url = begun(nora)
    pages = ["/practice/people/cold-store/", *(f"{url}{element}/" for element in ELEMENTS)]
    assert all(INVENTED in nora.get(page).content.decode() for page in pages)
    assert "everybody here is invented" in nora.get("/practice/").content.decode()
    assert INVENTED in answered(nora, "cold-store", {})[1].content.decode()


def test_a_provisional_list_is_marked_here_too(nora: Client) -> None:
    for code, is_marked in (("cold-store", False), ("hotel-job", True)):
        url = begun(nora, code)
        for page in (f"/practice/people/{code}/", f"{url}EX/"):
            assert ("Provisional list" in nora.get(page).content.decode()) is is_marked


def test_answers_are_kept_and_beginning_twice_begins_one(nora: Client) -> None:
    url = begun(nora)
    sent = {one.code: "refused" for one in every()["cold-store"].indicators.in_element("adult_labour", "VD")}
    nora.post(f"{url}EX/", {f"EX{n:02}": "yes" for n in range(1, 10)})
    assert begun(nora) == url
    assert nora.get(f"{url}EX/").content.decode().count("checked") == 9
    assert nora.get(url).headers["Location"] == f"{url}DR/"
    assert nora.post(f"{url}VD/", sent).headers["Location"] == url
    assert nora.get(f"{url}EX/").headers["Location"] == url
    assert begun(nora) != url
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize("sent", [{}, {"EX01": "maybe"}, {"EX01": "\x00"}, {"ZZ01": "yes"}])
def test_other_entries_are_said_beside_the_question(nora: Client, sent: dict[str, str]) -> None:
    url = begun(nora)
    answer = nora.post(f"{url}EX/", sent)
    assert answer.status_code == 200
    assert "field__error" in answer.content.decode()
    assert Attempt.objects.get().answers == {}


def test_nobody_else_sees_an_attempt(cast: Cast, nora: Client) -> None:
    url = begun(nora)
    for other in (cast.dana, cast.odile, cast.dov):
        client = client_of(other)
        for page in (url, f"{url}EX/", f"/practice/attempts/{uuid4()}/"):
            assert client.get(page).status_code == 404
        assert client.post(f"{url}EX/", {}).status_code == 404
        assert "Begun" not in client.get("/practice/").content.decode()
    assert "Begun" in nora.get("/practice/").content.decode()


@pytest.mark.parametrize(
    "path", ["people/nobody/", "people/../", "attempts/00000000-0000-4000-8000-000000000000/EX/"]
)
def test_what_is_not_there_is_404(nora: Client, path: str) -> None:
    assert nora.get(f"/practice/{path}").status_code == 404


def test_an_element_that_the_list_lacks_is_404(nora: Client) -> None:
    assert nora.get(f"{begun(nora)}ZZ/").status_code == 404


def test_nothing_of_it_touches_a_case_a_figure_or_the_day(nora: Client) -> None:
    """Every table but the attempts, the session and the log is as it was; and no event of the log names a case."""
    real = [
        one for one in apps.get_models() if one._meta.app_label in ("identification", "consent", "referral")
    ]
    before, last = {one: one._base_manager.count() for one in real}, Event.objects.latest("id").pk
    answered(nora, "carpet-room", perfect("carpet-room"))
    assert {one: one._base_manager.count() for one in real} == before
    events = Event.objects.filter(pk__gt=last)
    assert [one.kind for one in events.order_by("id")] == ["practice.begin", "practice.finish"]
    assert not events.exclude(case_id=None).exists()
    assert not any(field.name == "case" for field in Attempt._meta.get_fields())


def test_the_certificate_after_ten_and_not_after_nine(cast: Cast, nora: Client) -> None:
    passed(cast, 9)
    assert nora.get("/practice/certificate.pdf").status_code == 404
    assert "Print the certificate" not in nora.get("/practice/").content.decode()
    with time_machine.travel(date(2027, 3, 5)):
        passed(cast, 10)
    assert "Print the certificate" in nora.get("/practice/").content.decode()
    answer = nora.get("/practice/certificate.pdf")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    reader = PdfReader(BytesIO(answer.content))
    text = " ".join(reader.pages[0].extract_text().split())
    for words in (
        "Certificate of practice",
        "Nora",
        "10 of 12 invented people",
        "5 March 2027",
        "Provisional lists",
    ):
        assert words in text, words
    assert len(reader.pages) == 1
    assert Event.objects.filter(kind="practice.certificate").count() == 1


def test_the_same_person_ten_times_is_no_certificate(cast: Cast, nora: Client) -> None:
    for _time in range(10):
        passed(cast, 1)
    assert nora.get("/practice/certificate.pdf").status_code == 404


def test_one_open_attempt_a_person_and_vignette(cast: Cast) -> None:
    actions.begin(vignette=every()["cold-store"], by=cast.nora)
    with pytest.raises(IntegrityError, match="one_open_attempt"), transaction.atomic(), writing():
        Attempt(user=cast.nora.user, vignette_code="cold-store").save(force_insert=True)


def test_an_attempt_is_changed_by_its_own_person_and_until_it_is_finished(cast: Cast) -> None:
    attempt = actions.begin(vignette=every()["cold-store"], by=cast.nora)
    with pytest.raises(Attempt.DoesNotExist):
        actions.answer(attempt=attempt, answers={"EX01": "yes"}, by=cast.dana)
    actions.finish(attempt=attempt, by=cast.nora)
    for act in (actions.finish, lambda **given: actions.answer(answers={}, **given)):
        with pytest.raises(Attempt.DoesNotExist):
            act(attempt=attempt, by=cast.nora)


@pytest.mark.parametrize("name", ["begin", "finish"])
def test_nothing_happens_without_its_event(cast: Cast, name: str) -> None:
    attempt = actions.begin(vignette=every()["car-wash"], by=cast.nora)
    acts = {
        "begin": lambda: actions.begin(vignette=every()["cold-store"], by=cast.nora),
        "finish": lambda: actions.finish(attempt=attempt, by=cast.nora),
    }
    changes_nothing_without_the_log(acts[name])
