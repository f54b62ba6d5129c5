"""Keeping and erasing in a real browser: on a phone and at a desk, and axe finds nothing."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accounts.actors import Actor
from tests.browser.conftest import PHONE, shoot
from tests.browser.test_accessible import RULES
from tests.cast import Cast
from tests.makers import presumed_case
from tests.makers_retention import held, proposed, wished

SignIn = Callable[[Actor], Page]


def test_the_pages_of_keeping(people: Cast, sign_in: SignIn) -> None:
    case = presumed_case(people.nora)
    wish, hold = wished(case, people), held(case, people)
    proposal = proposed(people)
    home = case.get_absolute_url()
    page = sign_in(people.dov)
    paths = {
        "keeping": f"{home}keeping/",
        "erasure": wish.get_absolute_url(),
        "hold": hold.get_absolute_url(),
        "hold-new": f"{home}keeping/hold/",
        "due": "/retention/",
        "proposal": proposal.get_absolute_url(),
        "rules": "/retention/rules/",
        "notices": "/retention/notices/",
        "card": f"{home}card/",
    }
    _look(page, paths)
    _look(
        sign_in(people.nora),
        {
            "decline": f"{home}do/decline/",
            "erasure-new": f"{presumed_case(people.nora).get_absolute_url()}keeping/erase/",
        },
    )


def _look(page: Page, paths: dict[str, str]) -> None:
    page.set_viewport_size({**PHONE, "height": 5000})  # so high that the bar at its foot covers nothing
    for name, path in paths.items():
        answer = page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}{path}")
        assert answer
        assert answer.status == 200, path
        shoot(page, f"keeping-{name}")
        found = Axe().run(page, options=RULES)
        assert not found.response["violations"], found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
