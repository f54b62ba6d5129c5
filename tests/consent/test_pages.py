"""The pages of consent, with what people and machines really send."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import Event
from consent.enums import DataSet
from consent.models import Consent
from identification.models import Case
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.consent.talks import REASON, given, proposed
from tests.helpers import client_of
from tests.identification.forms import NUL, OVERRIDE, TEN_MEGABYTES, is_beside_the_field, key_of, send
from tests.makers import presumed_case, referral_at


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.fixture
def dana(cast: Cast) -> Client:
    return client_of(cast.dana)


@pytest.fixture
def case(cast: Cast) -> Case:
    return presumed_case(cast.nora)


def asking(cast: Cast, **other: Any) -> dict[str, Any]:
    shelter = str(cast.sami.organisation_id)
    return {
        "key": str(uuid4()),
        "purpose": "sharing",
        "recipient": shelter,
        "data": ["summary", "needs"],
        "lasts": "days_30",
        **other,
    }


def proposing(cast: Cast, days: int = 10, **other: Any) -> dict[str, Any]:
    until = timezone.localdate() + timedelta(days=days)
    return {
        "key": str(uuid4()),
        "purpose": "sharing",
        "recipient": str(cast.sami.organisation_id),
        "data": "health",
        "ground": "vital_interest",
        "reason": REASON,
        "person_told": "later",
        **{f"tell_by_{place}": part for place, part in enumerate((until.day, until.month, until.year))},
        "until_0": until.day,
        "until_1": until.month,
        "until_2": until.year,
        **other,
    }


def test_unknown_addresses_are_404(nora: Client, cast: Cast) -> None:
    consent = given(cast)
    urls = [f"/cases/0000-0000/{part}/" for part in ("consents", "consents/new", "grounds/new")]
    urls += [f"/talks/{uuid4()}/", f"/talks/{uuid4()}/form.pdf", f"/consents/{uuid4()}/", "/talks/17/"]
    urls += [
        f"/consents/{uuid4()}/do/withdraw/",
        f"/consents/{consent.pk}/do/burn/",
        f"/consents/{consent.pk}/do/give/",
    ]
    assert {url: nora.get(url).status_code for url in urls} == dict.fromkeys(urls, 404)


def test_wrong_methods_are_405(nora: Client, cast: Cast) -> None:
    consent = given(cast)
    home = consent.case.get_absolute_url()
    for url in (
        f"{home}consents/",
        f"/consents/{consent.pk}/",
        f"/talks/{consent.talk}/form.pdf",
        f"/talks/{consent.talk}/",
    ):
        assert nora.post(url).status_code == 405, url
    for url in (f"{home}consents/new/", f"/consents/{consent.pk}/do/withdraw/"):
        assert nora.put(url).status_code == 405, url


def test_sending_twice_prepares_one_talk(nora: Client, cast: Cast, case: Case) -> None:
    url = f"{case.get_absolute_url()}consents/new/"
    entered = asking(cast, key=key_of(nora, url))
    first, second = (send(nora, url, entered) for _time in range(2))
    assert first.url == second.url
    assert Consent.objects.count() == 2


@pytest.mark.parametrize("field", ["purpose", "data", "key"])
def test_choices_that_are_missing_or_none(nora: Client, cast: Cast, case: Case, field: str) -> None:
    url = f"{case.get_absolute_url()}consents/new/"
    for wrong in ("", "everything", "\x00"):
        answer = send(nora, url, asking(cast, **{field: wrong}))
        assert answer.status_code == 200
        assert answer.context["form"].errors.keys() == {field}
    assert Consent.objects.count() == 0


@pytest.mark.parametrize("recipient", ["nobody", "\x00", "17", "5d4a1f0e-9c7b-4c55-8a51-0f6f4b1f2d3c"])
def test_a_recipient_that_is_none(nora: Client, cast: Cast, case: Case, recipient: str) -> None:
    answer = send(nora, f"{case.get_absolute_url()}consents/new/", asking(cast, recipient=recipient))
    assert answer.status_code == 200
    assert is_beside_the_field(answer, "recipient", "")


def test_a_purpose_that_needs_a_recipient_says_so(nora: Client, cast: Cast, case: Case) -> None:
    answer = send(nora, f"{case.get_absolute_url()}consents/new/", asking(cast, recipient=""))
    assert answer.status_code == 409
    assert "needs the organisation" in answer.content.decode()


def test_sending_twice_proposes_one_ground(dana: Client, cast: Cast, case: Case) -> None:
    url = f"{case.get_absolute_url()}grounds/new/"
    entered = proposing(cast, key=key_of(dana, url))
    assert [send(dana, url, entered).status_code for _time in range(2)] == [302, 302]
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    "until",
    [
        {"until_2": 1899},
        {"until_2": 2001},
        {"until_0": 31, "until_1": 2},
        {"until_0": ""},
        {"until_2": 10**8},
    ],
)
def test_impossible_ends_of_a_ground(dana: Client, cast: Cast, case: Case, until: dict[str, object]) -> None:
    answer = send(dana, f"{case.get_absolute_url()}grounds/new/", proposing(cast, **until))
    assert answer.status_code == 200
    assert is_beside_the_field(answer, "until", "")
    assert REASON in answer.content.decode()


def test_the_last_day_there_is(dana: Client, cast: Cast, case: Case) -> None:
    last = {"until_0": 31, "until_1": 12, "until_2": 9999}
    url = f"{case.get_absolute_url()}grounds/new/"
    assert send(dana, url, proposing(cast, **last)).status_code in (200, 302, 409)


@pytest.mark.parametrize("text", [NUL, OVERRIDE])
def test_hidden_characters_in_a_reason(dana: Client, cast: Cast, case: Case, text: str) -> None:
    answer = send(dana, f"{case.get_absolute_url()}grounds/new/", proposing(cast, reason=REASON + text))
    assert answer.status_code == 200
    assert is_beside_the_field(answer, "reason", "")
    assert Consent.objects.count() == 0


def test_a_short_reason_is_409_and_kept(dana: Client, cast: Cast, case: Case) -> None:
    answer = send(dana, f"{case.get_absolute_url()}grounds/new/", proposing(cast, reason="It is needed."))
    assert answer.status_code == 409
    assert "at least 30 characters" in answer.content.decode()
    assert "It is needed." in answer.content.decode()


@pytest.mark.parametrize("page", ["consents/new", "grounds/new"])
def test_ten_megabytes_are_refused_in_words(dana: Client, nora: Client, case: Case, page: str) -> None:
    client = dana if page == "grounds/new" else nora
    answer = client.post(f"{case.get_absolute_url()}{page}/", {"reason": TEN_MEGABYTES})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


def test_steps_one_may_not_take_are_403(nora: Client, dana: Client, cast: Cast) -> None:
    consent = proposed(cast)
    assert nora.get(f"{consent.case.get_absolute_url()}grounds/new/").status_code == 403
    assert dana.get(f"{consent.case.get_absolute_url()}consents/new/").status_code == 403
    for client, step in ((dana, "approve_ground"), (nora, "approve_ground"), (nora, "end_ground")):
        assert client.get(f"/consents/{consent.pk}/do/{step}/").status_code == 403, step
        assert send(client, f"/consents/{consent.pk}/do/{step}/", {}).status_code == 403, step


def test_two_tabs_withdraw_once(nora: Client, cast: Cast) -> None:
    url = f"/consents/{given(cast).pk}/do/withdraw/"
    assert "Help does not depend on consent." in nora.get(url, follow=True).content.decode()
    assert send(nora, url, {}).status_code == 302
    assert send(nora, url, {}).status_code == 302
    assert Event.objects.filter(kind="consent.withdraw").count() == 1


def test_a_receiver_who_takes_it_back_is_not_led_to_a_page_that_is_gone(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    consent, sami = referral.case.consents.get(data=DataSet.IDENTITY), client_of(cast.sami)
    answer = sami.post(f"/consents/{consent.pk}/do/withdraw/", {}, follow=True)
    assert answer.status_code == 200
    assert not referral.case.is_visible_to(cast.sami)
