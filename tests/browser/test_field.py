"""The first responder's phone: open, screen, see the result; the way out; and all of it without scripts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.actors import Actor
from identification.models import Screening
from tests.browser.conftest import PHONE
from tests.cast import Cast
from tests.helpers import with_password
from tests.makers import opened_case
from workflow.gate import perform

PASSWORD = "a-long-invented-password"
SignIn = Callable[[Actor], Page]


def test_odile_screens_on_a_phone(people: Cast, sign_in: SignIn) -> None:
    page = sign_in(people.odile)
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Cases", exact=True).click()
    page.get_by_role("link", name="Open a case").click()
    _answer_safety(page)
    page.get_by_role("link", name="Begin a screening").click()
    page.get_by_label("Adult, labour exploitation").check()
    page.get_by_role("button", name="Begin").click()
    for step in range(1, 7):
        expect(page.get_by_text(f"{step} of 6").first).to_be_visible()
        if step >= 4:
            for group in page.locator("fieldset").all()[:2]:
                group.get_by_label("Yes").check()
        page.get_by_role("button", name=re.compile("Save and")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Presumed victim of trafficking")
    assert _overflow(page) <= 0


def test_three_escapes_leave_and_back_finds_nothing(people: Cast, sign_in: SignIn) -> None:
    page = sign_in(people.nora)
    page.goto(page.url + "cases/")
    for _press in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url(re.compile("/units/"))
    page.go_back()
    expect(page.get_by_label("Password")).to_be_visible()


def test_the_way_out_works_without_scripts(browser: Browser, live_server: Any, people: Cast) -> None:
    page = _without_scripts(browser, live_server, people)
    page.get_by_role("button", name="Quick exit").click()
    page.wait_for_url(re.compile("/units/"))


def test_a_case_is_opened_without_scripts(browser: Browser, live_server: Any, people: Cast) -> None:
    page = _without_scripts(browser, live_server, people)
    page.goto(f"{live_server.url}/cases/new/")
    _answer_safety(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("What to do now")


def test_a_part_of_a_checklist_is_saved_without_scripts(
    browser: Browser, live_server: Any, people: Cast
) -> None:
    case = opened_case(people.odile)
    new = Screening(case=case, profile="adult_labour", screened_by=people.odile.user)
    row = perform(new, "begin", by=people.odile)
    page = _without_scripts(browser, live_server, people)
    page.goto(f"{live_server.url}/screenings/{row.pk}/EX/")
    first, second = page.locator("fieldset").all()[:2]
    first.get_by_label("Yes").check()
    first.get_by_text("What it means, and a note").click()
    first.get_by_label("Note").fill("Sixteen hours.")
    second.get_by_label("Did not want to say").check()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("5 of 6").first).to_be_visible()
    assert row.answered() == {"EX01": "yes", "EX02": "refused"}
    assert [(one.code, one.note) for one in row.answer_notes.all()] == [("EX01", "Sixteen hours.")]


def test_a_mistake_is_said_beside_the_field_and_nothing_is_lost(people: Cast, sign_in: SignIn) -> None:
    page = sign_in(people.odile)
    page.goto(page.url + "cases/new/")
    page.get_by_label("What to call the person").fill("Robin")
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("alert")).to_contain_text("Is the person in danger now?")
    expect(page.get_by_label("What to call the person")).to_have_value("Robin")


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways(people: Cast, sign_in: SignIn, width: int) -> None:
    page = sign_in(people.nora)
    page.set_viewport_size({"width": width, "height": 640})
    home = page.url
    for path in ("", "cases/", "cases/new/", "referrals/", "services/", "acting/"):
        page.goto(home + path)
        assert _overflow(page) <= 0, path


def _without_scripts(browser: Browser, live_server: Any, people: Cast) -> Page:
    """Return Odile's page after she signed in with her password, in a browser that runs no scripts."""
    user = with_password(people.odile.user, PASSWORD)
    page = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(live_server.url)
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What waits for you today")
    return page


def _answer_safety(page: Page) -> None:
    for question in ("danger", "injured", "controlling"):
        page.get_by_role("group", name=re.compile(question)).get_by_label("No", exact=True).check()
    page.get_by_label("18 or over").check()
    page.get_by_label("Woman or girl").check()
    page.get_by_role("button", name="Open the case").click()


def _overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_older_cases_come_to_the_page_without_a_reload(people: Cast, sign_in: SignIn) -> None:
    for _case in range(30):
        opened_case(people.nora)
    page = sign_in(people.nora)
    page.goto(page.url + "cases/")
    expect(page.locator("#cases > li")).to_have_count(25)
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Older cases").click()
    expect(page.locator("#cases > li")).to_have_count(30)
    assert page.evaluate("window.stayed") is True
    expect(page.get_by_role("link", name="Older cases")).to_have_count(0)
