"""A group in a real browser, on a phone: the place once, then a person with three taps; axe finds nothing."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.actors import Actor
from groups.models import Group, Member
from tests.browser.conftest import PHONE, shoot
from tests.browser.test_accessible import RULES
from tests.cast import Cast
from tests.makers import screened
from tests.makers_groups import begun_group

SignIn = Callable[[Actor], Page]


def test_two_people_of_a_lorry(people: Cast, sign_in: SignIn) -> None:
    page = sign_in(people.odile)
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Cases", exact=True).click()
    page.get_by_role("link", name="Groups").click()
    page.get_by_role("link", name="Begin a group").click()
    for name in ("Are they in danger now?", "Is somebody nearby controlling what they say?"):
        page.get_by_role("group", name=name).get_by_text("No", exact=True).click()
    page.get_by_text("A lorry, bus or car").click()
    shoot(page, "group-new")
    page.get_by_role("button", name="Begin, and add people").click()
    for number, age in enumerate(("18 or over", "Not sure"), start=1):
        page.get_by_text(age, exact=True).click()
        page.get_by_text("Man or boy").click()
        page.get_by_role("group", name="Is the person injured or ill?").get_by_text("No", exact=True).click()
        shoot(page, "group-add")
        page.get_by_role("button", name="Add the person").click()
        expect(page.get_by_role("main")).to_contain_text(f"people so far: {number}")
    assert Member.objects.filter(group=Group.objects.get()).count() == 2
    page.get_by_role("link", name="The group").click()
    shoot(page, "group")
    page.get_by_role("link", name="Begin the screening").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/screenings/new/")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing(people: Cast, sign_in: SignIn, language: str) -> None:
    group = begun_group(people.odile, people=3)
    screened(Member.objects.first().case, people.odile)
    page = sign_in(people.odile)
    root, found = page.url.rstrip("/"), []
    page.context.add_cookies([{"name": "django_language", "value": language, "url": root}])
    home = group.get_absolute_url()
    for path in ("/groups/", "/groups/new/", f"{home}add/", f"{home}correct/", home):
        page.goto(root + path)
        violations = Axe().run(page, options=RULES).response["violations"]
        found += [f"{path}: {one['id']} {one['nodes'][0]['html'][:150]}" for one in violations]
        if path == home:
            shoot(page, f"group-{language}")
    assert not found, "\n".join(found)
