"""The pages of referrals and services, with what people and machines really send."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from audit import log
from audit.models import Event
from identification.models import Case
from referral.actions import set_service_active
from referral.enums import ReferralStatus
from referral.models import Referral
from tests.cast import Cast
from tests.helpers import client_of, statements_of
from tests.identification.forms import NUL, OVERRIDE, TEN_MEGABYTES, is_beside_the_field, key_of, send
from tests.makers import opened_case, presumed_case, referral_at, service_of


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.fixture
def sami(cast: Cast) -> Client:
    return client_of(cast.sami)


@pytest.fixture
def case(cast: Cast) -> Case:
    return presumed_case(cast.nora)


def asking(cast: Cast, **other: Any) -> dict[str, Any]:
    service = str(service_of(cast.sami.organisation).pk)
    needed = {
        "service": service,
        "data_sets": ["summary"],
        "urgency": "today",
        "anyway": "on",
        "note": "A quiet room.",
    }
    return {"key": str(uuid4()), **needed, "note": "A quiet room.", **other}


def test_unknown_addresses_are_404(nora: Client, cast: Cast) -> None:
    referral = referral_at(ReferralStatus.SENT, cast)
    urls = ["/cases/0000-0000/referrals/", "/cases/0000-0000/referrals/new/", f"/referrals/{uuid4()}/"]
    urls += [f"/referrals/{uuid4()}/do/send/", f"{referral.get_absolute_url()}do/expire/", "/referrals/17/"]
    urls += [f"{referral.get_absolute_url()}do/burn/", f"{referral.get_absolute_url()}do/draft/"]
    assert {url: nora.get(url).status_code for url in urls} == dict.fromkeys(urls, 404)
    assert nora.post(f"/services/{uuid4()}/switch/", {}).status_code == 404
    for one in (cast.otto, cast.lena, cast.stat):
        assert client_of(one).get(referral.get_absolute_url()).status_code == 404


def test_wrong_methods_are_405(nora: Client, cast: Cast) -> None:
    referral = referral_at(ReferralStatus.SENT, cast)
    home = referral.case.get_absolute_url()
    for url in ("/referrals/", "/services/", referral.get_absolute_url(), f"{home}referrals/"):
        assert nora.post(url).status_code == 405, url
    for url in (f"{home}referrals/new/", f"{referral.get_absolute_url()}do/revoke/"):
        assert nora.put(url).status_code == 405, url
    assert nora.get(f"/services/{referral.service_id}/switch/").status_code == 405


def test_sending_twice_writes_one_referral(nora: Client, cast: Cast, case: Case) -> None:
    url = f"{case.get_absolute_url()}referrals/new/"
    entered = asking(cast, key=key_of(nora, url))
    first, second = (send(nora, url, entered) for _time in range(2))
    assert (first.status_code, first.url) == (302, second.url)
    assert Referral.objects.count() == 1


@pytest.mark.parametrize("text", [NUL, OVERRIDE])
def test_hidden_characters_in_the_note(nora: Client, cast: Cast, case: Case, text: str) -> None:
    answer = send(nora, f"{case.get_absolute_url()}referrals/new/", asking(cast, note=text))
    assert answer.status_code == 200
    assert is_beside_the_field(answer, "note", "")
    page = answer.content.decode()
    assert page.count("checked") == 3
    assert "selected" in page
    assert Referral.objects.count() == 0


@pytest.mark.parametrize("field", ["service", "data_sets", "urgency", "key"])
def test_choices_that_are_missing_or_none(nora: Client, cast: Cast, case: Case, field: str) -> None:
    for wrong in ("", "17", "\x00", str(uuid4())[:-1] + "?"):
        answer = send(nora, f"{case.get_absolute_url()}referrals/new/", asking(cast, **{field: wrong}))
        assert answer.status_code == 200
        assert answer.context["form"].errors.keys() == {field}
    assert Referral.objects.count() == 0


def test_a_paused_service_cannot_be_chosen(nora: Client, cast: Cast, case: Case) -> None:
    set_service_active(service=service_of(cast.sami.organisation), is_active=False, by=cast.sami)
    answer = send(nora, f"{case.get_absolute_url()}referrals/new/", asking(cast))
    assert is_beside_the_field(answer, "service", "")


def test_a_case_that_is_not_helped_yet_says_so(cast: Cast, nora: Client) -> None:
    answer = send(nora, f"{opened_case(cast.nora).get_absolute_url()}referrals/new/", asking(cast))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Help begins when" in page
    assert "A quiet room." in page


def test_the_first_responder_is_offered_case_management_alone(cast: Cast) -> None:
    case = presumed_case(cast.odile)
    odile, url = client_of(cast.odile), f"{case.get_absolute_url()}referrals/new/"
    page = odile.get(url).content.decode()
    assert "Lantern House" in page
    assert "Quiet Garden" not in page
    assert is_beside_the_field(send(odile, url, asking(cast)), "service", "")


def test_ten_megabytes_are_refused_in_words(nora: Client, cast: Cast, case: Case) -> None:
    answer = nora.post(f"{case.get_absolute_url()}referrals/new/", asking(cast, note=TEN_MEGABYTES))
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()
    assert Referral.objects.count() == 0


def test_steps_one_may_not_take_are_403(nora: Client, cast: Cast) -> None:
    referral = referral_at(ReferralStatus.RECEIVED, cast)
    url, vera, dana = referral.get_absolute_url(), client_of(cast.vera), client_of(cast.dana)
    refused = ((nora, "accept"), (nora, "decline"), (vera, "accept"), (vera, "revoke"), (dana, "revoke"))
    for client, step in refused:
        assert client.get(f"{url}do/{step}/").status_code == 403, step
        assert send(client, f"{url}do/{step}/", {}).status_code == 403, step
    assert dana.get(f"{referral.case.get_absolute_url()}referrals/new/").status_code == 403


def test_two_tabs_accept_once(sami: Client, cast: Cast) -> None:
    url = f"{referral_at(ReferralStatus.RECEIVED, cast).get_absolute_url()}do/accept/"
    assert send(sami, url, {}).status_code == 302
    second = send(sami, url, {})
    assert second.status_code == 409
    assert "“Accepted”" in second.content.decode()


def test_accepting_what_was_taken_back_meanwhile(sami: Client, nora: Client, cast: Cast) -> None:
    url = referral_at(ReferralStatus.RECEIVED, cast).get_absolute_url()
    assert sami.get(f"{url}do/accept/").status_code == 200
    assert send(nora, f"{url}do/revoke/", {}).status_code == 302
    assert send(sami, f"{url}do/accept/", {}).status_code == 404


@pytest.mark.parametrize(
    ("status", "step", "field"),
    [("received", "decline", "decline_reason"), ("accepted", "complete", "outcome")],
)
def test_an_answer_needs_one_of_its_reasons(
    sami: Client, cast: Cast, status: str, step: str, field: str
) -> None:
    url = f"{referral_at(status, cast).get_absolute_url()}do/{step}/"
    for wrong in ({}, {field: ""}, {field: "because"}, {field: "\x00"}):
        answer = send(sami, url, wrong)
        assert answer.status_code == 200
        assert is_beside_the_field(answer, field, "")


def test_sending_without_consent_says_why(nora: Client, cast: Cast, case: Case) -> None:
    home = send(nora, f"{case.get_absolute_url()}referrals/new/", asking(cast)).url
    answer = nora.get(f"{home}do/send/")
    assert answer.status_code == 409
    assert "has not agreed to this being shared with this organisation" in answer.content.decode()


def test_the_inbox_is_as_many_statements_for_six_as_for_three(sami: Client, cast: Cast) -> None:
    counts = []
    for _visit in range(2):
        for _referral in range(3):
            referral_at(ReferralStatus.SENT, cast)
        counts.append(len(statements_of(sami, "get", "/referrals/")))
    assert counts[0] == counts[1]
    event = Event.objects.filter(kind="referral.list").latest("id")
    assert len(log.read(event)["facts"]["ids"]) == 6


def test_the_directory_shows_no_address_and_is_in_the_log(sami: Client) -> None:
    page = sami.get("/services/").content.decode()
    assert "Quiet Garden" in page
    assert page.count("/switch/") == 1
    assert Event.objects.filter(kind="service.list").count() == 1
