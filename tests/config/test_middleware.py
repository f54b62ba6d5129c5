"""What holds for every answer."""

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import opened_case


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/cases/%00/",
        "/%00",
        "/cases/?q=%00",
        "/cases/?q=a%00b",
        "/sign-in/?next=%00",
        "/?%00=1",
        "/units/?x=\0",
    ],
)
def test_a_nul_in_an_address_is_a_bad_request_in_words(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 400
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/cases/", "/services/", "/acting/", "/nowhere/", "/cases/ABCD-1234/"])
def test_no_page_is_kept_by_a_browser(cast: Cast, path: str) -> None:
    assert client_of(cast.nora).get(path)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/sign-in/", "/units/", "/healthz", "/"])
def test_nor_is_one_of_those_open_to_all(db: None, path: str) -> None:
    assert "no-store" in Client().get(path)["Cache-Control"]


def test_no_page_of_a_person_is_kept(cast: Cast) -> None:
    case = opened_case(cast.nora)
    answer = client_of(cast.nora).get(f"/cases/{case.number}/")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/units/", "/sign-in/"])
def test_every_answer_says_what_a_browser_may_do(cast: Cast, path: str) -> None:
    answer = client_of(cast.nora).get(path)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] in ("no-referrer", "same-origin")


def test_a_page_that_is_not_there_says_so_in_our_words(cast: Cast) -> None:
    answer = client_of(cast.nora).get("/nowhere/")
    assert answer.status_code == 404
    assert settings.DEBUG is False
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("host", ["evil.example.org", "safe.example.org.evil"])
def test_a_host_that_is_not_ours_is_refused(db: None, host: str) -> None:
    assert Client().get("/sign-in/", headers={"host": host}).status_code == 400


def test_a_form_without_its_token_is_refused_in_our_words(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_of(cast.nora).cookies
    answer = strict.post("/acting/", {"organisation": cast.nora.organisation_id})
    assert answer.status_code == 403
    assert "<h1>" in answer.content.decode()
