"""An invitation: a link that works once, a mail that says nothing, and a way in."""

import re
from io import StringIO

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from accounts import actions, roles
from accounts.actors import Actor
from accounts.factors.adapter import FactorAdapter
from accounts.models import Invitation, Membership, User
from audit.log import read
from audit.models import Event
from tests.cast import Cast
from tests.helpers import client_of, log_is_broken, with_fresh_factor, with_password

NEW = "newcomer@example.org"
PASSWORD = "violet engine sparrow tundra"
CHOSEN = {"display_name": "Mira", "password": PASSWORD}


@pytest.fixture
def dana(cast: Cast) -> Client:
    """A supervisor at work; Nora has a password."""
    cache.clear()
    with_password(cast.nora.user, PASSWORD)
    return with_fresh_factor(client_of(cast.dana))


def invitation(cast: Cast, email: str = NEW) -> Invitation:
    organisation = cast.dana.organisation
    assert organisation
    return actions.invite(organisation=organisation, email=email, roles=["observer"], by=cast.dana)


def link(one: Invitation) -> str:
    return f"/invitations/{one.token}/"


def test_a_supervisor_invites(dana: Client, cast: Cast, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent = dana.post("/members/invite/", {"email": "New@Example.org", "roles": ["observer", "analyst"]})
    assert sent["Location"] == "/members/"
    one = Invitation.objects.get()
    assert (one.email, one.roles, one.organisation) == (
        "new@example.org",
        ["analyst", "observer"],
        cast.dana.organisation,
    )
    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    path = re.search(r"http://testserver(/invitations/\S+)", letter.body).group(1)
    assert Client().get(path).status_code == 200
    said = letter.subject + letter.body.replace(path, "")
    for word in ("Dana", "Lantern", "observer", "@", "example.org", "victim"):
        assert word not in said
    assert path.split("/")[2] not in str(one.__dict__)
    assert read(Event.objects.get(kind="invitation.send"))["facts"] == {"roles": ["analyst", "observer"]}


@pytest.mark.parametrize(
    "sent",
    [
        {"email": "not an address", "roles": ["observer"]},
        {"email": NEW, "roles": []},
        {"email": NEW, "roles": ["emperor"]},
        {"email": "nora@example.org", "roles": ["observer"]},
        {},
    ],
)
def test_what_cannot_be_is_said(dana: Client, sent: dict[str, object]) -> None:
    assert dana.post("/members/invite/", sent).status_code == 200
    assert not Invitation.objects.exists()


def test_a_newcomer_comes_in_with_a_password_once(cast: Cast) -> None:
    path, client = link(invitation(cast)), Client()
    assert b"Lantern House" in client.get(path).content
    assert client.post(path, CHOSEN)["Location"] == "/"
    place = Membership.objects.get(user__email=NEW)
    assert (place.roles, place.organisation, place.user.display_name) == (
        ["observer"],
        cast.dana.organisation,
        "Mira",
    )
    assert client.get("/").status_code == 200
    assert place.user.check_password(PASSWORD)
    assert Client().post(path, CHOSEN).status_code == 404
    assert Client().get(path).status_code == 404
    assert Invitation.objects.get().email == ""
    assert Event.objects.filter(kind="invitation.accept").count() == 1


def test_looking_uses_nothing_up(cast: Cast) -> None:
    path = link(invitation(cast))
    for _look in range(3):
        assert Client().get(path).status_code == 200
    assert Client().post(path, CHOSEN).status_code == 302


def test_a_newcomer_may_go_on_to_a_passkey(cast: Cast, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    client.post(link(invitation(cast)), {"display_name": "Mira", "password": ""})
    assert not User.objects.get(email=NEW).has_usable_password()
    assert client.get("/")["Location"] == "/factors/"
    assert client.get("/factors/passkey/").status_code == 200
    assert client.get("/password/set/").status_code == 302


@pytest.mark.parametrize(
    "password", ["short", "passwordpassword", "Lantern House 2026!", "nora nora nora nora"]
)
def test_a_first_password_is_a_good_one(cast: Cast, password: str) -> None:
    path = link(invitation(cast))
    assert Client().post(path, {**CHOSEN, "password": password}).status_code == 200
    assert not User.objects.filter(email=NEW).exists()


def test_a_link_is_too_old_after_three_days(cast: Cast) -> None:
    path = link(invitation(cast))
    with time_machine.travel(timezone.now() + timezone.timedelta(days=3, minutes=1)):
        assert Client().get(path).status_code == 404
        assert Client().post(path, CHOSEN).status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 43, "0" * 5000, "%F0%9F%98%80"])
def test_a_made_up_link_is_no_link(cast: Cast, token: str) -> None:
    invitation(cast)
    assert Client().get(f"/invitations/{token}/").status_code == 404


def test_an_invitation_that_was_taken_back_is_none(dana: Client, cast: Cast) -> None:
    one = invitation(cast)
    assert dana.post(f"/members/invitations/{one.pk}/withdraw/").status_code == 302
    assert Client().get(link(one)).status_code == 404
    assert dana.post(f"/members/invitations/{one.pk}/withdraw/").status_code == 404
    assert NEW not in dana.get("/members/").content.decode()


def test_a_second_invitation_ends_the_first(cast: Cast) -> None:
    first, second = invitation(cast), invitation(cast, "NewComer@Example.org")
    assert Client().get(link(first)).status_code == 404
    assert Client().get(link(second)).status_code == 200


def test_nobody_takes_back_another_organisations_invitation(cast: Cast) -> None:
    one = invitation(cast)
    stranger = actions.add_member(
        email="other@example.org",
        display_name="Other",
        organisation=cast.away,
        roles=[roles.SUPERVISOR],
        by=Actor.system("test"),
    )
    client = with_fresh_factor(client_of(Actor.of(stranger)))
    assert client.post(f"/members/invitations/{one.pk}/withdraw/").status_code == 404
    assert Client().get(link(one)).status_code == 200


def test_who_has_an_account_signs_in_to_accept(cast: Cast) -> None:
    sami = with_password(cast.sami.user, PASSWORD)
    path = link(invitation(cast, "sami@example.org"))
    assert b"Sign in with it" in Client().get(path).content
    taken = Client().post(path, {**CHOSEN, "password": "another violet engine tundra"})
    assert b"Sign in with it" in taken.content
    assert b"Sign in with it" in client_of(cast.nora).get(path).content
    sami.refresh_from_db()
    assert sami.check_password(PASSWORD)
    client = client_of(cast.sami)
    assert b"display_name" not in client.get(path).content
    assert client.post(path)["Location"] == "/"
    assert Membership.objects.current().filter(user=sami).count() == 2
    assert User.objects.get(pk=sami.pk).display_name == "Sami"


def test_an_account_that_nothing_opens_begins_anew(cast: Cast) -> None:
    """Somebody came before and left without choosing anything."""
    actions.end_membership(membership=Membership.objects.get(user=cast.nora.user), by=cast.dana)
    client = Client()
    client.post(link(invitation(cast, "nora@example.org")), CHOSEN)
    assert User.objects.get(email="nora@example.org").check_password(PASSWORD)
    assert client.get("/").status_code == 200


def test_who_lost_every_way_in_is_invited_anew(dana: Client, cast: Cast) -> None:
    nora = cast.nora.user
    assert nora
    at_work = client_of(cast.nora)
    Authenticator.objects.create(user=nora, type="totp", data={"secret": FactorAdapter().encrypt("x")})
    with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken(), transaction.atomic():
        call_command("forget_sign_in", "nora@example.org", stdout=StringIO())
    assert at_work.get("/").status_code == 200
    call_command("forget_sign_in", "Nora@example.org", stdout=StringIO())
    assert at_work.get("/").status_code == 302
    assert not Authenticator.objects.exists()
    dana.post("/members/invite/", {"email": "nora@example.org", "roles": ["case_manager"]})
    assert Invitation.objects.open().filter(email="nora@example.org").exists()
    Client().post(link(invitation(cast, "nora@example.org")), CHOSEN)
    assert Membership.objects.current().filter(user=nora).count() == 1
    assert Client().post("/sign-in/", {"login": "nora@example.org", "password": PASSWORD})["Location"] == "/"


def test_nobody_is_forgotten_by_mistake(cast: Cast) -> None:
    with pytest.raises(CommandError, match="no such account"):
        call_command("forget_sign_in", "nobody@example.org")


def test_without_its_event_nothing_of_it_happens(cast: Cast) -> None:
    one = invitation(cast)
    deeds = [
        lambda: invitation(cast, "third@example.org"),
        lambda: actions.withdraw_invitation(invitation=one, by=cast.dana),
        lambda: actions.accept_invitation(digest=one.digest, **CHOSEN, by=Actor.system("test")),
    ]
    for deed in deeds:
        with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken(), transaction.atomic():
            deed()
    assert [left.email for left in Invitation.objects.pending()] == [NEW]
    assert not User.objects.filter(email=NEW).exists()
