"""WCAG 2.2 AA by axe, on the pages of a helped case, in both languages, light and dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accounts.actors import Actor
from tests.access.worlds import World, helped
from tests.browser.languages import looked_at
from tests.cast import Cast

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing(people: Cast, sign_in: Callable[[Actor], Page], language: str) -> None:
    world = helped(people)
    found = []
    for who, paths in _pages(world).items():
        page = sign_in(getattr(people, who))
        root = page.url
        page.context.add_cookies([{"name": "django_language", "value": language, "url": root}])
        page.emulate_media(color_scheme="dark" if who == "sami" else "light")
        for path in looked_at(paths, language):
            page.goto(root.rstrip("/") + path)
            violations = Axe().run(page, options=RULES).response["violations"]
            found += [f"{path}: {one['id']} {one['nodes'][0]['html'][:150]}" for one in violations]
    assert not found, "\n".join(found)


def _pages(world: World) -> dict[str, list[str]]:
    case, known = world.case.get_absolute_url(), world.known
    nora = ["/", "/cases/", "/cases/new/", "/services/", "/rules/", "/rules/BK/", "/rules/MD/", case]
    nora += [f"{case}do/extend_recovery/", "/factors/", "/factors/passkey/", "/factors/app/", "/sessions/"]
    parts = "trail timeline access identity identity/edit screenings consents consents/new"
    parts += " referrals referrals/new documents documents/new safety screenings/new screenings/compare"
    nora += [f"{case}{part}/" for part in parts.split()]
    nora += [known["screening"].get_absolute_url(), f"{known['screening'].get_absolute_url()}EX/"]
    nora += [f"/talks/{known['talk'].talk}/", f"{known['talk'].get_absolute_url()}do/withdraw/"]
    nora += [known["passport"].get_absolute_url(), known["blocked"].get_absolute_url()]
    return {
        "nora": nora,
        "ada": [
            "/",
            "/decisions/",
            f"{case}decisions/",
            f"{case}deciding/",
            known["inquiry"].get_absolute_url(),
        ],
        "sami": ["/", "/shelter/", "/referrals/", known["placement"].get_absolute_url()],
        "lena": [known["matter"].get_absolute_url(), f"/matters/{known['matter'].pk}/deadlines/"],
        "rafi": [known["return"].get_absolute_url()],
        "dana": ["/oversight/", "/members/", case],
        "odile": ["/", "/cases/does-not-exist/"],
    }
