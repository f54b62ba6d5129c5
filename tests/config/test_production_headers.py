"""What a server in production says, with the settings of production, in a process of its own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.config.test_environment import GOOD

ASK = """
import json, django
django.setup()
from django.conf import settings
from django.contrib.messages.storage import default_storage
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
connection.settings_dict["ATOMIC_REQUESTS"] = False  # there is no database here
client = Client(headers={"host": "safe-passage.example.org"})
safe, plain = client.get("/healthz", secure=True), client.get("/units/")
language = client.post("/language/", {"language": "ru"}, secure=True)
waiting, kept = default_storage(RequestFactory().get("/")), HttpResponse()
waiting.add(20, "Saved, sealed.")
waiting.update(kept)
names = ("SESSION", "CSRF", "LANGUAGE")
print(json.dumps({
    "safe": dict(safe.headers),
    "plain": [plain.status_code, dict(plain.headers)],
    "set": [one.OutputString().split("; ") for one in [*language.cookies.values(), *kept.cookies.values()]],
    "cookies": {one: [getattr(settings, f"{one}_COOKIE_{what}") for what in
        ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")] for one in names},
}))
"""


@pytest.fixture(scope="module")
def said() -> dict[str, object]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    given = {**kept, **GOOD, "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK],
        cwd=settings.ROOT,
        env=given,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_only_https_for_a_year_and_everywhere_below(said: dict[str, dict[str, str]]) -> None:
    assert said["safe"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_plain_http_is_led_to_https_with_every_header(said: dict[str, list]) -> None:
    status, headers = said["plain"]
    assert (status, headers["Location"]) == (301, "https://safe-passage.example.org/units/")
    assert set(headers) == (set(said["safe"]) | {"Location"}) - {
        "Strict-Transport-Security",
        "Content-Language",
        "Content-Length",
    }


def test_every_cookie_is_bound_to_this_host(said: dict[str, dict[str, list]]) -> None:
    bound = [True, True, "Strict", "/", None]
    assert said["cookies"] == {
        "SESSION": ["__Host-session", *bound],
        "CSRF": ["__Host-csrf", *bound],
        "LANGUAGE": ["__Host-language", *bound],
    }


def test_and_is_set_so(said: dict[str, list[list[str]]]) -> None:
    named = {one[0].partition("=")[0]: set(one[1:]) for one in said["set"]}
    bound = {"HttpOnly", "Path=/", "SameSite=Strict", "Secure"}
    assert named == {"__Host-language": bound, "__Host-messages": bound}


@pytest.fixture
def server() -> Iterator[int]:
    """The port of a web server with the settings of a deployment, which serves an empty page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    given = ["--config", "deploy/gunicorn.py", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    command = [sys.executable, "-m", "gunicorn", *given, "tests.config.empty_page:application"]
    with subprocess.Popen(command, cwd=settings.ROOT, stderr=subprocess.DEVNULL) as process:
        yield port
        process.send_signal(signal.SIGTERM)


def test_the_server_does_not_tell_what_it_is(server: int) -> None:
    for _try in range(100):
        asked = http.client.HTTPConnection("127.0.0.1", server, timeout=5)
        try:
            asked.request("GET", "/")
            break
        except ConnectionRefusedError:
            time.sleep(0.1)
    answer = asked.getresponse()
    assert answer.read() == b"empty"
    asked.close()
    assert {name for name, _value in answer.getheaders()} == {"Date", "Connection", "Content-Length"}
