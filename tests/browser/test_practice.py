"""Practice and the checklists in a real browser: by touch on a phone, by keyboard alone, and by axe."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from accounts.actors import Actor
from practice import actions
from practice.vignettes import every
from tests.browser.conftest import PHONE
from tests.browser.test_accessible import RULES
from tests.browser.test_field import _overflow
from tests.cast import Cast
from tests.helpers import client_of, with_fresh_factor
from tests.identification.test_checklists import signed
from tests.practice.test_vignettes import perfect

SignIn = Callable[[Actor], Page]
CODE = "car-wash"
SHOTS = os.environ.get("SHOTS")


def seen(page: Page, name: str) -> None:
    assert _overflow(page) <= 0, name
    violations = Axe().run(page, options=RULES).response["violations"]
    found = [f"{name}: {one['id']} {one['nodes'][0]['html'][:150]}" for one in violations]
    assert not found, "\n".join(found)
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page="phone" not in name)


def test_one_vignette_by_touch_on_a_phone(browser: Browser, live_server: Any, people: Cast) -> None:
    page = _touched(browser, live_server, people.nora)
    page.goto(live_server.url)
    page.get_by_role("link", name="Checklists", exact=True).tap()
    page.get_by_role("link", name="Practise with invented people").tap()
    page.wait_for_url("**/practice/")
    seen(page, "phone-list")
    page.get_by_role("link", name="The car wash").tap()
    page.wait_for_url(f"**/{CODE}/")
    seen(page, "phone-story")
    page.get_by_role("button", name="Answer the checklist").tap()
    taps = 4
    for step in range(1, 7):
        expect(page.get_by_text(f"{step} of 6").first).to_be_visible()
        for code, said in perfect(CODE).items():
            if (answer := page.locator(f"label:has(input[name={code}][value={said}])")).count():
                answer.tap()
                taps += 1
        if step in (1, 4):
            seen(page, f"phone-element-{step}")
        page.get_by_role("button", name="Save and").tap()
        taps += 1
    expect(page.get_by_text("12 of 12")).to_be_visible()
    seen(page, "phone-result")
    assert taps == 4 + len(perfect(CODE)) + 6


def test_one_vignette_by_keyboard_alone(people: Cast, sign_in: SignIn) -> None:
    page = sign_in(people.odile)
    page.goto(page.url + f"practice/people/{CODE}/")
    _tab_to(page, "Answer the checklist")
    page.keyboard.press("Enter")
    for _step in range(6):
        page.wait_for_load_state()
        page.locator("input[type=radio]").first.focus()
        page.keyboard.press("ArrowUp")
        _tab_to(page, "Save and")
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    expect(page.get_by_role("heading", name="What you missed")).to_be_visible()


def test_axe_finds_nothing_on_the_wide_pages(people: Cast, sign_in: SignIn) -> None:
    signed(people, "child_sexual")
    attempt = actions.begin(vignette=every()["hotel-job"], by=people.nora)
    answers = perfect("hotel-job") | {"CD01": "no", "CR05": "yes", "EX01": "not_asked"}
    actions.answer(attempt=attempt, answers=answers, by=people.nora)
    actions.finish(attempt=attempt, by=people.nora)
    nora = {"list": "practice/", "result": attempt.get_absolute_url()[1:], "checklists": "checklists/"}
    _visit(sign_in(people.nora), nora)


def test_axe_finds_nothing_where_the_authority_signs(people: Cast, page: Page, live_server: Any) -> None:
    row = signed(people)
    client = with_fresh_factor(client_of(people.ada))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(live_server.url)
    base = "checklists/ilo_ec_2009_v1/child_sexual/"
    _visit(page, {"checklist": base, "sign": f"{base}sign/", "revoke": f"checklists/signed/{row.pk}/revoke/"})


def _visit(page: Page, paths: dict[str, str]) -> None:
    root = page.url
    for name, path in paths.items():
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(root + path)
        seen(page, f"wide-{name}")
        page.set_viewport_size({"width": 320, "height": 640})
        seen(page, f"phone-{name}-narrow")


def _touched(browser: Browser, live_server: Any, actor: Actor) -> Page:
    """Return an actor's page on a telephone: nothing but touch."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    cookie = client_of(actor).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context.new_page()


def _tab_to(page: Page, words: str) -> None:
    """Press the tabulator until the button with these words has the focus."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.innerText || ''"):
            return
    raise AssertionError(f"no way by keyboard to {words}")
