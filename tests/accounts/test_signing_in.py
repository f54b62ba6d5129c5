"""The door: a real password, one answer for every mistake, nothing kept of what was typed, and a quick way out."""

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from audit.log import read
from audit.models import Event, Outcome
from tests.cast import Cast
from tests.helpers import client_of, with_password

PASSWORD = "quiet harbour lantern meadow"
NORA = "nora@example.org"
pytestmark = pytest.mark.usefixtures("nora_has_a_password")


@pytest.fixture
def nora_has_a_password(cast: Cast) -> None:
    with_password(cast.nora.user, PASSWORD)


def sign_in(client: Client, email: str, password: str) -> tuple[int, str]:
    answer = client.post("/sign-in/", {"login": email, "password": password})
    return answer.status_code, answer.content.decode()


def without_what_differs(page: str, typed: str) -> str:
    """Return a page without the hidden token and without the address that was typed."""
    lines = [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
    return "\n".join(lines).replace(typed, "")


def test_passwords_are_kept_as_argon2(cast: Cast) -> None:
    assert identify_hasher(User.objects.get(email=NORA).password).algorithm == "argon2"


def test_with_the_password_one_is_in(client: Client, cast: Cast) -> None:
    status, _page = sign_in(client, NORA, PASSWORD)
    assert status == 302
    assert client.get("/").status_code == 200
    assert Event.objects.filter(kind="session.start", user_id=cast.nora.user_id).count() == 1


def test_capitals_in_the_address_do_not_matter(client: Client) -> None:
    assert sign_in(client, "Nora@Example.ORG", PASSWORD)[0] == 302


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), PASSWORD + " ", "x" * 5000])
def test_without_it_one_is_not(client: Client, password: str) -> None:
    assert sign_in(client, NORA, password)[0] == 200
    assert client.get("/")["Location"].startswith("/sign-in/")


def test_a_failed_sign_in_is_remembered_without_what_was_typed(client: Client) -> None:
    sign_in(client, NORA, "my dog is called Rex")
    event = Event.objects.get(kind="session.refused")
    said = bytes(event.body).decode()
    assert event.outcome == Outcome.REFUSED
    assert event.user_id is None
    assert read(event)["facts"] == {}
    assert "nora" not in said.lower()
    assert "Rex" not in said


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(client: Client) -> None:
    unknown, wrong = "nobody@example.org", NORA
    first, second = (
        sign_in(Client(), unknown, "wrong password here"),
        sign_in(Client(), wrong, "wrong password here"),
    )
    assert first[0] == second[0]
    assert without_what_differs(first[1], unknown) == without_what_differs(second[1], wrong)
    assert Event.objects.filter(kind="session.refused").count() == 2


def test_a_person_who_is_no_longer_active_gets_that_answer_too(client: Client) -> None:
    User.objects.filter(email=NORA).update(is_active=False)
    inactive, unknown = sign_in(Client(), NORA, PASSWORD), sign_in(Client(), "nobody@example.org", PASSWORD)
    assert without_what_differs(inactive[1], NORA) == without_what_differs(unknown[1], "nobody@example.org")


def test_the_password_is_not_shown_again(client: Client) -> None:
    assert "my dog is called Rex" not in sign_in(client, NORA, "my dog is called Rex")[1]


@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_after_signing_in_one_stays_here(client: Client, next_page: str) -> None:
    answer = client.post("/sign-in/", {"login": NORA, "password": PASSWORD, "next": next_page})
    assert answer["Location"] == "/"


def test_guessing_is_slowed_down(client: Client) -> None:
    statuses = [sign_in(client, NORA, f"guess number {number}")[0] for number in range(12)]
    events = Event.objects.filter(kind="session.refused").count()
    assert 429 in statuses or events < 12


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email", "admin:index"])
def test_what_nobody_needs_is_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path", ["/signup/", "/accounts/signup/", "/password/reset/", "/admin/", "/accounts/login/"]
)
def test_nobody_signs_up_by_themselves(client: Client, path: str) -> None:
    before = User.objects.count()
    answer = client.post(path, {"email": "me@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 404
    assert User.objects.count() == before


def test_signing_in_gives_a_new_session(client: Client) -> None:
    client.get("/sign-in/")
    client.cookies["sessionid"] = "a" * 32
    sign_in(client, NORA, PASSWORD)
    assert client.cookies["sessionid"].value != "a" * 32


def test_the_session_cookie_is_strict_and_out_of_reach(client: Client) -> None:
    sign_in(client, NORA, PASSWORD)
    cookie = client.cookies["sessionid"]
    assert cookie["samesite"] == "Strict"
    assert cookie["httponly"]
    assert cookie["max-age"] == ""


def test_signing_out_is_remembered(cast: Cast) -> None:
    client = client_of(cast.nora)
    assert client.post("/sign-out/").status_code == 302
    assert Event.objects.filter(kind="session.end", user_id=cast.nora.user_id).count() == 1
    assert client.get("/")["Location"].startswith("/sign-in/")


def test_looking_at_the_way_out_does_not_sign_out(cast: Cast) -> None:
    client = client_of(cast.nora)
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/").status_code == 200


def test_the_quick_exit_signs_out_and_leaves_nothing_behind(cast: Cast) -> None:
    client = client_of(cast.nora)
    before = client.get("/")
    assert before["Cache-Control"] == "no-store"
    answer = client.post("/exit/")
    assert answer["Location"] == "/units/"
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert Event.objects.filter(kind="session.end", user_id=cast.nora.user_id).count() == 1
    assert client.get("/")["Location"].startswith("/sign-in/")


def test_the_page_it_leads_to_gives_nothing_away(client: Client) -> None:
    page = client.get("/units/").content.decode()
    assert "Units of measure" in page
    for word in ("Safe Passage", "case", "sign", "victim", 'href="/"'):
        assert word not in page.split("</head>")[1]


def test_the_quick_exit_is_there_for_those_not_signed_in(client: Client) -> None:
    assert client.post("/exit/")["Location"] == "/units/"
    assert not Event.objects.filter(kind="session.end").exists()


def test_the_quick_exit_is_set_off_by_no_link(cast: Cast) -> None:
    client = client_of(cast.nora)
    assert client.get("/exit/").status_code == 405
    assert client.get("/").status_code == 200


def test_the_quick_exit_works_from_a_page_that_was_open_too_long(cast: Cast) -> None:
    """Its token may be out of date: leaving is never refused."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_of(cast.nora).cookies
    assert strict.post("/exit/", {"csrfmiddlewaretoken": "old"})["Location"] == "/units/"
    assert strict.get("/")["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("language", ["xx", "", "../../etc", "\0", "ru'--", "x" * 400])
def test_a_language_that_is_not_there_changes_nothing(client: Client, language: str) -> None:
    assert client.post("/language/", {"language": language, "next": "/sign-in/"}).status_code == 302
    assert '<html lang="en"' in client.get("/sign-in/").content.decode()


def test_a_language_that_is_there_is_taken(client: Client) -> None:
    client.post("/language/", {"language": "ru", "next": "/sign-in/"})
    assert '<html lang="ru"' in client.get("/sign-in/").content.decode()


def test_choosing_a_language_leads_to_no_other_site(client: Client) -> None:
    answer = client.post("/language/", {"language": "ru", "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_the_password_is_changed_knowing_the_old_one(client: Client) -> None:
    sign_in(client, NORA, PASSWORD)
    new = "another long and quiet sentence"
    entered = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/password/change/", {**entered, "oldpassword": "wrong"}).status_code == 200
    assert (
        client.post("/password/change/", {**entered, "password1": "short", "password2": "short"}).status_code
        == 200
    )
    assert client.post("/password/change/", entered).status_code == 302
    assert sign_in(Client(), NORA, new)[0] == 302
    assert sign_in(Client(), NORA, PASSWORD)[0] == 200
