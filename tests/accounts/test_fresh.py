"""A factor given just now; and where one is required, nothing without it."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.utils import timezone

from accounts.factors.middleware import ON_THE_WAY
from accounts.fresh import _way_back
from accounts.models import User
from tests.accounts.test_factors import NORA, PASSWORD, code, set_up_codes
from tests.authenticator import Device, add_passkey, browser, sign_in
from tests.cast import Cast
from tests.helpers import client_of, with_fresh_factor, with_password

INVITE = "/members/invite/"

pytestmark = pytest.mark.usefixtures("one_code")


@pytest.fixture
def dana(cast: Cast) -> User:
    """A supervisor with a password."""
    cache.clear()
    return with_password(cast.dana.user, PASSWORD)


@pytest.fixture
def at_work(dana: User) -> Client:
    client = browser()
    client.post("/sign-in/", {**NORA, "login": "dana@example.org"})
    return client


@pytest.fixture
def required(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def later(minutes: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timezone.timedelta(minutes=minutes), tick=False)


def test_the_password_just_given_is_enough_where_no_factor_is_set_up(at_work: Client) -> None:
    assert at_work.get(INVITE).status_code == 200


def test_after_five_minutes_the_password_is_asked_for_and_leads_back(at_work: Client) -> None:
    with later(5.1):
        asked = at_work.get(INVITE)
        assert asked["Location"] == "/again/password/?next=%2Fmembers%2Finvite%2F"
        assert at_work.get(asked["Location"]).status_code == 200
        wrong = at_work.post("/again/password/", {"password": "wrong", "next": INVITE})
        assert wrong.status_code == 200
        assert at_work.get(INVITE).status_code == 302
        right = at_work.post("/again/password/", {"password": PASSWORD, "next": INVITE})
        assert right["Location"] == INVITE
        assert at_work.get(INVITE).status_code == 200


def test_who_has_a_factor_is_asked_for_it_and_not_for_the_password(at_work: Client) -> None:
    add_passkey(at_work, Device())
    with later(5.1):
        assert at_work.get(INVITE)["Location"].startswith("/again/passkey/")
        with_fresh_factor(at_work, method="password")
        assert at_work.get(INVITE).status_code == 302
        with_fresh_factor(at_work)
        assert at_work.get(INVITE).status_code == 200


def test_the_password_does_not_take_a_factor_away(at_work: Client) -> None:
    add_passkey(at_work, Device())
    pk = Authenticator.objects.get(type="webauthn").pk
    with later(5.1):
        with_fresh_factor(at_work, method="password")
        assert at_work.post("/again/password/", {"password": PASSWORD}).status_code == 302
        assert at_work.post(f"/factors/passkey/{pk}/remove/")["Location"].startswith("/again/passkey/")
    assert Authenticator.objects.filter(pk=pk).exists()


def test_a_code_leads_back(at_work: Client) -> None:
    key = set_up_codes(at_work)
    with later(6):
        asked = at_work.get(INVITE)["Location"]
        assert asked.startswith("/again/code/")
        assert at_work.get(asked).status_code == 200
        assert at_work.post("/again/code/", {"code": code(key), "next": INVITE})["Location"] == INVITE
        assert at_work.get(INVITE).status_code == 200


def test_who_has_neither_is_led_to_set_one_up(cast: Cast) -> None:
    assert client_of(cast.dana).get(INVITE)["Location"].startswith("/factors/")


def test_what_was_sent_too_late_changes_nothing_and_is_not_kept(at_work: Client, dana: User) -> None:
    with later(5.1):
        sent = {"email": "new@example.org", "roles": ["observer"]}
        answer = at_work.post(INVITE, sent, headers={"referer": "http://localhost/members/invite/"})
        assert answer["Location"].startswith("/again/password/")
        assert "new@example.org" not in str(dict(at_work.session))
    assert not dana.memberships.first().organisation.invitations.exists()


@pytest.mark.parametrize("came_from", ["https://evil.example/x", "//evil.example", "", "javascript:x"])
def test_the_way_back_leads_to_no_other_site(came_from: str) -> None:
    request = RequestFactory().post("/here/", headers={"referer": came_from})
    assert _way_back(request) == "/here/"


def test_one_cannot_be_led_elsewhere_after_giving_the_password(at_work: Client) -> None:
    sent = {"password": PASSWORD, "next": "https://evil.example/"}
    assert at_work.post("/again/password/", sent)["Location"] == "/"


@pytest.mark.usefixtures("required")
def test_without_a_factor_only_setting_one_up_is_reached(at_work: Client) -> None:
    for path in ("/", "/cases/", "/acting/", INVITE, "/sessions/", "/oversight/"):
        assert at_work.get(path)["Location"] == "/factors/"
    for path in ("/factors/", "/factors/passkey/", "/factors/app/", "/sign-out/", "/units/"):
        assert at_work.get(path).status_code == 200
    assert at_work.post("/cases/new/", {}).status_code == 302


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("set_up", [lambda client: add_passkey(client, Device()), set_up_codes])
def test_once_it_is_set_up_all_is_reached(at_work: Client, set_up) -> None:
    set_up(at_work)
    assert at_work.get("/").status_code == 200


@pytest.mark.usefixtures("required")
def test_signing_in_with_a_passkey_is_enough(at_work: Client) -> None:
    device, other = Device(), browser()
    add_passkey(at_work, device)
    sign_in(other, device)
    assert other.get("/").status_code == 200


@pytest.mark.usefixtures("required")
def test_an_older_session_that_gave_none_is_asked(at_work: Client) -> None:
    older = browser()
    older.post("/sign-in/", {**NORA, "login": "dana@example.org"})
    key = set_up_codes(at_work)
    assert older.get("/")["Location"] == "/factors/"
    assert b"You came in without your second factor" in older.get("/factors/").content
    with later(1):
        older.post("/again/code/", {"code": code(key), "next": "/"})
        assert older.get("/").status_code == 200


@pytest.mark.usefixtures("required")
def test_the_last_factor_stays(at_work: Client) -> None:
    add_passkey(at_work, Device())
    pk = Authenticator.objects.get(type="webauthn").pk
    at_work.post(f"/factors/passkey/{pk}/remove/")
    assert Authenticator.objects.filter(pk=pk).exists()
    set_up_codes_of(at_work)
    at_work.post(f"/factors/passkey/{pk}/remove/")
    assert not Authenticator.objects.filter(pk=pk).exists()
    at_work.post("/factors/app/remove/")
    assert Authenticator.objects.filter(type="totp").exists()


def set_up_codes_of(client: Client) -> None:
    """Set up codes beside a passkey, when recovery codes are there already."""
    page = client.get("/factors/app/").content.decode()
    client.post("/factors/app/", {"code": code(re.search(r"<code>(\w+)</code>", page).group(1))})


def test_the_pages_on_the_way_are_pages() -> None:
    routes = {pattern.name for part in get_resolver().url_patterns for pattern in part.url_patterns}
    assert routes >= ON_THE_WAY
