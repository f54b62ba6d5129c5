"""Passkeys and one-time codes in a real browser, with an authenticator that only pretends to be a device."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.actors import Actor
from tests.authenticator import half_minute
from tests.browser.conftest import PHONE, shoot
from tests.cast import Cast
from tests.helpers import with_password

PASSWORD = "a-long-invented-password"


@pytest.fixture
def nora(people: Cast) -> Iterator[Actor]:
    """Nora has a password, and her clock has just begun a half minute."""
    cache.clear()
    with_password(people.nora.user, PASSWORD)
    with half_minute():
        yield people.nora


def enters(page: Page, url: str) -> None:
    page.goto(f"{url}/sign-in/")
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill("nora@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def at_home(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("What waits for you today")


def code_now(key: str) -> str:
    """Return the code of this half minute."""
    (counter,) = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(key, counter))


def test_a_passkey_alone_opens_the_door(page: Page, live_server: Any, nora: Actor, holder: Any) -> None:
    enters(page, live_server.url)
    at_home(page)
    page.get_by_role("link", name=re.compile("Nora")).click()
    shoot(page, "factors-none")
    page.get_by_role("link", name="Add a passkey").click()
    shoot(page, "passkey-add")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    expect(page.locator(".codes li")).to_have_count(10)
    shoot(page, "recovery-codes")
    page.get_by_role("link", name="I have written them down").click()
    sign_out(page)
    shoot(page, "sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    at_home(page)
    page.get_by_role("link", name=re.compile("Nora")).click()
    shoot(page, "factors-passkey")
    page.get_by_role("link", name="Where you are signed in").click()
    expect(page.locator(".list-row")).to_have_count(1)
    shoot(page, "sessions")


def test_a_device_that_refuses_is_told_in_words(
    page: Page, live_server: Any, nora: Actor, holder: Any
) -> None:
    enters(page, live_server.url)
    holder(False)
    page.goto(f"{live_server.url}/factors/passkey/")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used", timeout=70_000)
    holder(True)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.get_by_role("link", name="I have written them down").click()
    sign_out(page)
    enters(page, live_server.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Show that it is you")
    shoot(page, "second-step")
    page.get_by_role("button", name="Use a passkey").click()
    at_home(page)


def test_one_time_codes_are_set_up_and_asked_for(page: Page, live_server: Any, nora: Actor) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    enters(page, live_server.url)
    page.goto(f"{live_server.url}/factors/app/")
    picture = page.locator("img.code-picture")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 20")
    shoot(page, "codes-set-up")
    key = page.locator("main code").inner_text()
    page.get_by_label("Code").fill(code_now(key))
    page.get_by_role("button", name="Use these codes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    recovery = page.locator(".codes code").first.inner_text()
    page.get_by_role("link", name="I have written them down").click()
    sign_out(page)
    enters(page, live_server.url)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in", exact=True).click()
    at_home(page)
    sign_out(page)
    enters(page, live_server.url)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_contain_text("This did not work")
    with time_machine.travel(timezone.now() + timedelta(seconds=30)):  # the code of before was used
        page.get_by_label("Code").fill(code_now(key))
        page.get_by_role("button", name="Sign in", exact=True).click()
        at_home(page)
