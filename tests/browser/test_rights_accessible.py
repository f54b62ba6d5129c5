"""WCAG 2.2 AA by axe: rights, keeping, contact and withdrawal, in both languages; none scrolls sideways."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accounts.actors import Actor
from consent.enums import DataSet
from identification.models import Case
from tests.browser.conftest import shoot
from tests.browser.languages import looked_at
from tests.browser.test_accessible import RULES
from tests.cast import Cast
from tests.consent.talks import ground
from tests.makers import consented, presumed_case
from tests.makers_contact import reached
from tests.makers_retention import proposed, wished
from tests.makers_rights import asked_copy, complaint, restricted

SignIn = Callable[[Actor], Page]
# So high that the bar at its foot covers nothing.
PHONE = {"width": 360, "height": 5000}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing(people: Cast, sign_in: SignIn, language: str) -> None:
    found = []
    for who, paths in _pages(people).items():
        page = sign_in(people.everybody()[who])
        root = page.url.rstrip("/")
        page.context.add_cookies([{"name": "django_language", "value": language, "url": root}])
        for name, path in looked_at([*paths.items()], language):
            page.set_viewport_size(PHONE)  # type: ignore[arg-type]
            assert page.goto(root + path).status == 200, path  # type: ignore[union-attr]
            found += [f"{path} scrolls sideways"] if page.evaluate(OVERFLOW) > 0 else []
            violations = Axe().run(page, options=RULES).response["violations"]
            found += [f"{path}: {one['id']} {one['nodes'][0]['html'][:150]}" for one in violations]
            shoot(page, f"rights-{name}-{language}")
    assert not found, "\n".join(found)


def _pages(people: Cast) -> dict[str, dict[str, str]]:
    case = _case(people)
    home = case.get_absolute_url()
    copy, told = asked_copy(people, case), complaint(people, case)
    wish, proposal = wished(presumed_case(people.nora), people), proposed(people)
    return {
        "nora": {
            "case": f"{home}rights/",
            "sight": f"{home}sight/",
            "shown": f"{home}sight/shown/",
            "withdraw": f"{home}withdraw/",
            "contacts": f"{home}contacts/",
            "copy": copy.get_absolute_url(),
            "complaint": told.get_absolute_url(),
        },
        "dov": {
            "grounds": "/grounds/",
            "keeping": f"{wish.case.get_absolute_url()}keeping/",
            "proposal": proposal.get_absolute_url(),
        },
    }


def _case(people: Cast) -> Case:
    """A case with all that these pages can show."""
    case = presumed_case(people.nora, language="ru")
    consented(case, people.nora, people.sami.organisation, data=[DataSet.SUMMARY, DataSet.HEALTH])
    reached(case, people.nora)
    ground(people, case)
    restricted(people, case)
    return case
