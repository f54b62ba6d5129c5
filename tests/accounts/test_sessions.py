"""Sessions end by themselves, are listed without network addresses, and end together."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Session
from audit.models import Event
from tests.cast import Cast
from tests.helpers import client_of

FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 Safari/537.36 Edg/130"


def after(minutes: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timezone.timedelta(minutes=minutes), tick=False)


def is_in(client: Client) -> bool:
    return client.get("/services/").status_code == 200


@pytest.mark.parametrize(("who", "minutes"), [("nora", 30), ("dana", 15), ("dov", 15), ("sami", 30)])
def test_nobody_stays_who_does_nothing(cast: Cast, who: str, minutes: int) -> None:
    actor = getattr(cast, who)
    early = client_of(actor)
    with after(minutes - 2):
        assert is_in(early)
    late = client_of(actor)
    with after(minutes + 1):
        assert not is_in(late)
        assert not is_in(late)


@pytest.mark.parametrize(("who", "step"), [("nora", 25), ("dana", 13)])
def test_work_prolongs_it_until_the_twelfth_hour(cast: Cast, who: str, step: int) -> None:
    client = client_of(getattr(cast, who))
    for minutes in range(step, 12 * 60, step):
        with after(minutes):
            assert is_in(client), minutes
    with after(12 * 60 + 1):
        assert not is_in(client)


def test_a_session_that_ended_itself_is_remembered(cast: Cast) -> None:
    client = client_of(cast.dana)
    with after(20):
        is_in(client)
    assert Event.objects.filter(kind="session.end", user_id=cast.dana.user_id).count() == 1


def test_a_session_without_a_beginning_is_over(cast: Cast) -> None:
    client = client_of(cast.nora)
    session = client.session
    del session["began"]
    session.save()
    assert not is_in(client)


def signed_in(cast: Cast, device: str, address: str) -> Client:
    client = client_of(cast.nora)
    session = client.session
    from accounts.sessions import begin

    begin(session, device)
    session.save()
    client.defaults["REMOTE_ADDR"] = address
    assert is_in(client)
    return client


def test_they_are_listed_by_device_and_keep_no_address(cast: Cast) -> None:
    here, _there = signed_in(cast, FIREFOX, "203.0.113.7"), signed_in(cast, EDGE, "203.0.113.8")
    page = here.get("/sessions/").content.decode()
    assert page.count('class="list-row"') == 2
    assert "Firefox Android" in page
    assert "Edge Windows" in page
    assert page.count("this one") == 1
    for row in Session.objects.filter(user_id=cast.nora.user_id):
        assert "203.0.113" not in str(row.get_decoded())
        assert row.session_key not in page


def test_another_persons_are_not(cast: Cast) -> None:
    client_of(cast.sami)
    assert client_of(cast.nora).get("/sessions/").content.decode().count('class="list-row"') == 1


def test_signing_out_everywhere_is_everywhere(cast: Cast) -> None:
    here, there, other = client_of(cast.nora), client_of(cast.nora), client_of(cast.sami)
    assert here.post("/sessions/")["Location"] == "/sign-in/"
    assert not is_in(here)
    assert not is_in(there)
    assert is_in(other)
    assert Event.objects.filter(kind="session.end_all", user_id=cast.nora.user_id).count() == 1


def test_looking_signs_nobody_out(cast: Cast) -> None:
    client = client_of(cast.nora)
    client.get("/sessions/")
    assert is_in(client)
