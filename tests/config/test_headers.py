"""What early answers, refusals and files tell the browser; the pages are asked in tests/access/test_matrix.py."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.config.headers import FORGET, PAGE, STATIC, told
from tests.helpers import client_of
from tests.makers import opened_case


@pytest.mark.parametrize(
    ("status", "path"),
    [
        (302, "/cases/"),
        (301, "/cases"),
        (404, "/nowhere/"),
        (400, "/?x=%00"),
        (405, "/exit/"),
    ],
)
def test_an_early_answer_says_it_too(db: None, status: int, path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, told(answer)) == (status, PAGE)


def test_refusals_say_it_too(cast: Cast) -> None:
    case, strict = opened_case(cast.nora), Client(enforce_csrf_checks=True)
    strict.cookies = client_of(cast.nora).cookies
    not_now = client_of(cast.nora).get(f"/cases/{case.number}/do/presume/")
    answers = [not_now, strict.post("/acting/"), Client().get("/", headers={"host": "evil.example.org"})]
    assert [(one.status_code, told(one)) for one in answers] == [(409, PAGE), (403, PAGE), (400, PAGE)]


def test_a_file_may_be_kept_and_says_the_rest(db: None) -> None:
    kinds = {"ui/app.css": 'text/css; charset="utf-8"', "ui/icons.svg": "image/svg+xml"}
    for name, kind in kinds.items():
        answer = Client().get(f"/static/{name}")
        assert b"".join(answer.streaming_content)
        answer.close()
        assert told(answer) == {**STATIC, "Content-Type": kind}


@pytest.mark.parametrize("route", ["account_logout", "quick_exit"])
def test_who_leaves_is_forgotten_by_the_browser(cast: Cast, route: str) -> None:
    client = client_of(cast.nora)
    client.post("/language/", {"language": "ru"})
    client.get("/cases/")
    client.cookies["messages"] = "something that waits to be said"
    known = set(client.cookies)
    answer = client.post(reverse(route))
    assert told(answer) == {**PAGE, **FORGET}
    assert {"sessionid", "messages", "csrftoken", "django_language"} == known
    assert {name for name, one in answer.cookies.items() if one["max-age"] == 0} == known
    assert client.get("/cases/").status_code == 302
    assert told(Client().get(reverse("account_logout"))).keys() == PAGE.keys()
