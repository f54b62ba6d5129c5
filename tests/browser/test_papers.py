"""Languages of papers in a real browser, on a screen and on a narrow telephone, and by axe."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from accounts.actors import Actor
from papers.actions import sign_off
from tests.browser.test_practice import _visit
from tests.cast import Cast
from tests.consent.talks import drafts
from tests.helpers import client_of, with_fresh_factor
from tests.makers import decided_case, presumed_case

SignIn = Callable[[Actor], Page]


def test_the_form_is_printed_in_another_language_and_axe_finds_nothing(people: Cast, sign_in: SignIn) -> None:
    sign_off(language="ro", by=people.ada)
    (draft,) = drafts(people, presumed_case(people.nora, language="uz"))
    case = decided_case(people, language="am")
    page = sign_in(people.nora)
    root = page.url
    paths = {"papers": "papers/", "dari": "papers/prs/", "talk": f"talks/{draft.talk}/"}
    _visit(page, {**paths, "letter": f"cases/{case.number}/decisions/"})
    page.goto(f"{root}talks/{draft.talk}/")
    chosen = page.get_by_label("Language of the paper")
    expect(chosen).to_have_value("uz")
    chosen.select_option("uz-cyrl")
    with page.expect_download() as paper:
        page.get_by_role("button", name="Consent form on paper (PDF)").click()
    assert paper.value.url.endswith("form.pdf?language=uz-cyrl")


def test_axe_finds_nothing_where_a_translation_is_signed(people: Cast, page: Page, live_server: Any) -> None:
    row = sign_off(language="ro", by=people.ada)
    cookie = with_fresh_factor(client_of(people.ada)).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(live_server.url)
    paths = {"of": "papers/ro/", "signing": "papers/tg/sign/", "revoking": f"papers/signed/{row.pk}/revoke/"}
    _visit(page, paths)
