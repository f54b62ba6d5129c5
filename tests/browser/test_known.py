"""A person who is known already, on a telephone: searched for, compared, merged, and merged no more."""

import re
from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accounts.actors import Actor
from tests.browser.test_accessible import RULES
from tests.cast import Cast
from tests.identification.people import OTHER_SPELLING, person

NARROW = {"width": 320, "height": 640}


def is_fit_for_all(page: Page) -> bool:
    """Tell whether axe finds nothing and nothing is wider than the screen."""
    fits = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return fits and not Axe().run(page, options=RULES).response["violations"]


def test_known_already(people: Cast, sign_in: Callable[[Actor], Page], tmp_path: Path) -> None:
    older, younger = person(people.nora), person(people.nora, full_name=OTHER_SPELLING)
    page = sign_in(people.nora)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.get_by_role("link", name="Cases").click()
    page.get_by_role("link", name="Find a person").click()
    page.get_by_label("Full name").fill("Щербакова Юля")
    for label, typed in (("Day", "7"), ("Month", "3"), ("Year", "1998")):
        page.get_by_label(label).fill(typed)
    page.get_by_role("button", name="Search").click()
    assert page.url.endswith("/cases/find/")
    assert page.get_by_role("link", name=older.number).is_visible()
    assert is_fit_for_all(page)
    page.screenshot(path=tmp_path / "search.png", full_page=True)
    page.goto(page.url.replace("/cases/find/", f"{younger.get_absolute_url()}known/"))
    assert is_fit_for_all(page)
    page.screenshot(path=tmp_path / "known.png", full_page=True)
    page.get_by_role("link", name="Compare side by side").click()
    assert is_fit_for_all(page)
    page.screenshot(path=tmp_path / "compare.png", full_page=True)
    page.get_by_role("link", name=re.compile("^Merge")).click()
    assert is_fit_for_all(page)
    page.get_by_role("button", name="Merge").click()
    assert page.get_by_text("This case was merged into an older case").is_visible()
    assert is_fit_for_all(page)
    page.screenshot(path=tmp_path / "merged.png", full_page=True)
    page.get_by_role("link", name="Undo the merge").click()
    page.get_by_role("button", name="Undo the merge").click()
    assert not page.get_by_text("This case was merged into an older case").count()
