"""A consent talk on a phone, from the first tap to the sign on the screen, in two languages; axe finds nothing."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from PIL import Image
from playwright.sync_api import Page, expect

from accounts.actors import Actor
from consent.enums import ConsentStatus, DataSet, InformedPoint
from consent.models import Consent, Talk
from identification.models import Case
from tests.browser.conftest import PHONE, shoot
from tests.browser.test_accessible import RULES
from tests.cast import Cast
from tests.consent.talks import informed, signed
from tests.helpers import with_password
from tests.makers import presumed_case
from tests.makers_children import guarded

SignIn = Callable[[Actor], Page]
SMALLEST = 44
PASSWORD = "a-long-invented-password"
VOICES = """
const said = [];
const voice = (lang, local) => ({ name: lang, lang, localService: local, default: false, voiceURI: lang });
const voices = [voice("fa-IR", true), voice("ru-RU", false)];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, speak: (one) => said.push(one.text), cancel: () => {}, addEventListener: () => {},
}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
window.said = said;
"""


@pytest.mark.parametrize("language", ["prs", "ru"])
def test_the_whole_talk_on_a_phone(people: Cast, sign_in: SignIn, language: str) -> None:
    case = presumed_case(people.nora, language=language)
    page = sign_in(people.nora)
    page.context.add_init_script(VOICES)
    page.set_viewport_size(PHONE)
    page.goto(f"{page.url}cases/{case.number}/consents/")
    _look(page, f"talk-{language}-consents")
    # Two taps: everything for one shelter, for 30 days.
    page.get_by_text("Everything for one shelter, for 30 days").click()
    page.get_by_role("button", name=people.sami.organisation.name).click()
    _look(page, f"talk-{language}-language")
    page.get_by_role("button", name="Next").click()
    page.get_by_text("Yes", exact=True).click()
    _look(page, f"talk-{language}-capacity")
    page.get_by_role("button", name="Next").click()
    for place, point in enumerate(InformedPoint, 1):
        expect(page.get_by_text(f"{place} of {len(InformedPoint)}")).to_be_visible()
        if point == InformedPoint.WHO:
            _look(page, f"talk-{language}-point")
            _handed_over(page, case.number, language)
        _explained(page, point)
    page.get_by_text("Name, date of birth, contact").click()
    page.get_by_text("A sign drawn on the screen").click()
    _draw(page)
    _look(page, f"talk-{language}-answer")
    page.get_by_role("button", name="Record the answer").click()
    expect(page.get_by_role("main")).to_contain_text("A sign drawn on the screen")
    _look(page, f"talk-{language}-answered")
    given = Consent.objects.get(status=ConsentStatus.GIVEN)
    assert given.data == DataSet.IDENTITY
    assert Talk.objects.get(pk=given.talk).picture
    page.get_by_role("link", name="Open what is sealed of this talk").click()
    sign = page.locator("img.sign")
    expect(sign).to_be_visible()
    assert sign.evaluate("image => image.decode().then(() => image.naturalWidth)") == 640
    kept = Image.open(BytesIO(Talk.objects.get(pk=given.talk).picture)).convert("L")
    assert kept.getextrema()[0] < 50, "the ink is there"
    assert kept.histogram()[-1] > 0.9 * kept.width * kept.height, "on white"
    shoot(page, f"talk-{language}-sealed")


def test_nothing_to_the_police_in_one_tap(people: Cast, sign_in: SignIn) -> None:
    case = presumed_case(people.nora)
    page = sign_in(people.nora)
    page.set_viewport_size(PHONE)
    page.goto(f"{page.url}cases/{case.number}/consents/")
    page.get_by_role("button", name="Nothing to the police").click()
    expect(page.get_by_text("The person said: nothing to the police.")).to_be_visible()
    _look(page, "talk-no-police")


def test_a_phone_that_was_handed_over_asks_who_is_there(people: Cast, page: Page, live_server: Any) -> None:
    cache.clear()
    with_password(people.nora.user, PASSWORD)
    talk = Talk.objects.get(pk=signed(people, presumed_case(people.nora, language="ru")).talk)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill("nora@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{live_server.url}/talks/{talk.pk}/points/who/")
    page.get_by_role("link", name="Hand the phone over").click()
    page.get_by_role("link", name="›").click()
    page.evaluate("history.go(-2)")  # back, to where the worker was
    expect(page.get_by_role("heading", level=1)).to_have_text("Show that it is you")
    expect(page.get_by_text("The phone was handed over")).to_be_visible()
    page.goto(f"{live_server.url}/talks/{talk.pk}/hand/who/")
    page.get_by_role("link", name="Back to work").click()
    _look(page, "talk-handed-asks")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Talk about consent")


def test_whoever_acts_for_a_child_says_yes_beside_it(people: Cast, sign_in: SignIn) -> None:
    case = presumed_case(people.nora, age_band="child", language="ru")
    guarded(case, people.nora)
    talk = Talk.objects.get(pk=informed(people, Case.objects.get(pk=case.pk)).talk)
    page = sign_in(people.nora)
    page.set_viewport_size(PHONE)
    page.goto(f"{page.url}talks/{talk.pk}/answer/")
    page.locator("[name=agreed]").first.check()
    page.get_by_label("The child agrees").check()
    page.locator("[name=way][value=spoken]").check()
    page.get_by_label("Who heard it, besides you", exact=True).fill("Wanda Witness")
    page.get_by_label("Whoever acts for the child consents").check()
    name = page.get_by_label("Their name, as they type it")
    expect(name).to_be_hidden()
    page.locator("[name=guardian_way][value=typed]").check()
    expect(page.get_by_label("Photo of the paper that they signed")).to_be_hidden()
    _look(page, "talk-child-answer")
    name.fill("Gerda Guardian")
    page.get_by_role("button", name="Record the answer").click()
    expect(page.get_by_role("main")).to_contain_text("Spoken, before a witness")
    assert Talk.objects.get(pk=talk.pk).guardian_words == "Gerda Guardian"


def _handed_over(page: Page, number: str, language: str) -> None:
    """The page in the person's hands: their language and direction, and nothing of the case."""
    page.get_by_role("link", name="Hand the phone over").click()
    expect(page.get_by_role("heading")).to_have_text(f"4 / {len(InformedPoint)}")
    html = page.locator("html")
    expect(html).to_have_attribute("lang", language)
    expect(html).to_have_attribute("dir", "rtl" if language == "prs" else "ltr")
    assert number not in page.content()
    assert page.evaluate("document.body.scrollWidth") <= PHONE["width"]
    if language == "prs":  # a voice of the device; the Russian one would ask a server
        page.locator("[data-speak]").click()
        assert page.evaluate("window.said.length") == 1
    else:
        expect(page.locator("[data-speak]")).to_be_hidden()
    _look(page, f"talk-{language}-hand")
    page.get_by_role("link", name="›").click()
    expect(page.get_by_role("heading")).to_have_text(f"5 / {len(InformedPoint)}")
    page.get_by_role("link", name="‹").click()
    page.get_by_role("link", name="Back to work").click()


def _explained(page: Page, point: InformedPoint) -> None:
    page.get_by_role("button", name="I have explained this").click()
    page.wait_for_url(lambda url: f"/points/{point}/" not in url)


def _draw(page: Page) -> None:
    page.locator("canvas").scroll_into_view_if_needed()
    edge = page.locator("canvas").bounding_box()
    assert edge
    page.mouse.move(edge["x"] + 20, edge["y"] + 20)
    page.mouse.down()
    page.mouse.move(edge["x"] + 120, edge["y"] + 60, steps=4)
    page.mouse.up()
    assert page.locator("[name=drawn]").input_value().startswith("data:image/png")


def _look(page: Page, name: str) -> None:
    """What can be tapped is large enough, and axe finds nothing."""
    small = page.evaluate(
        "() => [...document.querySelectorAll('main :is(button, .button)')].filter(one => one.offsetHeight)"
        ".filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)"
    )
    assert small == [], name
    assert Axe().run(page, options=RULES).response["violations"] == [], name
    shoot(page, name)
    page.set_viewport_size(PHONE)
