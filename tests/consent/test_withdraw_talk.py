"""Everything of a talk is taken back at once: in one transaction, never refused, and the page says what it means."""

import pytest
from django.test import Client

from consent.actions import withdraw, withdraw_talk
from consent.enums import ConsentStatus, Purpose
from identification.actions import request_identification
from identification.enums import CaseStatus
from identification.models import Case
from referral.enums import ReferralStatus
from referral.models import Referral
from tests.cast import Cast
from tests.helpers import client_of
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import consented, presumed_case, referral_at


@pytest.fixture
def referral(cast: Cast) -> Referral:
    return referral_at(ReferralStatus.ACCEPTED, cast)


def url(case: Case) -> str:
    about_the_shelter = case.consents.filter(recipient__name="Quiet Garden").first()
    return f"/talks/{about_the_shelter.talk}/withdraw/"


@pytest.mark.parametrize("who", ["nora", "sami", "dana"])
def test_all_of_it_is_taken_back(cast: Cast, referral: Referral, who: str) -> None:
    case, client = referral.case, client_of(getattr(cast, who))
    other = consented(case, cast.nora, cast.lena.organisation)
    page = client.get(url(case)).content.decode()
    for heading in ("What stops now", "What goes on", "What cannot be recalled"):
        assert heading in page
    assert client.post(url(case)).status_code == 302
    taken = case.consents.filter(recipient=cast.sami.organisation)
    assert set(taken.values_list("status", flat=True)) == {ConsentStatus.WITHDRAWN}
    assert not case.is_visible_to(cast.sami)
    referral.refresh_from_db()
    assert referral.status == ReferralStatus.REVOKED
    for one in other:
        one.refresh_from_db()
        assert one.status == ConsentStatus.GIVEN


def test_a_talk_with_the_authority_of_several_parts_is_taken_back(cast: Cast) -> None:
    """The first part halts the identification; the second finds it halted, and refuses nothing."""
    case, board = presumed_case(cast.nora), cast.ada.organisation
    assert board
    talk = consented(case, cast.nora, board, Purpose.IDENTIFICATION, ["identity", "legal"])[0].talk
    request_identification(case=case, authority=board, by=cast.nora)
    assert len(withdraw_talk(case=case, talk=talk, by=cast.nora)) == 2
    case.refresh_from_db()
    assert case.status == CaseStatus.PRESUMED
    assert not case.is_visible_to(cast.ada)


def test_it_is_all_or_nothing(cast: Cast, referral: Referral) -> None:
    case = referral.case
    talk = case.consents.first().talk
    changes_nothing_without_the_log(lambda: withdraw_talk(case=case, talk=talk, by=cast.nora))


def test_what_was_taken_back_before_stands_in_nobodys_way(cast: Cast, referral: Referral) -> None:
    case, nora = referral.case, client_of(cast.nora)
    withdraw(consent=case.consents.first(), by=cast.nora)
    assert [nora.post(url(case)).status_code for _time in range(2)] == [302, 302]
    assert set(case.consents.values_list("status", flat=True)) == {ConsentStatus.WITHDRAWN}
    assert "Nothing of this talk is in force." in nora.get(url(case)).content.decode()


def test_the_list_leads_there_while_something_is_given(cast: Cast, referral: Referral) -> None:
    case = referral.case
    page = f"{case.get_absolute_url()}consents/"
    nora: Client = client_of(cast.nora)
    assert url(case) in nora.get(page).content.decode()
    nora.post(url(case))
    assert url(case) not in nora.get(page).content.decode()


def test_each_step_says_what_happened_and_what_comes_next(cast: Cast, referral: Referral) -> None:
    nora, case = client_of(cast.nora), referral.case
    entered = {"key": "7a1c1d3e-0000-4000-8000-000000000001", "purpose": "research", "data": ["summary"]}
    talk = nora.post(f"{case.get_absolute_url()}consents/new/", entered).url
    assert "Next: explain every point" in nora.get(talk).content.decode()
    points = ["purpose", "use", "research", "see", "kept", "withdraw", "help"]
    nora.post(talk, {"points": points, "language": "ru", "interpreter": ""})
    assert "Next: write down what the person says" in nora.get(talk).content.decode()
    nora.post(talk, {"agreed": []})
    assert "the person said no" in nora.get(talk).content.decode()
