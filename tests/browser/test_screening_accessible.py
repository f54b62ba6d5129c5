"""WCAG 2.2 AA by axe, on every page of a screening and of the first steps, in both languages, small and dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.actors import Actor
from identification import actions
from identification.models import Screening
from tests.browser.test_accessible import RULES
from tests.cast import Cast
from tests.makers import NOTED, NOTHING, POINTING, opened_case, screened
from workflow.gate import perform


@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing(people: Cast, sign_in: Callable[[Actor], Page], language: str) -> None:
    page = sign_in(people.odile)
    root = page.url.rstrip("/")
    page.context.add_cookies([{"name": "django_language", "value": language, "url": root}])
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme="dark" if language == "ru" else "light")
    found = []
    for path in _pages(people):
        assert page.goto(root + path).status == 200, path  # type: ignore[union-attr]
        for details in page.locator("main details:not([open]) > summary").all()[:2]:
            details.click()
        violations = Axe().run(page, options=RULES).response["violations"]
        found += [f"{path}: {one['id']} {one['nodes'][0]['html'][:150]}" for one in violations]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_while_an_answer_is_not_saved(
    people: Cast, sign_in: Callable[[Actor], Page]
) -> None:
    home = sign_in(people.odile)
    page = home.context.new_page()  # one whose console may tell of the lost connection
    page.goto(home.url.rstrip("/") + _pages(people)[0])
    page.context.set_offline(True)
    page.locator("fieldset").first.get_by_text("Yes", exact=True).click()
    expect(page.get_by_text("Not saved yet", exact=True)).to_be_visible()
    assert Axe().run(page, options=RULES).response["violations"] == []


def _pages(people: Cast) -> list[str]:
    case = opened_case(people.odile, in_danger="yes", controlled="unknown")
    told = {"profile": "adult_labour", "also": ["adult_sexual"], "screened_by": people.odile.user}
    row = perform(Screening(case=case, **told), "begin", by=people.odile)
    actions.answer(screening=row, answers=POINTING, notes=NOTED, by=people.odile)
    done = [screened(case, people.odile, answers) for answers in (NOTHING, POINTING)]
    home = case.get_absolute_url()
    parts = ("safety/", "screenings/", "screenings/new/", "screenings/compare/")
    return [
        *(f"{row.get_absolute_url()}{element}/" for element in row.indicators.elements),
        *(one.get_absolute_url() for one in (row, *done)),
        f"{row.get_absolute_url()}do/complete/",
        *(f"{home}{part}" for part in parts),
    ]
