"""A phone that was handed over opens what is for the person, and nothing else until the worker shows who they are."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from accounts.in_hand import HANDED_AT
from audit.models import Event
from consent.models import Talk
from identification.models import Case
from tests.accounts.test_factors import NORA, PASSWORD
from tests.authenticator import Device, add_passkey, browser
from tests.cast import Cast
from tests.consent.through import begun, prepared
from tests.helpers import client_of, with_fresh_factor, with_password
from tests.makers import presumed_case


@pytest.fixture
def case(cast: Cast) -> Case:
    return presumed_case(cast.nora, language="prs")


@pytest.fixture
def phone(cast: Cast) -> Client:
    """Nora's phone, on which she signed in a moment ago."""
    cache.clear()
    with_password(cast.nora.user, PASSWORD)
    client = browser()
    assert client.post("/sign-in/", NORA)["Location"] == "/"
    return client


@pytest.fixture
def talk(phone: Client, cast: Cast, case: Case) -> str:
    address = prepared(phone, cast, case)
    begun(phone, address)
    return address


@pytest.fixture
def handed(phone: Client, talk: str) -> Client:
    assert phone.get(f"{talk}hand/help/").status_code == 200
    return phone


def test_nothing_else_opens_and_nothing_is_written(handed: Client, case: Case, talk: str) -> None:
    for page in ("/", case.get_absolute_url(), talk, f"{talk}points/help/", "/factors/", "/factors/passkey/"):
        assert handed.get(page)["Location"].startswith("/again/password/?next="), page
    assert handed.post(f"{talk}points/help/")["Location"].startswith("/again/password/")
    assert Talk.objects.get().points == []
    assert not Authenticator.objects.exists()


def test_the_person_reads_on_in_this_talk_alone(cast: Cast, handed: Client, case: Case, talk: str) -> None:
    assert handed.get(f"{talk}hand/who/").status_code == 200
    other = prepared(client_of(cast.nora), cast, presumed_case(cast.nora))
    for page in (f"{other}hand/who/", f"/cases/{case.number}/sight/shown/"):
        assert handed.get(page)["Location"].startswith("/again/"), page
    assert not Event.objects.filter(kind="sight.view").exists()
    assert Event.objects.filter(kind="talk.hand").count() == 2


def test_a_page_of_other_roles_asks_and_blames_nobody(handed: Client) -> None:
    assert handed.get("/oversight/")["Location"].startswith("/again/")
    assert not Event.objects.filter(kind="page.open").exists()


def test_the_password_leads_back_to_the_point(handed: Client, talk: str) -> None:
    page = f"{talk}points/help/"
    assert f'href="{page}"' in handed.get(f"{talk}hand/help/").content.decode()
    asked = handed.get(page)["Location"]
    assert "was handed over" in handed.get(asked).content.decode()
    assert handed.post("/again/password/", {"password": "wrong", "next": page}).status_code == 200
    assert handed.get(page).status_code == 302
    assert handed.post("/again/password/", {"password": PASSWORD, "next": page})["Location"] == page
    assert handed.get(page).status_code == 200
    assert HANDED_AT not in handed.session


def test_handed_over_again_it_is_shut_again(handed: Client, talk: str) -> None:
    with_fresh_factor(handed, method="password")
    assert handed.get("/").status_code == 200
    handed.get(f"{talk}hand/help/")
    assert handed.get("/").status_code == 302


def test_what_was_given_before_it_was_handed_over_again_does_not_count(handed: Client, talk: str) -> None:
    with_fresh_factor(handed, method="password")
    handed.get(f"{talk}hand/who/")
    assert handed.get("/").status_code == 302


def test_who_has_a_passkey_is_asked_for_it(phone: Client, talk: str) -> None:
    add_passkey(phone, Device())
    phone.get(f"{talk}hand/help/")
    with_fresh_factor(phone, method="password")
    assert phone.get("/")["Location"].startswith("/again/passkey/")
    with_fresh_factor(phone)
    assert phone.get("/").status_code == 200


def test_who_sees_my_case_hands_it_over_as_well(cast: Cast, phone: Client, case: Case) -> None:
    phone.get(f"/cases/{case.number}/sight/shown/")
    assert phone.get(f"/cases/{case.number}/sight/")["Location"].startswith("/again/password/")
    other = presumed_case(cast.nora)
    assert phone.get(f"/cases/{other.number}/sight/shown/")["Location"].startswith("/again/")


@pytest.mark.parametrize("way_out", ["/exit/", "/sign-out/"])
def test_leaving_is_always_possible(handed: Client, way_out: str) -> None:
    assert handed.post(way_out)["Location"].startswith(("/sign-in/", "/neutral/", "/"))
    assert handed.get("/")["Location"].startswith("/sign-in/")


def test_a_page_that_does_not_open_hands_nothing_over(phone: Client, talk: str) -> None:
    assert phone.get(f"{talk}hand/nothing/").status_code == 404
    assert phone.post(f"{talk}hand/who/").status_code == 405
    assert phone.get("/").status_code == 200


def test_who_has_nothing_to_be_asked_for_goes_on(cast: Cast, talk: str) -> None:
    cast.nora.user.set_unusable_password()
    cast.nora.user.save()
    without = client_of(cast.nora)
    without.get(f"{talk}hand/help/")
    assert without.get("/").status_code == 200
