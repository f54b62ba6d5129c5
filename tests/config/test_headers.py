"""What each answer tells the browser, to the letter. The values are written by hand; what differs is listed."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access import worlds
from tests.access.matrix import WORLDS, Row
from tests.access.test_matrix import _url
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import opened_case

CSP = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; script-src 'self'; style-src 'self'"
)
OFF = (
    "accelerometer autoplay camera clipboard-read clipboard-write display-capture encrypted-media fullscreen "
    "gamepad geolocation gyroscope hid idle-detection local-fonts magnetometer microphone midi payment "
    "picture-in-picture screen-wake-lock serial storage-access usb web-share window-management xr-spatial-tracking"
)
PERMISSIONS = (
    ", ".join(f"{one}=()" for one in OFF.split())
    + ", publickey-credentials-create=(self), publickey-credentials-get=(self)"
)
ALWAYS = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HTML, TEXT, PDF, SVG = "text/html; charset=utf-8", "text/plain", "application/pdf", "image/svg+xml"
PAGE = {**ALWAYS, "Cache-Control": "no-store", "Content-Type": HTML, "Vary": "Accept-Language, Cookie"}
# A file to save. A browser that shows it all the same runs nothing in it.
SAVED = {
    "Content-Disposition": "attachment; filename=…",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
# Routes whose answers, once opened, differ from PAGE. A new route that is like every page needs no line here.
OPENED = {
    "healthz": {"Content-Type": TEXT},
    "readyz": {"Content-Type": TEXT},
    "mfa_app_picture": {"Content-Type": SVG},
    "decision_letter": {"Content-Type": PDF, **SAVED},
    "withdrawal_paper": {"Content-Type": PDF, **SAVED},
    "consent_form": {"Content-Type": PDF, **SAVED},
    "case_card_print": {"Content-Type": PDF, **SAVED},
    "talk_picture": {"Content-Type": "image/jpeg"},
    "sight_paper": {"Content-Type": PDF, **SAVED},
    "practice_certificate": {"Content-Type": PDF, **SAVED},
    "document_file": {"Content-Type": f"{TEXT}; charset=utf-8", **SAVED},
}
FORGET = {"Clear-Site-Data": '"cache", "cookies", "storage"'}
STATIC = {**ALWAYS, "Cache-Control": "max-age=60, public"}
# About this one answer, and decided nowhere but in it.
ITS_OWN = {"Content-Length", "Content-Language", "Location", "Allow", "Expires", "ETag", "Last-Modified"}
READERS = ("nora", "lena", "sami", "odile", "stat")


def told(answer: HttpResponse) -> dict[str, str]:
    """Return the headers that are the same whatever the page says; the order in which they list things is no matter."""
    headers = {name: value for name, value in answer.headers.items() if name not in ITS_OWN}
    for name, between in (("Vary", ", "), ("Content-Security-Policy", "; ")):
        if name in headers:
            headers[name] = between.join(sorted(headers[name].split(between)))
    if "Content-Disposition" in headers:
        headers["Content-Disposition"] = headers["Content-Disposition"].partition('"')[0] + "…"
    return headers


def expected(row: Row, answer: HttpResponse) -> dict[str, str]:
    forgets = row.route in ("quick_exit", "account_logout") and answer.request["REQUEST_METHOD"] == "POST"
    differs = OPENED.get(row.route, {}) if answer.status_code == 200 else {}
    return {**PAGE, **differs, **(FORGET if forgets else {})}


@pytest.mark.parametrize("name", ["screening", "helped"])
def test_every_route_says_the_same_to_everybody(cast: Cast, name: str) -> None:
    world, wrong, statuses = getattr(worlds, name)(cast), [], set()
    readers = [Client(), *(client_of(getattr(cast, who)) for who in READERS)]
    for row in sorted(WORLDS[name], key=lambda row: (row.method == "POST", row.route)):
        for reader in readers:
            answer = getattr(reader, row.method.lower())(_url(row, world), {"language": "ru"})
            statuses.add(answer.status_code)
            if (got := told(answer)) != (wanted := expected(row, answer)):
                wrong.append(f"{row.route} {answer.status_code}: {set(got.items()) ^ set(wanted.items())}")
    assert not wrong, "\n".join(wrong)
    assert {200, 302, 403, 404} <= statuses


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
