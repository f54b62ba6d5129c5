"""Before a call, and taking consent back, on a phone: axe finds nothing, nothing scrolls sideways, one tap does it."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.actors import Actor
from contact.models import Contact
from tests.access.worlds import helped
from tests.browser.conftest import shoot
from tests.browser.test_accessible import RULES
from tests.cast import Cast
from tests.makers_contact import reached

NARROW = {"width": 320, "height": 5000}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def wrongs(page: Page, name: str) -> list[str]:
    """Return what is wrong with a page as it stands."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # so high that the bar at its foot covers nothing
    violations = Axe().run(page, options=RULES).response["violations"]
    found = [f"{name}: {one['id']} {one['nodes'][0]['html'][:150]}" for one in violations]
    found += [f"{name} scrolls sideways"] if page.evaluate(OVERFLOW) > 0 else []
    shoot(page, name)
    return found


def test_before_a_call_and_taking_back(people: Cast, sign_in: Callable[[Actor], Page]) -> None:
    case = helped(people).case
    reached(case, people.nora, value="+000 44 444 4444", hours="")
    page = sign_in(people.nora)
    home = page.url.rstrip("/") + case.get_absolute_url()
    page.goto(f"{home}contacts/new/")
    found = wrongs(page, "contact-new")
    page.goto(f"{home}contacts/")
    page.get_by_text("I speak with the person").click()
    page.get_by_role("button", name="Open how the person is reached").click()
    expect(page.get_by_role("link", name="Call").first).to_have_attribute("href", "tel:+000444444444")
    found += wrongs(page, "contacts")
    page.get_by_role("button", name="No longer safe").last.click()
    expect(page.get_by_role("main")).to_contain_text("Why do you open it?")
    assert Contact.objects.exclude(unsafe_since=None).count() == 1
    page.goto(home)
    page.get_by_role("link", name="The person takes consent back").click()
    found += wrongs(page, "withdraw")
    page.get_by_role("button", name="The person takes it back").click()
    expect(page.get_by_role("heading", name="What stopped")).to_be_visible()
    found += wrongs(page, "withdrawn")
    assert not found, "\n".join(found)
