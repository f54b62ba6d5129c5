"""Each click asks anew who acts, and for whom."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts import roles
from accounts.actions import add_member, end_membership
from accounts.actors import Actor
from accounts.middleware import ACTING_FOR
from accounts.models import Membership
from audit.models import Event
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import opened_case

OPEN_PAGES = ["/sign-in/", "/units/", "/healthz", "/readyz"]


def place_of(actor: Actor) -> Membership:
    return Membership.objects.get(user=actor.user, organisation=actor.organisation)


@pytest.fixture
def nora_at_two(cast: Cast) -> Cast:
    """Nora also looks after the shelter, as an observer."""
    organisation = cast.sami.organisation
    assert organisation
    add_member(
        email="nora@example.org",
        display_name="Nora",
        organisation=organisation,
        roles=[roles.OBSERVER],
        by=Actor.system("test"),
    )
    return cast


@pytest.mark.parametrize("path", ["/", "/cases/", "/acting/", "/password/change/", "/oversight/"])
def test_a_stranger_is_sent_to_the_door(cast: Cast, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_some_pages_are_open_to_all(cast: Cast, path: str) -> None:
    assert Client().get(path).status_code == 200


def test_a_place_that_ended_ends_at_the_next_click(cast: Cast) -> None:
    client, case = client_of(cast.nora), opened_case(cast.nora)
    assert client.get(f"/cases/{case.number}/").status_code == 200
    end_membership(membership=place_of(cast.nora), by=cast.dana)
    assert client.get(f"/cases/{case.number}/")["Location"].startswith("/sign-in/")


def test_who_signs_in_without_a_place_finds_nothing(cast: Cast) -> None:
    case = opened_case(cast.nora)
    end_membership(membership=place_of(cast.nora), by=cast.dana)
    client = client_of(cast.nora)
    for path in ("/", f"/cases/{case.number}/", "/cases/", "/acting/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert b"You work for no organisation now" in answer.content


def test_whose_place_ended_can_still_sign_out(cast: Cast) -> None:
    end_membership(membership=place_of(cast.nora), by=cast.dana)
    client = client_of(cast.nora)
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get("/").status_code == 302
    assert client.get("/")["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("path", OPEN_PAGES[1:])
def test_whose_place_ended_still_sees_what_is_open_to_all(cast: Cast, path: str) -> None:
    end_membership(membership=place_of(cast.nora), by=cast.dana)
    client = client_of(cast.nora)
    assert client.get(path).status_code == 200


def test_a_person_who_is_no_longer_active_is_out(cast: Cast) -> None:
    client = client_of(cast.nora)
    assert cast.nora.user
    cast.nora.user.is_active = False
    cast.nora.user.save()
    assert client.get("/")["Location"].startswith("/sign-in/")


def test_one_acts_for_the_organisation_one_chose(nora_at_two: Cast) -> None:
    client, case = client_of(nora_at_two.nora), opened_case(nora_at_two.nora)
    page = f"/cases/{case.number}/"
    assert client.get(page).status_code == 200
    shelter = nora_at_two.sami.organisation_id
    assert client.post("/acting/", {"organisation": shelter}).status_code == 302
    assert client.session[ACTING_FOR] == str(shelter)
    assert client.get(page).status_code == 404
    assert Event.objects.filter(kind="session.act_for", user_id=nora_at_two.nora.user_id).count() == 1


def test_the_roles_of_one_organisation_are_not_carried_to_another(nora_at_two: Cast) -> None:
    client = client_of(nora_at_two.nora)
    client.post("/acting/", {"organisation": nora_at_two.sami.organisation_id})
    assert client.get("/").wsgi_request.actor.roles == {roles.OBSERVER.code}


@pytest.mark.parametrize("whose", ["otto", "nobody", "words"])
def test_one_acts_for_ones_own_organisations_only(nora_at_two: Cast, whose: str) -> None:
    wanted = {"otto": nora_at_two.otto.organisation_id, "nobody": uuid.uuid4(), "words": "\0' OR 1=1"}[whose]
    client = client_of(nora_at_two.nora)
    assert client.post("/acting/", {"organisation": wanted}).status_code == 200
    assert client.session[ACTING_FOR] == str(nora_at_two.nora.organisation_id)
    assert not Event.objects.filter(kind="session.act_for").exists()


def test_a_session_that_names_another_organisation_acts_for_ones_own(cast: Cast) -> None:
    client = client_of(cast.nora)
    session = client.session
    session[ACTING_FOR] = str(cast.otto.organisation_id)
    session.save()
    assert client.get("/").wsgi_request.actor.organisation == cast.nora.organisation


def test_when_the_chosen_place_ends_one_acts_for_the_other(nora_at_two: Cast) -> None:
    nora = nora_at_two.nora
    end_membership(membership=place_of(nora), by=nora_at_two.dana)
    client = client_of(nora)
    assert client.get("/").wsgi_request.actor.organisation == nora_at_two.sami.organisation
    assert client.post("/acting/", {"organisation": nora.organisation_id}).status_code == 200
