"""The page of a child in a real browser, on a phone: who acts, what is told, a suspicion; axe finds nothing."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.actors import Actor
from tests.browser.conftest import PHONE, shoot
from tests.browser.test_accessible import RULES
from tests.cast import Cast
from tests.makers import presumed_case
from tests.makers_children import asked_for, noted

SignIn = Callable[[Actor], Page]


def today(page: Page, group: str) -> None:
    """Type today into the three boxes of a day."""
    now = page.evaluate(
        "(() => { const d = new Date(); return [d.getDate(), d.getMonth() + 1, d.getFullYear()] })()"
    )
    for box, part in zip(
        page.get_by_role("group", name=group).get_by_role("textbox").all(), now, strict=True
    ):
        box.fill(str(part))


def test_from_nobody_acts_to_a_suspicion(people: Cast, sign_in: SignIn) -> None:
    case = presumed_case(people.nora, age_band="unknown")
    page = sign_in(people.nora)
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name=f"Tell child protection of case {case.number}").click()
    expect(page.get_by_role("main")).to_contain_text("Nobody acts for the child today")
    shoot(page, "child-nothing-yet")
    page.get_by_role("link", name="Child protection was told").click()
    page.get_by_role("group", name="Who was told?").get_by_text("Child protection service").click()
    page.get_by_text("By telephone").click()
    today(page, "On which day?")
    shoot(page, "child-told")
    page.get_by_role("button", name="Child protection was told").click()
    page.get_by_role("link", name="Write down who acts for the child").click()
    page.get_by_text("An appointed guardian").click()
    page.get_by_text("A court", exact=True).click()
    today(page, "Since which day?")
    shoot(page, "child-guardian")
    page.get_by_role("button", name="Write down who acts for the child").click()
    expect(page.get_by_role("main")).not_to_contain_text("Nobody acts for the child today")
    page.get_by_role("link", name="An appointed guardian").click()
    shoot(page, "child-guardian-opened")
    page.get_by_role("link", name="The guardian is suspected").click()
    page.get_by_label("Why").fill("The papers of three others lay in his car.")
    shoot(page, "child-suspected")
    page.get_by_role("button", name="The guardian is suspected").click()
    asked_for(case, people.nora)
    noted(case, people.nora)
    page.goto(page.url.split("/guardianships/")[0] + f"/cases/{case.number}/child/")
    expect(page.get_by_role("main")).to_contain_text("acts until another is appointed")
    shoot(page, "child")
    assert Axe().run(page, options=RULES).response["violations"] == []
    page.goto(page.url.removesuffix("child/"))
    expect(page.get_by_role("main")).to_contain_text("Tell child protection that the guardian is suspected")
    shoot(page, "child-case")
