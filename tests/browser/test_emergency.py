"""A look in an emergency in a real browser: behind a passkey, for one hour, and reviewed by somebody else."""

import re
from typing import Any

from django.core.cache import cache
from playwright.sync_api import Page, expect

from breakglass.models import BreakGlass
from identification.actions import record_identity
from tests.browser.conftest import shoot
from tests.cast import Cast
from tests.makers import presumed_case
from tests.makers_breakglass import HAPPENING, hal

PASSWORD = "a-long-invented-password"
ADDRESS = "Ninth stair, green door"


def test_hal_looks_behind_his_passkey_and_ends_it(
    page: Page, live_server: Any, people: Cast, holder: Any
) -> None:
    case = record_identity(case=presumed_case(people.nora), address=ADDRESS, by=people.nora)
    hal(password=PASSWORD)
    _has_a_passkey(page, live_server.url)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("link", name="Emergency").click()
    page.get_by_label("Number of the case").fill(case.number.lower())
    page.get_by_role("radio").first.check()
    shoot(page, "emergency-asked")
    page.get_by_role("button", name="Open the case for one hour").click()
    expect(page.get_by_label("What is happening")).to_be_visible()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    page.get_by_label("What is happening").fill(HAPPENING)
    page.get_by_role("button", name="Open the case for one hour").click()
    expect(page.get_by_role("main")).to_contain_text("You see this case in an emergency")
    shoot(page, "emergency-case")
    page.get_by_role("link", name="Identity").click()
    page.get_by_role("radio").first.check()
    page.locator("main .actions button").first.click()
    expect(page.get_by_role("main")).to_contain_text(ADDRESS)
    shoot(page, "emergency-identity")
    page.get_by_role("button", name=re.compile("End")).click()
    assert page.goto(live_server.url + case.get_absolute_url()).status == 404
    assert BreakGlass.objects.get().over_at


def _has_a_passkey(page: Page, url: str) -> None:
    cache.clear()
    page.goto(f"{url}/sign-in/")
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill("hal@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{url}/factors/passkey/")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("link", name="I have written them down").click()
