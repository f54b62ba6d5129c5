"""The consent talk through its pages: it goes on where it stood, and nothing is given before all is said."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from audit.models import Event
from consent.enums import ConsentStatus, InformedPoint
from consent.models import Consent, Talk
from identification.models import Case
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.consent.talks import drafts, signed, talk_of
from tests.consent.through import SPOKEN, begun, explained, prepared
from tests.helpers import client_of
from tests.identification.forms import NUL, OVERRIDE, is_beside_the_field, send
from tests.makers import presumed_case, referral_at

NOT_NOW = {"capacity": "not_now", "note": "In shock, and has not slept for two days."}


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.fixture
def case(cast: Cast) -> Case:
    return presumed_case(cast.nora, language="prs")


@pytest.fixture
def talk(nora: Client, cast: Cast, case: Case) -> str:
    return prepared(nora, cast, case)


def on(day: Any) -> dict[str, Any]:
    return {"ask_again_on_0": day.day, "ask_again_on_1": day.month, "ask_again_on_2": day.year}


def statuses() -> dict[str, str]:
    return dict(Consent.objects.values_list("data", "status"))


def test_from_first_word_to_answer(nora: Client, talk: str) -> None:
    explained(nora, talk)
    assert set(statuses().values()) == {ConsentStatus.INFORMED}
    assert send(nora, f"{talk}answer/", {"agreed": ["needs"], **SPOKEN}).status_code == 302
    assert statuses() == {"needs": ConsentStatus.GIVEN, "summary": ConsentStatus.REFUSED}
    given = Consent.objects.get(status=ConsentStatus.GIVEN)
    assert given.expires_at == given.given_at + timedelta(days=30)
    held = talk_of(given)
    assert (held.witness, held.interpreter, held.capacity) == ("Wanda Witness", "Somebody", "yes")
    assert "Spoken, before a witness" in nora.get(talk).content.decode()
    assert "Wanda Witness" not in nora.get(talk).content.decode()
    assert "Wanda Witness" in nora.get(f"{talk}sealed/").content.decode()


def test_interrupted_it_goes_on_where_it_stood_and_back_is_possible(nora: Client, talk: str) -> None:
    begun(nora, talk)
    for point in InformedPoint.values[:3]:
        answer = send(nora, f"{talk}points/{point}/", {})
    assert answer.url == f"{talk}points/{InformedPoint.values[3]}/"
    assert f'href="{answer.url}"' in nora.get(talk).content.decode()
    back = nora.get(f"{talk}points/{InformedPoint.values[1]}/")
    assert f"{talk}points/{InformedPoint.values[0]}/" in back.content.decode()
    assert send(nora, f"{talk}points/{InformedPoint.values[1]}/", {}).url == answer.url
    assert Talk.objects.get().points == InformedPoint.values[:3]
    assert set(statuses().values()) == {ConsentStatus.DRAFT}


@pytest.mark.parametrize("missing", ["help", "see"])
def test_no_yes_before_every_point_is_explained_but_a_no_at_once(
    nora: Client, talk: str, missing: str
) -> None:
    begun(nora, talk)
    for point in [one for one in InformedPoint.values if one != missing]:
        send(nora, f"{talk}points/{point}/", {})
    early = send(nora, f"{talk}answer/", {"agreed": ["needs"], **SPOKEN})
    assert early.status_code == 409
    assert "Explain every point" in early.content.decode()
    assert set(statuses().values()) == {ConsentStatus.DRAFT}
    assert send(nora, f"{talk}answer/", {}).status_code == 302
    assert set(statuses().values()) == {ConsentStatus.REFUSED}


def test_nothing_is_explained_before_it_is_noted_that_the_person_can_decide(nora: Client, talk: str) -> None:
    assert send(nora, f"{talk}points/help/", {}).status_code == 409
    assert Talk.objects.get().points == []


def test_not_now_nothing_is_given_nothing_refused_and_the_day_comes(
    nora: Client, cast: Cast, case: Case, talk: str
) -> None:
    explained(nora, talk)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert begun(nora, talk, **NOT_NOW, **on(tomorrow)).url == talk
    for agreed in (["needs"], []):
        assert send(nora, f"{talk}answer/", {"agreed": agreed, **SPOKEN}).status_code == 409
    assert set(statuses().values()) == {ConsentStatus.INFORMED}
    assert "cannot decide now" in nora.get(talk).content.decode()
    assert case.number not in _asks(nora)
    with _day(tomorrow):
        assert case.number in _asks(client_of(cast.nora))
        assert case.number not in _asks(client_of(cast.sami))
    begun(nora, talk)
    assert send(nora, f"{talk}answer/", {"agreed": ["needs"], **SPOKEN}).status_code == 302
    assert Talk.history.filter(capacity="not_now").exists()


def test_an_older_consent_given_in_capacity_goes_on(nora: Client, cast: Cast, case: Case) -> None:
    older = signed(cast, case)
    send(nora, f"/talks/{older.talk}/answer/", {"agreed": ["summary"], **SPOKEN})
    talk = prepared(nora, cast, case)
    begun(nora, talk, **NOT_NOW, **on(timezone.localdate() + timedelta(days=3)))
    assert Consent.objects.in_force().filter(pk=older.pk).exists()


@pytest.mark.parametrize(
    ("entered", "why"),
    [
        ({"capacity": "supported"}, "which support"),
        ({**NOT_NOW, "note": " \u3164\u3164\u3164 "}, "why the person cannot"),
        (NOT_NOW, "day on which to ask again"),
        ({**NOT_NOW, "ask_again_on_0": 31, "ask_again_on_1": 12, "ask_again_on_2": 9999}, "next 90 days"),
        ({**NOT_NOW, "ask_again_on_0": 1, "ask_again_on_1": 1, "ask_again_on_2": 2001}, "has passed"),
    ],
    ids=["support", "blank", "no day", "a day far away", "a day gone by"],
)
def test_what_capacity_needs(nora: Client, talk: str, entered: dict[str, Any], why: str) -> None:
    answer = begun(nora, talk, **entered)
    assert answer.status_code in (200, 409)
    assert why in answer.content.decode()
    assert Talk.objects.get().capacity == ""


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"way": "spoken"},
        {"way": "typed", "witness": "W W"},
        {"way": "drawn"},
        {"way": "spoken", "witness": "\u3164\u3164"},
    ],
    ids=["no way", "no witness", "no name", "no sign", "blank witness"],
)
def test_a_yes_needs_how_it_was_said(nora: Client, talk: str, how: dict[str, str]) -> None:
    explained(nora, talk)
    answer = send(nora, f"{talk}answer/", {"agreed": ["needs"], **how})
    assert answer.status_code in (200, 409)
    assert "how the person agreed" in answer.content.decode().lower()
    assert set(statuses().values()) == {ConsentStatus.INFORMED}


def test_pressed_twice_the_first_answer_stands(nora: Client, talk: str) -> None:
    explained(nora, talk)
    send(nora, f"{talk}answer/", {"agreed": ["needs"], **SPOKEN})
    for stale in ("answer/", "points/help/", "capacity/", "language/"):
        assert send(nora, f"{talk}{stale}", {"language": "ru", "capacity": "yes"}).status_code == 409, stale
    assert statuses() == {"needs": ConsentStatus.GIVEN, "summary": ConsentStatus.REFUSED}


def test_a_child_alone_is_not_enough(nora: Client, cast: Cast) -> None:
    consent = signed(cast, presumed_case(cast.nora, age_band="child"))
    answer = send(
        nora, f"/talks/{consent.talk}/answer/", {"agreed": ["summary"], "child_agrees": "on", **SPOKEN}
    )
    assert answer.status_code == 409
    assert "both needed" in answer.content.decode()
    assert set(statuses().values()) == {ConsentStatus.INFORMED}


def test_a_child_hears_a_childs_words(nora: Client, cast: Cast) -> None:
    (draft,) = drafts(cast, presumed_case(cast.nora, age_band="child", language="en"))
    page = nora.get(f"/talks/{draft.talk}/hand/help/").content.decode()
    assert "We help you either way." in page


def test_the_page_in_the_persons_hands_tells_nothing_of_the_case(nora: Client, case: Case, talk: str) -> None:
    begun(nora, talk)
    page = nora.get(f"{talk}hand/who/").content.decode()
    assert '<html lang="prs" dir="rtl">' in page
    for word in (
        case.number,
        "Nora",
        "Lantern",
        "Safe Passage",
        case.get_absolute_url(),
        f'{talk}"',
        "Robin",
    ):
        assert word not in page, word
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    back = links.pop()
    assert all(link.startswith(("/static/", f"{talk}hand/")) for link in links)
    assert back == f"{talk}points/who/"  # asks who is there: tests/accounts/test_in_hand.py
    assert Event.objects.filter(kind="talk.hand").count() == 1


@pytest.mark.parametrize("page", ["language", "capacity", "points/help", "hand/help", "answer", "sealed"])
def test_who_may_not_lead_it(cast: Cast, talk: str, page: str) -> None:
    reads = 200 if page == "sealed" else 403
    assert client_of(cast.dana).get(f"{talk}{page}/").status_code == reads
    assert client_of(cast.otto).get(f"{talk}{page}/").status_code == 404
    assert client_of(cast.sami).get(f"{talk}{page}/").status_code == 404


def test_a_recipient_sees_how_it_was_agreed_in_a_word_and_opens_nothing(cast: Cast) -> None:
    case = referral_at(ReferralStatus.ACCEPTED, cast).case
    talk = f"/talks/{case.consents.filter(recipient=cast.sami.organisation).first().talk}/"
    sami = client_of(cast.sami)
    page = sami.get(talk).content.decode()
    assert "Spoken, before a witness" in page
    assert "Wanda Witness" not in page
    assert {sami.get(f"{talk}{part}").status_code for part in ("sealed/", "sign.jpg", "points/help/")} == {
        404
    }
    assert "Wanda Witness" in client_of(cast.nora).get(f"{talk}sealed/").content.decode()


@pytest.mark.parametrize("point", ["none", "\x00", "HELP"])
def test_a_point_that_is_none(nora: Client, talk: str, point: str) -> None:
    assert nora.get(f"{talk}points/{point}/").status_code in (400, 404)
    assert nora.get(f"{talk}hand/{point}/").status_code in (400, 404)


@pytest.mark.parametrize("text", [NUL, OVERRIDE])
def test_hidden_characters(nora: Client, talk: str, text: str) -> None:
    answer = send(nora, f"{talk}language/", {"language": "prs", "interpreter": text})
    assert answer.status_code == 200
    assert is_beside_the_field(answer, "interpreter", "")


def _asks(client: Client) -> str:
    page = client.get("/").content.decode()
    return page.partition("Ask again whether")[2][:200]


def _day(day: Any) -> Any:
    moment = timezone.now() + (day - timezone.localdate())
    return time_machine.travel(moment, tick=False)
