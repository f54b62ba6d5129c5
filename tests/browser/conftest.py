"""A real Chromium in front of a real server; named as skipped, with the reason, where none can be had."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Page, Playwright

from accounts.actors import Actor
from tests.cast import Cast
from tests.helpers import client_of

PHONE = {"width": 360, "height": 640}
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# Playwright's own loop makes Django believe that the tests are asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip these tests, with the reason, where there is no browser."""
    reason = os.environ.get("SAFE_PASSAGE_NO_BROWSER", "")
    for item in items:
        if "tests/browser" in str(item.path).replace(os.sep, "/"):
            item.add_marker(pytest.mark.browser)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the browser that was found, without a word to the outside."""
    given = {**browser_type_launch_args, "args": QUIET + ["--no-sandbox"] * (os.geteuid() == 0)}
    if path := os.environ.get("SAFE_PASSAGE_CHROMIUM"):
        given["executable_path"] = path
    return given


@pytest.fixture(autouse=True, scope="session")
def nobody_stays_behind_the_loop(playwright: Playwright) -> Iterator[None]:
    """Once Playwright's loop runs, all that follows has connections of its own: they are closed before it stops."""
    yield
    connections.close_all()


@pytest.fixture
def sign_in(page: Page, live_server: Any) -> Callable[[Actor], Page]:
    """Return a function that makes the page an actor's, at their home."""

    def as_actor(actor: Actor) -> Page:
        cookie = client_of(actor).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(live_server.url)
        return page

    return as_actor


@pytest.fixture(autouse=True)
def quiet_console(page: Page) -> Iterator[list[str]]:
    """No page may break the content security policy or raise an error in a script."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said
    assert not [line for line in said if "Failed to load resource" not in line], said


@pytest.fixture
def people(committed_cast: Cast) -> Cast:
    """The cast, in the database that the server sees."""
    return committed_cast


@pytest.fixture
def holder(page: Page) -> Callable[[bool], None]:
    """Give the browser a device that holds passkeys; return a function that says whether its holder agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    def agrees(yes: bool) -> None:
        which = {"authenticatorId": made["authenticatorId"]}
        session.send("WebAuthn.setUserVerified", {**which, "isUserVerified": yes})

    return agrees


def shoot(page: Page, name: str) -> None:
    """No page scrolls sideways on a phone; with SAFE_PASSAGE_SHOTS, pictures of it lie in that folder."""
    if folder := os.environ.get("SAFE_PASSAGE_SHOTS"):
        for size, width in (("wide", 1200), ("phone", 360)):
            page.set_viewport_size({"width": width, "height": 740})
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert overflow <= 0, name
            page.screenshot(path=Path(folder) / f"{name}-{size}.png")
