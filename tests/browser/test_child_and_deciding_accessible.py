"""WCAG 2.2 AA by axe: pages of a child, of deciding, of translations, in both languages; none scrolls sideways."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accounts.actors import Actor
from tests.browser.conftest import shoot
from tests.browser.languages import looked_at
from tests.browser.test_accessible import RULES
from tests.cast import Cast
from tests.makers import pending_case, presumed_case
from tests.makers_children import appointed, asked_for, noted, told
from tests.makers_deciding import PANEL, asked, voted

SignIn = Callable[[Actor], Page]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing(people: Cast, sign_in: SignIn, language: str) -> None:
    found = []
    for who, paths in _pages(people).items():
        page = sign_in(people.everybody()[who])
        root = page.url.rstrip("/")
        page.context.add_cookies([{"name": "django_language", "value": language, "url": root}])
        for path in looked_at(paths, language):
            assert page.goto(root + path).status == 200, path  # type: ignore[union-attr]
            violations = Axe().run(page, options=RULES).response["violations"]
            found += [f"{path}: {one['id']} {one['nodes'][0]['html'][:150]}" for one in violations]
            shoot(page, f"{who}{path.replace('/', '-')}{language}")
            page.set_viewport_size({"width": 1280, "height": 800})
    assert not found, "\n".join(found)


def _pages(people: Cast) -> dict[str, list[str]]:
    child = presumed_case(people.nora, age_band="unknown")
    guardian = appointed(child, people.nora)
    rows = [guardian, noted(child, people.nora), asked_for(child, people.nora)]
    told(child, people.nora)
    case = voted(pending_case(people, jurisdiction=PANEL), people.ada)
    inquiry, home = asked(case, people), child.get_absolute_url()
    forms = [f"{home}child/{one}/" for one in ("guardian", "best-interests", "told")]
    steps = [f"{guardian.get_absolute_url()}do/{one}/" for one in ("suspect", "end")]
    question = inquiry.get_absolute_url()
    asking = f"{pending_case(people).get_absolute_url()}inquiries/new/"
    return {
        "nora": [
            home,
            f"{home}child/",
            *forms,
            *steps,
            *(row.get_absolute_url() for row in rows),
            case.get_absolute_url(),
            f"{case.get_absolute_url()}inquiries/",
            question,
            f"{question}do/reply/",
            f"{question}do/say_why_not/",
        ],
        "ada": [
            "/papers/",
            "/papers/prs/",
            asking,
            f"{case.get_absolute_url()}deciding/",
            f"{question}do/take_back/",
        ],
        "aldo": [f"{case.get_absolute_url()}do/vote/"],
    }
