"""The pages of cases, screenings and identities, with what people and machines really send."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from identification.models import Case, Identity, Screening
from tests.cast import Cast
from tests.helpers import client_of
from tests.identification.forms import HIDDEN, NUL, OVERRIDE, TEN_MEGABYTES, is_beside_the_field, key_of, send
from tests.makers import ELEMENTS, GROUNDS, decided_case, opened_case, pending_case, presumed_case, screened

NEW = {
    "in_danger": "no",
    "injured": "no",
    "controlled": "no",
    "age_band": "adult",
    "sex": "female",
    "language": "prs",
    "jurisdiction": "AV",
    "pseudonym": "Robin",
}


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.fixture
def case(cast: Cast) -> Case:
    return opened_case(cast.nora)


def test_unknown_addresses_are_404(nora: Client, case: Case) -> None:
    home = "/cases/0000-0000/"
    urls = [home, *(f"{home}{part}/" for part in ("access", "identity", "identity/edit", "screenings"))]
    urls += [
        f"{home}screenings/new/",
        f"{home}do/presume/",
        f"/screenings/{uuid4()}/",
        f"/screenings/{uuid4()}/EX/",
    ]
    urls += [f"{case.get_absolute_url()}do/become_closed/", f"{case.get_absolute_url()}do/hand_over/"]
    urls += ["/cases/not-a-number/", "/screenings/17/", f"{case.get_absolute_url()}do/record_identity/"]
    assert {url: nora.get(url).status_code for url in urls} == dict.fromkeys(urls, 404)


def test_a_case_of_others_is_404(cast: Cast, case: Case) -> None:
    otto, home = client_of(cast.otto), case.get_absolute_url()
    for part in (
        "",
        "access/",
        "identity/",
        "identity/edit/",
        "screenings/",
        "screenings/new/",
        "do/presume/",
    ):
        assert otto.get(f"{home}{part}").status_code == 404, part
    assert otto.post(f"{home}do/decline/", {"go": "1"}).status_code == 404


def test_wrong_methods_are_405(nora: Client, cast: Cast, case: Case) -> None:
    home, screening = case.get_absolute_url(), screened(case, cast.nora)
    for url in ("/cases/", f"{home}access/", f"{home}screenings/", f"/screenings/{screening.pk}/"):
        assert nora.post(url).status_code == 405, url
    for url in ("/cases/new/", f"{home}identity/", f"{home}identity/edit/", f"{home}do/presume/"):
        for method in (nora.put, nora.delete, nora.patch):
            assert method(url).status_code == 405, url


def test_sending_twice_opens_one_case(nora: Client) -> None:
    entered = {**NEW, "key": key_of(nora, "/cases/new/")}
    first, second = (send(nora, "/cases/new/", entered) for _time in range(2))
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert Case.objects.count() == 1


def test_sending_twice_begins_one_screening(nora: Client, case: Case) -> None:
    url = f"{case.get_absolute_url()}screenings/new/"
    entered = {"key": key_of(nora, url), "profile": "adult_labour"}
    first, second = (send(nora, url, entered) for _time in range(2))
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert Screening.objects.count() == 1


@pytest.mark.parametrize("text", [NUL, OVERRIDE])
@pytest.mark.parametrize("field", ["language", "pseudonym"])
def test_hidden_characters_when_a_case_is_opened(nora: Client, field: str, text: str) -> None:
    answer = send(nora, "/cases/new/", {**NEW, "key": str(uuid4()), field: text})
    assert answer.status_code == 200
    assert Case.objects.count() == 0
    page = answer.content.decode()
    says = HIDDEN if text is OVERRIDE and field == "pseudonym" else ""
    assert is_beside_the_field(answer, field, says)
    other = {"language": "Robin", "pseudonym": "prs"}[field]
    assert f'value="{other}"' in page
    assert page.count("checked") == 5


@pytest.mark.parametrize(
    "missing", ["in_danger", "injured", "controlled", "age_band", "sex", "jurisdiction", "key"]
)
def test_each_answer_is_needed(nora: Client, missing: str) -> None:
    entered = {**NEW, "key": str(uuid4())}
    for wrong in ({}, {missing: ""}, {missing: "another"}):
        sent = {name: value for name, value in entered.items() if name != missing} | wrong
        answer = send(nora, "/cases/new/", sent)
        assert answer.status_code == 200
        assert answer.context["form"].errors.keys() == {missing}
    assert Case.objects.count() == 0


@pytest.mark.parametrize("key", ["", "1", "not-a-key", "0" * 40, "\x00"])
def test_a_broken_key_is_an_error_in_words(nora: Client, key: str) -> None:
    answer = send(nora, "/cases/new/", {**NEW, "key": key})
    assert (answer.status_code, Case.objects.count()) == (200, 0)


TODAY = timezone.now().date()


@pytest.mark.parametrize(
    "date",
    [
        (1, 1, 1899),
        (31, 2, 1990),
        (0, 0, 0),
        ("x", "y", "z"),
        (1, 1, 10**9),
        (TODAY.day, TODAY.month, TODAY.year + 1),
    ],
)
def test_impossible_dates_of_birth(nora: Client, case: Case, date: tuple[object, ...]) -> None:
    boxes = {f"birth_date_{place}": part for place, part in enumerate(date)}
    answer = send(nora, f"{case.get_absolute_url()}identity/edit/", {"full_name": "Someone", **boxes})
    assert answer.status_code == 200
    assert is_beside_the_field(answer, "birth_date", "date") or is_beside_the_field(
        answer, "birth_date", "1900"
    )
    assert 'value="Someone"' in answer.content.decode()
    assert Identity.objects.get(case=case).full_name is None


def test_a_date_of_birth_today_is_possible(nora: Client, case: Case) -> None:
    boxes = {"birth_date_0": TODAY.day, "birth_date_1": TODAY.month, "birth_date_2": TODAY.year}
    assert send(nora, f"{case.get_absolute_url()}identity/edit/", boxes).status_code == 302
    assert abs(Identity.objects.get(case=case).birth_date - TODAY) <= timedelta(days=1)


@pytest.mark.parametrize("text", [NUL, OVERRIDE])
@pytest.mark.parametrize("field", ["pseudonym", "full_name", "address", "document", "narrative"])
def test_hidden_characters_in_the_identity(nora: Client, case: Case, field: str, text: str) -> None:
    entered = {"full_name": "Someone", "narrative": "A long road.", field: text}
    answer = send(nora, f"{case.get_absolute_url()}identity/edit/", entered)
    assert answer.status_code == 200
    assert is_beside_the_field(answer, field, "")
    assert ("A long road." if field != "narrative" else "Someone") in answer.content.decode()


@pytest.mark.parametrize(
    "url", ["/cases/new/", "{home}identity/edit/", "{home}identity/", "{home}do/decline/"]
)
def test_ten_megabytes_are_refused_in_words(nora: Client, case: Case, url: str) -> None:
    answer = nora.post(url.format(home=case.get_absolute_url()), {"narrative": TEN_MEGABYTES})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()
    case.refresh_from_db()
    assert case.status == "screening"


def test_a_step_one_may_not_take_is_403(cast: Cast, case: Case) -> None:
    dana, home = client_of(cast.dana), case.get_absolute_url()
    for step in ("presume", "decline", "start_recovery", "follow_up"):
        assert dana.get(f"{home}do/{step}/").status_code == 403, step
        assert send(dana, f"{home}do/{step}/", {"go": "1"}).status_code == 403, step


def test_a_step_whose_time_has_not_come_is_409_with_the_reason(nora: Client, case: Case) -> None:
    answer = nora.get(f"{case.get_absolute_url()}do/presume/")
    assert answer.status_code == 409
    assert "No completed screening points" in answer.content.decode()


def test_two_tabs_take_a_step_once(nora: Client, cast: Cast) -> None:
    url = f"{presumed_case(cast.nora).get_absolute_url()}do/start_recovery/"
    assert send(nora, url, {"go": "1"}).status_code == 302
    second = send(nora, url, {"go": "1"})
    assert second.status_code == 409
    assert "the state is “Recovery and reflection”" in second.content.decode()


def test_two_members_decide_once_and_the_second_loses_nothing(cast: Cast) -> None:
    case = pending_case(cast)
    ada, aldo, url = client_of(cast.ada), client_of(cast.aldo), f"{case.get_absolute_url()}do/identify/"
    assert (
        send(ada, url, {**ELEMENTS, "for_round": 1, "grounds": GROUNDS, "appeal_told": "on"}).status_code
        == 302
    )
    second = send(
        aldo, url, {**ELEMENTS, "for_round": 1, "grounds": "Quite other grounds.", "appeal_told": "on"}
    )
    assert second.status_code == 409
    assert "Quite other grounds." in second.content.decode()
    assert case.decisions.count() == 1


def test_refused_after_typing_keeps_what_was_typed(cast: Cast) -> None:
    case = pending_case(cast)
    answer = send(
        client_of(cast.ada),
        f"{case.get_absolute_url()}do/identify/",
        {**ELEMENTS, "for_round": 1, "grounds": GROUNDS},
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Tell the person about the right to appeal first." in page
    assert GROUNDS in page


def test_a_decision_by_ada_through_her_screen(cast: Cast) -> None:
    case = pending_case(cast)
    sent = {**ELEMENTS, "for_round": 1, "grounds": GROUNDS, "appeal_told": "on"}
    assert send(client_of(cast.ada), f"{case.get_absolute_url()}do/identify/", sent).status_code == 302
    case.refresh_from_db()
    assert case.status == "identified"


@pytest.mark.parametrize("text", [NUL, OVERRIDE, ""])
def test_grounds_with_hidden_characters(cast: Cast, text: str) -> None:
    url = f"{pending_case(cast).get_absolute_url()}do/identify/"
    answer = send(client_of(cast.ada), url, {**ELEMENTS, "for_round": 1, "act": text, "appeal_told": "on"})
    assert answer.status_code == 200
    assert is_beside_the_field(answer, "act", "")


def test_a_case_is_closed_for_one_of_the_reasons(nora: Client, cast: Cast) -> None:
    home = presumed_case(cast.nora).get_absolute_url()
    assert send(nora, f"{home}do/follow_up/", {"safety_plan": "on"}).status_code == 302
    dana = client_of(cast.dana)
    for wrong in ({"go": "1"}, {"closing_reason": ""}, {"closing_reason": "bored"}):
        assert is_beside_the_field(send(dana, f"{home}do/close/", wrong), "closing_reason", "")
    assert send(dana, f"{home}do/close/", {"closing_reason": "wish"}).status_code == 302


@pytest.mark.parametrize("authority", ["", "nobody", "5d4a1f0e-9c7b-4c55-8a51-0f6f4b1f2d3c", "\x00"])
def test_an_authority_that_is_none(nora: Client, cast: Cast, authority: str) -> None:
    url = f"{presumed_case(cast.nora).get_absolute_url()}do/request_identification/"
    answer = send(nora, url, {"authority": authority})
    assert answer.status_code == 200
    assert is_beside_the_field(answer, "authority", "")


def test_an_organisation_that_is_no_authority_cannot_be_asked(nora: Client, cast: Cast) -> None:
    url = f"{presumed_case(cast.nora).get_absolute_url()}do/request_identification/"
    answer = send(nora, url, {"authority": str(cast.otto.organisation_id)})
    assert is_beside_the_field(answer, "authority", "")


def test_late_appeal_through_http(nora: Client, cast: Cast) -> None:
    home = decided_case(cast, yes=False).get_absolute_url()
    assert nora.get(f"{home}do/appeal/").status_code == 200
    assert send(nora, f"{home}do/appeal/", {"go": "1"}).status_code == 302
