"""A whole screening at a roadside: by touch alone, by keyboard alone, through a lost connection, within its budget.

The pages come as in production: style and scripts compressed, with the names of their contents, kept by the browser.
"""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, expect

from identification.enums import AnswerValue
from identification.indicators import load
from identification.models import Screening
from tests.browser.conftest import PHONE
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import opened_case
from workflow.gate import perform

FIRST, FURTHER, TAP = 60_000, 15_000, 2_000
# Begin, one list, six times "go on": what no answer costs; then one tap for each of the 67 questions.
TAPS = 2 + 67 + 6
KEYS = 300  # two by Tab and one arrow for each question, and the way into each page
QUESTIONS = load().of("adult_labour")
STORES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


@pytest.fixture
def served(people: Cast, tmp_path: Path) -> Iterator[str]:
    """The address of a server that sends files as in production does: collected, compressed, for ever the same."""
    told: Any = {"STORAGES": STORES, "STATIC_ROOT": str(tmp_path), "WHITENOISE_USE_FINDERS": False}
    with override_settings(**told, WHITENOISE_AUTOREFRESH=False):
        call_command("collectstatic", verbosity=0, interactive=False)
        server = LiveServerThread("127.0.0.1", lambda application: application)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        yield f"http://127.0.0.1:{server.port}"
        server.terminate()
        server.join()


@pytest.fixture
def phone(browser: Browser, served: str, people: Cast) -> Iterator[BrowserContext]:
    """Odile's phone: small, touched, signed in."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, base_url=served)
    cookie = client_of(people.odile).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": served}])
    yield context
    context.close()


class Scales:
    """What came over the network: for each page with its style, scripts and pictures, and for each tap."""

    def __init__(self, page: Page) -> None:
        self.pages: list[float] = []
        self.taps: dict[str, float] = {}
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", self._asked)
        network.on("Network.loadingFinished", self._came)

    def _asked(self, told: dict[str, Any]) -> None:
        if told["type"] == "XHR":
            self.taps[told["requestId"]] = 0
        elif told["type"] == "Document" and told["request"]["method"] == "GET":
            self.pages.append(0)

    def _came(self, told: dict[str, Any]) -> None:
        if told["requestId"] in self.taps:
            self.taps[told["requestId"]] += told["encodedDataLength"]
        else:
            self.pages[-1] += told["encodedDataLength"]


def begun(people: Cast, **given: Any) -> Screening:
    new = Screening(
        case=opened_case(people.odile), screened_by=people.odile.user, **{"profile": "adult_labour", **given}
    )
    return perform(new, "begin", by=people.odile)


def is_saved(row: Screening, code: str, value: str) -> bool:
    for _try in range(50):
        if row.answered().get(code) == value:
            return True
        time.sleep(0.1)
    return False


def answers(page: Page) -> list[Any]:
    return page.locator("fieldset").all()


def test_a_whole_screening_by_touch_alone(people: Cast, phone: BrowserContext, record_property: Any) -> None:
    case, page = opened_case(people.odile), phone.new_page()
    scales, began, taps = Scales(page), time.monotonic(), 0
    page.goto(f"{case.get_absolute_url()}screenings/new/")
    page.get_by_label("Adult, labour exploitation").tap()
    page.get_by_role("button", name="Begin").tap()
    taps += 2
    for step in range(1, 7):
        expect(page.get_by_text(f"{step} of 6").first).to_be_visible()
        for group in answers(page):
            group.get_by_text("Yes" if step >= 4 else "No", exact=True).tap()
            taps += 1
        expect(page.locator(".tap-status")).to_have_text("Saved.")
        page.get_by_role("button", name=re.compile("Save and")).tap()
        taps += 1
    expect(page.get_by_role("heading", level=1)).to_have_text("Presumed victim of trafficking")
    row = Screening.objects.get(case=case)
    assert len(row.answered()) == len(QUESTIONS) == 67
    assert AnswerValue.NOT_ASKED not in row.answered().values()
    seconds, tapped = round(time.monotonic() - began, 1), list(scales.taps.values())
    told = {"taps": taps, "seconds": seconds, "pages": scales.pages, "a tap": max(tapped), "all": sum(tapped)}
    record_property("screening", told)
    assert taps == TAPS
    assert len(tapped) == len(QUESTIONS)
    assert len(scales.pages) == 8  # the choice of the list, six parts, the result
    assert scales.pages[0] <= FIRST
    assert max(scales.pages[1:]) <= FURTHER
    assert max(tapped) <= TAP
    assert all(scales.pages)


def test_a_whole_screening_by_keyboard_alone(
    people: Cast, phone: BrowserContext, record_property: Any
) -> None:
    """Tab into each question, one arrow for the answer, Enter on the button; the focus is never lost by saving."""
    row, page, pressed = begun(people), phone.new_page(), 0
    page.goto(f"/screenings/{row.pk}/DR/")
    for step in range(1, 7):
        expect(page.get_by_text(f"{step} of 6").first).to_be_visible()
        for code in [one.code for one in QUESTIONS if one.element == list(load().elements)[step - 1]]:
            pressed += _tab_to(page, f"input[name={code}]")
            page.keyboard.press("ArrowUp")
            pressed += 1
            assert page.evaluate("document.activeElement.name + document.activeElement.value") == f"{code}no"
        expect(page.locator(".tap-status")).to_have_text("Saved.")
        assert page.evaluate("document.activeElement.type") == "radio"
        pressed += _tab_to(page, "[data-taps] .actions button") + 1
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("No indication so far")
    assert set(row.answered().values()) == {"no"}
    record_property("keys", pressed)
    assert pressed <= KEYS


def _tab_to(page: Page, selector: str) -> int:
    for pressed in range(1, 40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return pressed
    raise AssertionError(f"no way by Tab to {selector}")


def test_a_lost_connection_loses_the_last_tap_at_most(people: Cast, phone: BrowserContext) -> None:
    """The phone is gone in the middle: what was tapped before stands, and another device goes on from there."""
    row, page = begun(people), phone.new_page()
    page.goto(f"/screenings/{row.pk}/EX/")
    first, second, third = answers(page)[:3]
    first.get_by_text("Yes", exact=True).tap()
    second.get_by_text("No", exact=True).tap()
    expect(page.locator(".tap-status")).to_have_text("Saved.")
    phone.set_offline(True)
    third.get_by_text("Yes", exact=True).tap()
    expect(third.get_by_text("Not saved yet")).to_be_visible()
    expect(page.locator(".tap-status")).to_contain_text("No connection")
    assert row.answered() == {"EX01": "yes", "EX02": "no"}
    page.close()
    phone.set_offline(False)
    other = phone.new_page()
    other.goto(f"/screenings/{row.pk}/EX/")
    assert answers(other)[0].get_by_label("Yes").is_checked()
    assert answers(other)[2].get_by_label("Not asked").is_checked()


def test_what_was_tapped_without_a_connection_is_sent_when_it_is_back(
    people: Cast, phone: BrowserContext
) -> None:
    row, page = begun(people), phone.new_page()
    page.goto(f"/screenings/{row.pk}/EX/")
    phone.set_offline(True)
    for group in answers(page)[:3]:
        group.get_by_text("Yes", exact=True).tap()
    answers(page)[0].get_by_text("No", exact=True).tap()
    expect(page.get_by_text("Not saved yet")).to_have_count(3)
    page.get_by_role("button", name="Save and go on").tap()
    expect(page.locator(".tap-status")).to_contain_text("Wait")
    assert row.answered() == {}
    phone.set_offline(False)
    expect(page.get_by_text("5 of 6").first).to_be_visible()
    assert row.answered() == {"EX01": "no", "EX02": "yes", "EX03": "yes"}


def test_a_session_that_is_over_is_never_called_saved(people: Cast, phone: BrowserContext) -> None:
    row, page = begun(people), phone.new_page()
    page.goto(f"/screenings/{row.pk}/EX/")
    phone.clear_cookies(name="sessionid")  # a redirect then brings the page to sign in, with 200
    answers(page)[0].get_by_text("Yes", exact=True).tap()
    expect(page.locator(".tap-status")).to_contain_text("could not be saved")
    expect(answers(page)[0].get_by_text("Not saved yet")).to_be_visible()
    assert row.answered() == {}


def test_a_note_is_saved_when_it_is_left(people: Cast, phone: BrowserContext) -> None:
    row, page = begun(people), phone.new_page()
    page.goto(f"/screenings/{row.pk}/EX/")
    first = answers(page)[0]
    first.get_by_text("What it means, and a note").tap()
    first.get_by_label("Note").fill("Sixteen hours,\nno day off.")
    first.get_by_text("Yes", exact=True).tap()
    expect(page.locator(".tap-status")).to_have_text("Saved.")
    assert is_saved(row, "EX01", "yes")
    assert [one.note.splitlines() for one in row.answer_notes.all()] == [["Sixteen hours,", "no day off."]]


def test_what_is_tapped_is_large_enough_and_nothing_scrolls_sideways(
    people: Cast, phone: BrowserContext
) -> None:
    row, page = begun(people, also=["adult_sexual"]), phone.new_page()
    page.set_viewport_size({"width": 320, "height": 568})
    for path in (f"/screenings/{row.pk}/RV/", f"/cases/{row.case.number}/safety/", f"/screenings/{row.pk}/"):
        page.goto(path)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, path
        for one in page.locator("main :is(button, .button, summary, fieldset label:has(input))").all():
            box = one.bounding_box()
            assert box is None or (box["height"] >= 44 and box["width"] >= 44), (path, one.inner_text(), box)
