"""Second factors: set up, given, refused, taken away; their secrets unreadable in the database."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client

from accounts.factors.adapter import FactorAdapter, rewrap_all
from accounts.models import Session, User
from audit.log import read
from audit.models import Event, Outcome
from encryption.errors import DecryptionError
from tests.authenticator import Device, add_passkey, browser, options_on, sign_in
from tests.cast import Cast
from tests.helpers import log_is_broken, with_password

PASSWORD = "quiet harbour lantern meadow"
NORA = {"login": "nora@example.org", "password": PASSWORD}

pytestmark = pytest.mark.usefixtures("one_code")


@pytest.fixture
def nora(cast: Cast) -> User:
    cache.clear()
    return with_password(cast.nora.user, PASSWORD)


@pytest.fixture
def at_work(nora: User) -> Client:
    """Nora's browser, signed in with the password."""
    client = browser()
    assert client.post("/sign-in/", NORA)["Location"] == "/"
    return client


def code(key: str) -> str:
    (now,) = totp.yield_hotp_counters_from_time()
    return totp.format_hotp_value(totp.hotp_value(key, now))


def set_up_codes(client: Client) -> str:
    """Set up one-time codes; return the key."""
    page = client.get("/factors/app/").content.decode()
    key = re.search(r"<code>(\w+)</code>", page).group(1)
    assert client.post("/factors/app/", {"code": code(key)})["Location"] == "/factors/recovery/"
    return key


def told(kind: str, outcome: str = Outcome.DONE) -> list[str]:
    events = Event.objects.filter(kind=kind, outcome=outcome)
    return [read(one)["facts"].get("factor") for one in events.order_by("pk")]


def test_a_passkey_opens_the_door_by_itself(at_work: Client, nora: User) -> None:
    device = Device()
    assert add_passkey(at_work, device)["Location"] == "/factors/recovery/"
    other = browser()
    assert sign_in(other, device)["Location"] == "/"
    assert other.get("/").wsgi_request.user == nora
    assert told("factor.add") == ["webauthn", "recovery_codes"]
    assert told("factor.use") == ["webauthn"]


def test_a_passkey_whose_holder_did_not_show_themselves_does_not(at_work: Client) -> None:
    device = Device()
    add_passkey(at_work, device)
    other = browser()
    assert sign_in(other, device, verified=False)["Location"] == "/sign-in/"
    assert other.get("/")["Location"].startswith("/sign-in/")
    assert told("factor.use", Outcome.REFUSED) == ["webauthn"]


def test_a_passkey_of_another_key_does_not(at_work: Client) -> None:
    device, thief = Device(), Device()
    add_passkey(at_work, device)
    thief.id, thief.user = device.id, device.user
    assert sign_in(browser(), thief)["Location"] == "/sign-in/"


def test_an_answer_is_good_for_one_question(at_work: Client) -> None:
    device, other = Device(), browser()
    add_passkey(at_work, device)
    ask = {"path": "/sign-in/passkey/", "headers": {"accept": "application/json"}}
    answer = {"credential": json.dumps(device.sign(other.get(**ask).json()["request_options"]))}
    thief = browser()
    thief.get(**ask)
    assert thief.post("/sign-in/passkey/", answer)["Location"] == "/sign-in/"
    assert other.post("/sign-in/passkey/", answer)["Location"] == "/"


def test_whoever_is_no_longer_active_is_not_let_in(at_work: Client, nora: User) -> None:
    device = Device()
    add_passkey(at_work, device)
    User.objects.filter(pk=nora.pk).update(is_active=False)
    other = browser()
    assert sign_in(other, device)["Location"] == "/sign-in/"
    assert other.get("/")["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    "made_up",
    ["", "null", "[]", "7", '"x"', "{}", '{"id": 5}', '{"id": "x", "response": 5}', '{"response": {}}', "{"],
)
@pytest.mark.parametrize("path", ["/sign-in/passkey/", "/factors/passkey/"])
def test_a_made_up_credential_is_refused_in_words(at_work: Client, path: str, made_up: str) -> None:
    client = at_work if path == "/factors/passkey/" else browser()
    client.get(path, headers={"accept": "application/json"})
    assert client.post(path, {"credential": made_up}).status_code in (200, 302)
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "part", ["clientDataJSON", "authenticatorData", "signature", "userHandle", "id", "rawId"]
)
@pytest.mark.parametrize("bent", ["", "AAAA", "!", None, 5, [], "x" * 3000])
def test_a_bent_answer_opens_nothing_and_breaks_nothing(at_work: Client, part: str, bent: object) -> None:
    device, client = Device(), browser()
    add_passkey(at_work, device)
    asked = client.get("/sign-in/passkey/", headers={"accept": "application/json"}).json()
    answer = device.sign(asked["request_options"])
    holder = answer if part in ("id", "rawId") else answer["response"]
    holder[part] = bent
    client.post("/sign-in/passkey/", {"credential": json.dumps(answer)})
    assert client.get("/factors/")["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("part", ["clientDataJSON", "attestationObject"])
@pytest.mark.parametrize("bent", ["", "AAAA", "!", None, 5, "oA", "x" * 3000])
def test_a_bent_new_passkey_is_not_taken(at_work: Client, part: str, bent: object) -> None:
    made = Device().make(options_on(at_work.get("/factors/passkey/").content))
    made["response"][part] = bent
    assert at_work.post("/factors/passkey/", {"credential": json.dumps(made)}).status_code == 200
    assert not Authenticator.objects.exists()


def test_a_code_is_asked_for_after_the_password(at_work: Client) -> None:
    key = set_up_codes(at_work)
    cache.clear()
    other = browser()
    assert other.post("/sign-in/", NORA)["Location"] == "/sign-in/code/"
    assert other.get("/")["Location"].startswith("/sign-in/")
    assert other.post("/sign-in/code/", {"code": "000000"}).status_code == 200
    assert other.post("/sign-in/code/", {"code": code(key)})["Location"] == "/"
    assert told("factor.use") == ["totp"]
    assert told("factor.use", Outcome.REFUSED) == ["totp"]


def test_a_used_code_is_refused(at_work: Client) -> None:
    """The code that set them up counts as used as well."""
    key = set_up_codes(at_work)
    other = browser()
    other.post("/sign-in/", NORA)
    assert other.post("/sign-in/code/", {"code": code(key)}).status_code == 200
    assert told("factor.use", Outcome.REFUSED) == ["totp"]


def test_a_recovery_code_works_once(at_work: Client) -> None:
    set_up_codes(at_work)
    shown = re.findall(r"<code>(\d{8})</code>", at_work.get("/factors/recovery/").content.decode())
    assert len(set(shown)) == 10
    for outcome in (302, 200):
        other = browser()
        other.post("/sign-in/", NORA)
        assert other.post("/sign-in/code/", {"code": shown[0]}).status_code == outcome


def test_recovery_codes_are_shown_once(at_work: Client) -> None:
    set_up_codes(at_work)
    assert re.search(r"<code>\d{8}</code>", at_work.get("/factors/recovery/").content.decode())
    assert not re.search(r"<code>\d{8}</code>", at_work.get("/factors/recovery/").content.decode())


def test_codes_are_guessed_a_few_times_only(at_work: Client) -> None:
    key = set_up_codes(at_work)
    cache.clear()
    other = browser()
    other.post("/sign-in/", NORA)
    for number in range(5):
        other.post("/sign-in/code/", {"code": f"00000{number}"})
    assert other.post("/sign-in/code/", {"code": code(key)}).status_code == 200


def test_no_secret_lies_open_in_the_database(at_work: Client, nora: User) -> None:
    at_work.get("/factors/app/")
    waiting = str(Session.objects.get(user_id=nora.pk).get_decoded())
    key = set_up_codes(at_work)
    assert key not in waiting
    for factor in Authenticator.objects.all():
        (kept,) = [factor.data[name] for name in ("secret", "seed") if name in factor.data]
        assert kept.startswith("gAAAA")
        assert key not in json.dumps(factor.data)


def test_a_secret_opens_for_its_purpose_only() -> None:
    from encryption import texts

    with pytest.raises(DecryptionError):
        FactorAdapter().decrypt(texts.wrap("x", "another purpose"))
    with pytest.raises(DecryptionError):
        FactorAdapter().decrypt("gAAAAnonsense")


def test_secrets_are_wrapped_anew_when_the_master_key_changes(at_work: Client) -> None:
    key = set_up_codes(at_work)
    before = {one.pk: one.data for one in Authenticator.objects.all()}
    assert rewrap_all() == 2
    assert all(one.data != before[one.pk] for one in Authenticator.objects.all())
    assert FactorAdapter().decrypt(Authenticator.objects.get(type="totp").data["secret"]) == key


def test_the_picture_is_there_only_while_codes_are_set_up(at_work: Client) -> None:
    assert at_work.get("/factors/app/picture/").status_code == 404
    at_work.get("/factors/app/")
    picture = at_work.get("/factors/app/picture/")
    assert (picture["Content-Type"], picture.content[:5]) == ("image/svg+xml", b"<?xml")


def test_without_its_event_no_factor_is_added_or_taken(at_work: Client) -> None:
    device = Device()
    at_work.raise_request_exception = True
    with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken():
        add_passkey(at_work, device)
    assert not Authenticator.objects.exists()


def test_a_factor_is_taken_away_with_its_recovery_codes(at_work: Client, nora: User) -> None:
    add_passkey(at_work, Device())
    pk = Authenticator.objects.get(type="webauthn").pk
    assert at_work.post(f"/factors/passkey/{pk}/remove/")["Location"] == "/factors/"
    assert not Authenticator.objects.filter(user=nora).exists()
    assert told("factor.remove") == ["webauthn", "recovery_codes"]


def test_nobody_takes_away_anothers_passkey(at_work: Client, cast: Cast) -> None:
    add_passkey(at_work, Device())
    pk = Authenticator.objects.get(type="webauthn").pk
    with_password(cast.sami.user, PASSWORD)
    other = browser()
    other.post("/sign-in/", {**NORA, "login": "sami@example.org"})
    assert other.post(f"/factors/passkey/{pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=pk).exists()
