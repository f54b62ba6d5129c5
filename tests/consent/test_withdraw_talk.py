"""Everything of a talk is taken back at once: in one transaction, never refused, and the page says what it means."""

import pytest
from django.test import Client

from consent.actions import withdraw
from consent.enums import ConsentStatus, Purpose
from consent.withdrawal.actions import take_back
from consent.withdrawal.choices import chosen
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


def pressed(client: Client, case: Case) -> int:
    """Press the button of the page to which a talk leads."""
    talk = url(case).split("/")[2]
    return client.post(f"{case.get_absolute_url()}withdraw/", {"what": f"talk:{talk}"}).status_code


@pytest.mark.parametrize("who", ["nora", "sami", "dana"])
def test_all_of_it_is_taken_back(cast: Cast, referral: Referral, who: str) -> None:
    case, client = referral.case, client_of(getattr(cast, who))
    other = consented(case, cast.nora, cast.lena.organisation)
    page = client.get(url(case), follow=True).content.decode()
    for heading in ("What stops now", "What goes on", "What cannot be recalled"):
        assert heading in page
    assert pressed(client, case) == 200
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
    taken = take_back(case=case, choice=chosen(f"talk:{talk}", case, cast.nora), by=cast.nora)
    assert len(taken.consents) == 2
    case.refresh_from_db()
    assert case.status == CaseStatus.PRESUMED
    assert not case.is_visible_to(cast.ada)


def test_it_is_all_or_nothing(cast: Cast, referral: Referral) -> None:
    case = referral.case
    talk = case.consents.first().talk
    changes_nothing_without_the_log(
        lambda: take_back(case=case, choice=chosen(f"talk:{talk}", case, cast.nora), by=cast.nora)
    )


def test_what_was_taken_back_before_stands_in_nobodys_way(cast: Cast, referral: Referral) -> None:
    case, nora = referral.case, client_of(cast.nora)
    withdraw(consent=case.consents.first(), by=cast.nora)
    assert [pressed(nora, case) for _time in range(2)] == [200, 200]
    assert set(case.consents.values_list("status", flat=True)) == {ConsentStatus.WITHDRAWN}
    assert "Nothing of this is in force." in nora.get(url(case), follow=True).content.decode()


def test_the_list_leads_there_while_something_is_given(cast: Cast, referral: Referral) -> None:
    case = referral.case
    page = f"{case.get_absolute_url()}consents/"
    nora: Client = client_of(cast.nora)
    assert url(case) in nora.get(page).content.decode()
    pressed(nora, case)
    assert url(case) not in nora.get(page).content.decode()
