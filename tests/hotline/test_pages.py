"""The pages of calls: the list, one page to note a call, one to turn it into a case, one to close it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts import roles
from accounts.actors import Actor
from audit.models import Event
from desk.waiting import waiting_for
from entry.paging import PAGE
from hotline.models import Call
from identification import access
from identification.models import Case
from tests.helpers import client_of, walked
from tests.makers_breakglass import member_of
from tests.makers_hotline import SAFE, call_at, hanna

SAID = {"in_danger": "yes", "category": "marriage", "channel": "chat", "language": "uk"}
OPENED = {**SAFE, "age_band": "adult", "sex": "female", "jurisdiction": "AV", "language": "uk"}


@pytest.fixture
def taker(db: None, one_connection: None) -> Actor:
    return hanna()


@pytest.fixture
def client(taker: Actor) -> Client:
    return client_of(taker)


def test_a_call_is_noted_with_one_form_and_sending_twice_notes_one(client: Client, taker: Actor) -> None:
    said = {**SAID, "key": uuid4()}
    first, second = (client.post("/calls/new/", said) for _time in range(2))
    call = Call.objects.get()
    assert first.url == second.url == call.get_absolute_url()
    assert (call.organisation, call.taken_by) == (taker.organisation, taker.user)
    assert {name: getattr(call, name) for name in SAID} == SAID


def test_a_form_that_says_nothing_is_asked_again(client: Client) -> None:
    answer = client.post("/calls/new/", {"key": uuid4()})
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"in_danger", "category", "channel"}
    assert not Call.objects.exists()


def test_what_is_known_of_the_call_is_filled_in(client: Client, taker: Actor) -> None:
    call = call_at("open", taker, in_danger="yes", language="uk")
    form = client.get(f"{call.get_absolute_url()}do/turn/").context["form"]
    known = {name: form[name].value() for name in ("in_danger", "language", "jurisdiction")}
    assert known == {"in_danger": "yes", "language": "uk", "jurisdiction": "AV"}


def test_a_call_is_turned_once_however_often_it_is_sent(client: Client, taker: Actor) -> None:
    call = call_at("open", taker)
    said = {**OPENED, "key": uuid4(), "pseudonym": "Sparrow"}
    answers = [client.post(f"{call.get_absolute_url()}do/turn/", said) for _time in range(2)]
    case = Case.objects.get()
    assert [one.url for one in answers] == [f"{case.get_absolute_url()}safety/"] * 2
    assert Call.objects.get().case == case
    page = client.get(call.get_absolute_url()).content.decode()
    assert case.number in page


def test_the_number_of_a_case_that_is_no_longer_seen_is_not_shown(client: Client, taker: Actor) -> None:
    call = call_at("turned", taker)
    case = call.case
    access.end(case=case, organisation=taker.organisation, by=taker)
    page = client.get(call.get_absolute_url()).content.decode()
    assert case.number not in page
    assert "no longer shown" in page
    assert Event.objects.filter(kind="call.view").latest("id").case_id is None


def test_a_finished_call_is_told_so(client: Client, taker: Actor) -> None:
    call = call_at("closed", taker)
    assert client.get(f"{call.get_absolute_url()}do/turn/").status_code == 409
    answer = client.post(f"{call.get_absolute_url()}do/turn/", {**OPENED, "key": uuid4()})
    assert (answer.status_code, Case.objects.count()) == (409, 0)


def test_closing_asks_for_advice_from_the_list(client: Client, taker: Actor) -> None:
    call, url = call_at("open", taker), "{}do/close/"
    url = url.format(call.get_absolute_url())
    assert client.post(url, {}).status_code == 200
    assert client.post(url, {"advice": ["something typed"]}).status_code == 200
    answer = client.post(url, {"advice": ["contract", "again"], "pointed_to": ["consulate"]})
    assert answer.url == call.get_absolute_url()
    call = Call.objects.get()
    assert (call.status, call.advice, call.pointed_to) == ("closed", ["contract", "again"], ["consulate"])
    assert "Consulate" in client.get(answer.url).content.decode()


def test_an_observer_of_the_hotline_looks_and_changes_nothing(taker: Actor) -> None:
    call = call_at("open", taker)
    taker.user.memberships.update(roles=[roles.OBSERVER.code])
    client = client_of(taker)
    assert client.get("/calls/").status_code == 200
    assert client.get(call.get_absolute_url()).status_code == 200
    for path in ("/calls/new/", f"{call.get_absolute_url()}do/turn/", f"{call.get_absolute_url()}do/close/"):
        assert client.get(path).status_code == 403


def test_another_hotlines_call_is_not_there(taker: Actor) -> None:
    call = call_at("open", taker)
    other = client_of(hanna("Hilda"))
    paths = ("", "do/turn/", "do/close/")
    assert [other.get(call.get_absolute_url() + one).status_code for one in paths] == [404, 404, 404]
    assert str(call.pk) not in other.get("/calls/").content.decode()


def test_the_list_goes_page_by_page_and_misses_nobody(client: Client, taker: Actor) -> None:
    now = timezone.now()
    made = [call_at("open", taker, taken_at=now - timedelta(minutes=one // 2)) for one in range(PAGE + 3)]
    first, second = walked(client, "/calls/", "rows")
    assert [len(first), len(second)] == [PAGE, 3]
    shown = [call for call, _chip in [*first, *second]]
    assert {one.pk for one in shown} == {one.pk for one in made}
    assert [one.taken_at for one in shown] == sorted((one.taken_at for one in shown), reverse=True)


@pytest.mark.parametrize(
    "token", ["x", "~", "2026-01-01~x", "2026-01-01T00:00~00000000-0000-4000-8000-000000000000", "%00"]
)
def test_a_token_that_nobody_gave_out_is_the_beginning(client: Client, taker: Actor, token: str) -> None:
    call_at("open", taker)
    assert len(client.get("/calls/", {"after": token}).context["rows"]) == 1


def test_looks_are_in_the_log(client: Client, taker: Actor) -> None:
    call = call_at("open", taker)
    client.get("/calls/")
    client.get(call.get_absolute_url())
    assert Event.objects.filter(kind__in=["call.list", "call.view"]).count() == 2


def test_calls_left_open_wait_for_those_who_take_them(taker: Actor) -> None:
    call_at("closed", taker)
    call_at("turned", taker, category="marriage")
    safe, danger = call_at("open", taker), call_at("open", taker, in_danger="yes", category="trafficking")
    calls = [one for one in waiting_for(taker) if one.url.startswith("/calls/")]
    assert [one.url for one in calls] == [danger.get_absolute_url(), safe.get_absolute_url()]
    assert "Trafficking" in calls[0].label
    assert not [one for one in waiting_for(hanna("Hilda")) if one.url.startswith("/calls/")]


def test_the_way_to_the_calls_is_shown_to_hotlines(client: Client, taker: Actor) -> None:
    assert 'href="/calls/"' in client.get("/").content.decode()
    police = client_of(member_of("police", roles.FIRST_RESPONDER, name="Odo"))
    assert 'href="/calls/"' not in police.get("/").content.decode()


def test_a_call_is_put_right_while_it_is_open(client: Client, taker: Actor) -> None:
    call = call_at("open", taker)
    url = f"{call.get_absolute_url()}do/correct/"
    assert client.get(url).context["form"]["channel"].value() == "phone"
    assert client.post(url, SAID).url == call.get_absolute_url()
    call = Call.objects.get()
    assert {name: getattr(call, name) for name in SAID} == SAID
    assert call.history.earliest().category == "work_abroad"
    turned = call_at("turned", taker)
    assert client.get(f"{turned.get_absolute_url()}do/correct/").status_code == 409
