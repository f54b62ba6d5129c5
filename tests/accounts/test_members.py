"""Who works in an organisation is decided by its supervisors, with a fresh factor, and never about themselves."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts import actions
from accounts.actors import Actor
from accounts.models import Membership, Session
from audit.log import read
from audit.models import Event, Outcome
from tests.cast import Cast
from tests.helpers import client_of, log_is_broken, with_fresh_factor


@pytest.fixture
def dana(cast: Cast) -> Client:
    return with_fresh_factor(client_of(cast.dana))


def place_of(actor: Actor) -> Membership:
    return Membership.objects.get(user=actor.user)


def test_the_page_shows_ones_own_organisation(dana: Client) -> None:
    page = dana.get("/members/").content.decode()
    assert "nora@example.org" in page
    assert "Case manager" in page
    assert "sami@example.org" not in page


def test_others_are_refused_and_it_is_remembered(committed_cast: Cast) -> None:
    cast = committed_cast
    client = with_fresh_factor(client_of(cast.dov))
    place = place_of(cast.nora)
    for path in ("/members/", "/members/invite/", f"/members/{place.pk}/roles/", f"/members/{place.pk}/end/"):
        assert client.get(path).status_code == 403
        assert client.post(path).status_code in (403, 405)
    refused = Event.objects.filter(kind="page.open", outcome=Outcome.REFUSED, user_id=cast.dov.user_id)
    assert refused.count() == 8


def test_roles_change_from_the_next_click_on(dana: Client, cast: Cast) -> None:
    nora, place = client_of(cast.nora), place_of(cast.nora)
    assert nora.get("/cases/new/").status_code == 200
    assert dana.post(f"/members/{place.pk}/roles/", {"roles": ["observer"]})["Location"] == "/members/"
    assert nora.get("/cases/new/").status_code == 403
    facts = read(Event.objects.get(kind="membership.change"))["facts"]
    assert (facts["former"], facts["roles"]) == (["case_manager"], ["observer"])


@pytest.mark.parametrize("chosen", [[], ["emperor"], ["observer", "emperor"]])
def test_roles_are_those_that_are_described(dana: Client, cast: Cast, chosen: list[str]) -> None:
    place = place_of(cast.nora)
    assert dana.post(f"/members/{place.pk}/roles/", {"roles": chosen}).status_code == 200
    assert place_of(cast.nora).roles == place.roles


def test_who_leaves_is_out_at_once_on_every_device(dana: Client, cast: Cast) -> None:
    here, there = client_of(cast.nora), client_of(cast.nora)
    place = place_of(cast.nora)
    assert dana.get(f"/members/{place.pk}/end/").status_code == 200
    assert here.get("/").status_code == 200
    dana.post(f"/members/{place.pk}/end/")
    assert not Session.objects.filter(user_id=cast.nora.user_id).exists()
    for client in (here, there):
        assert client.get("/")["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("page", ["roles", "end"])
@pytest.mark.parametrize("whose", ["dana", "sami"])
def test_neither_ones_own_place_nor_one_elsewhere(dana: Client, cast: Cast, page: str, whose: str) -> None:
    place = place_of(getattr(cast, whose))
    assert dana.get(f"/members/{place.pk}/{page}/").status_code == 404
    assert dana.post(f"/members/{place.pk}/{page}/", {"roles": ["observer"]}).status_code == 404
    assert place_of(getattr(cast, whose)).roles == place.roles


@pytest.mark.parametrize("page", ["invite/", "{pk}/roles/", "{pk}/end/"])
def test_each_decision_needs_a_fresh_factor(cast: Cast, page: str) -> None:
    client, place = client_of(cast.dana), place_of(cast.nora)
    path = f"/members/{page.format(pk=place.pk)}"
    for ask in (client.get, client.post):
        assert ask(path)["Location"].startswith("/factors/?next=")
    assert place_of(cast.nora).ended_at is None


def test_without_their_events_roles_stay_and_sessions_go_on(cast: Cast) -> None:
    client, place = client_of(cast.nora), place_of(cast.nora)
    deeds = [
        lambda: actions.change_roles(membership=place_of(cast.nora), roles=["observer"], by=cast.dana),
        lambda: actions.end_membership(membership=place_of(cast.nora), by=cast.dana),
        lambda: actions.end_all_sessions(user=place.user, by=cast.nora),
    ]
    for deed in deeds:
        with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken(), transaction.atomic():
            deed()
    assert place_of(cast.nora).roles == place.roles
    assert client.get("/").status_code == 200
