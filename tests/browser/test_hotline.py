"""A call in a real browser, on a phone: noted, turned into a case, closed; axe finds nothing on its pages."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.actors import Actor
from hotline.models import Call
from identification.models import Case
from tests.browser.conftest import PHONE, shoot
from tests.browser.languages import looked_at
from tests.browser.test_accessible import RULES
from tests.makers_hotline import call_at, hanna


@pytest.fixture
def taker(committed_cast: object) -> Actor:
    return hanna()


def test_a_call_is_noted_in_three_taps_and_turned_without_typing(
    sign_in: Callable[[Actor], Page], taker: Actor
) -> None:
    page = sign_in(taker)
    page.set_viewport_size(PHONE)
    page.goto(f"{page.url.rstrip('/')}/calls/new/")
    taps = [
        page.get_by_role("group", name="Is the person in danger now?").get_by_text("No", exact=True),
        page.get_by_text("Work abroad"),
        page.get_by_role("button", name="Note the call"),
    ]
    shoot(page, "call-new")
    for one in taps:
        one.click()
    assert len(taps) == 3
    shoot(page, "call-open")
    page.get_by_role("link", name="Turn into a case").click()
    danger = page.get_by_role("group", name="Is the person in danger now?")
    expect(danger.get_by_label("No", exact=True)).to_be_checked()
    for group in ("Is the person injured or ill?", "Is somebody nearby controlling what the person says?"):
        page.get_by_role("group", name=group).get_by_text("No", exact=True).click()
    page.get_by_text("18 or over").click()
    page.get_by_text("Woman or girl").click()
    shoot(page, "call-turn")
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("main")).to_contain_text(Case.objects.get().number)
    assert Call.objects.get().status == "turned"


def test_a_call_is_closed_by_ticking(sign_in: Callable[[Actor], Page], taker: Actor) -> None:
    call = call_at("open", taker)
    page = sign_in(taker)
    page.set_viewport_size(PHONE)
    page.goto(page.url.rstrip("/") + call.get_absolute_url())
    page.get_by_role("link", name="Close with advice").click()
    page.get_by_text("To call again at any time").click()
    shoot(page, "call-close")
    page.get_by_role("button", name="Close with advice").click()
    expect(page.get_by_role("main")).to_contain_text("Closed with advice")
    shoot(page, "call-closed")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing(sign_in: Callable[[Actor], Page], taker: Actor, language: str) -> None:
    call, turned = call_at("open", taker), call_at("turned", taker)
    page: Page = sign_in(taker)
    root = page.url.rstrip("/")
    page.context.add_cookies([{"name": "django_language", "value": language, "url": root}])
    paths = ["/", "/calls/", "/calls/new/", *(one.get_absolute_url() for one in (call, turned))]
    paths += [f"{call.get_absolute_url()}do/{step}/" for step in ("turn", "close")]
    found = []
    for path in looked_at(paths, language):
        page.goto(root + path)
        violations = Axe().run(page, options=RULES).response["violations"]
        found += [f"{path}: {one['id']} {one['nodes'][0]['html'][:150]}" for one in violations]
        if path == "/calls/":
            shoot(page, f"calls-{language}")
    assert not found, "\n".join(found)
