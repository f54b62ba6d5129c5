"""What happened, in a real browser: written down on a phone, nothing scrolls sideways at 320 px, axe finds nothing."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.actors import Actor
from facts.models import CaseFacts, TraffickingEvent
from tests.browser.conftest import shoot
from tests.browser.languages import looked_at
from tests.browser.test_accessible import RULES
from tests.cast import Cast
from tests.makers import presumed_case
from tests.makers_facts import with_facts

SignIn = Callable[[Actor], Page]
NARROW = {"width": 320, "height": 640}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_it_is_written_down_on_a_phone(people: Cast, sign_in: SignIn) -> None:
    case = presumed_case(people.nora)
    page = sign_in(people.nora)
    page.set_viewport_size(NARROW)
    page.goto(page.url.rstrip("/") + case.get_absolute_url())
    page.get_by_role("link", name="What happened", exact=True).click()
    page.get_by_role("link", name=re.compile("Write down.*Means of control")).click()
    page.get_by_text("A debt to be worked off").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("A debt to be worked off")
    page.get_by_role("link", name="Add a part of the story").click()
    page.get_by_text("On the way").click()
    page.get_by_role("group", name="From when").get_by_label("Year").fill("2024")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("On the way")
    assert CaseFacts.objects.get(case=case).control == ["debt_bondage"]
    assert TraffickingEvent.objects.get(case=case).starts == "2024"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(people: Cast, sign_in: SignIn, language: str) -> None:
    case = with_facts(presumed_case(people.nora), people.nora)
    event, guard = case.trafficking_events.get(), case.alleged_exploiters.get()
    page = sign_in(people.nora)
    root, found = page.url.rstrip("/"), []
    page.context.add_cookies([{"name": "django_language", "value": language, "url": root}])
    base = f"{case.get_absolute_url()}facts/"
    parts = [f"{base}{one}" for one in ("", "person/", "exploitation/", "exploiters/", "exploiters/new/")]
    for path in looked_at([*parts, event.get_absolute_url(), guard.get_absolute_url()], language):
        page.set_viewport_size({**NARROW, "height": 5000})  # so high that the bar at its foot covers nothing
        page.goto(root + path)
        violations = Axe().run(page, options=RULES).response["violations"]
        found += [f"{path}: {one['id']} {one['nodes'][0]['html'][:150]}" for one in violations]
        shoot(page, f"facts-{path.removeprefix(base).strip('/').replace('/', '-')[:20]}-{language}")
        page.set_viewport_size(NARROW)
        found += [f"{path} scrolls sideways"] if page.evaluate(OVERFLOW) > 0 else []
    assert not found, "\n".join(found)
