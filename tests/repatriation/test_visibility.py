"""Who sees a return, and how much of it."""

import pytest

from consent.actions import withdraw
from consent.enums import ConsentStatus, Purpose
from consent.models import Consent
from identification.actions import decline
from referral.actions import revoke
from repatriation.enums import ReturnStatus
from repatriation.models import Return
from repatriation.presenters import wish_for
from tests.cast import Cast
from tests.makers_repatriation import WISH, return_at


def sees(cast: Cast) -> set[str]:
    return {name for name, one in cast.everybody().items() if Return.objects.visible_to(one).exists()}


def take_back(record: Return, cast: Cast) -> Return:
    given = Consent.objects.filter(case=record.case, recipient=record.organisation, purpose=Purpose.RETURN)
    for consent in given.filter(status=ConsentStatus.GIVEN):
        withdraw(consent=consent, by=cast.nora)
    return Return.objects.get(pk=record.pk)


def test_the_carrier_the_counsel_and_the_return_organisation_see_it(cast: Cast) -> None:
    return_at(ReturnStatus.CONSENTED, cast)
    assert sees(cast) == {"nora", "dana", "dov", "lena", "rafi"}


def test_a_counsel_who_no_longer_sees_the_case_sees_no_return(cast: Cast) -> None:
    record = return_at(ReturnStatus.CONSENTED, cast)
    revoke(referral=record.case.referrals.get(recipient=cast.lena.organisation), by=cast.nora)
    assert sees(cast) == {"nora", "dana", "dov", "rafi"}


def test_what_ended_stays_in_the_organisations_own_list_without_the_wish(cast: Cast) -> None:
    record = take_back(return_at(ReturnStatus.CONSENTED, cast), cast)
    assert record.status == ReturnStatus.WITHDRAWN
    assert "rafi" in sees(cast)
    assert wish_for(record, cast.rafi) is None


@pytest.mark.parametrize(("name", "read"), [("nora", WISH), ("rafi", WISH), ("lena", None)])
def test_who_reads_the_wish(cast: Cast, name: str, read: str | None) -> None:
    record = return_at(ReturnStatus.CONSENTED, cast)
    assert wish_for(record, cast.everybody()[name]) == read


def test_under_way_the_wish_is_read_only_while_the_person_agrees(cast: Cast) -> None:
    record = return_at(ReturnStatus.IN_TRANSIT, cast)
    assert wish_for(record, cast.rafi) == WISH
    assert wish_for(take_back(record, cast), cast.rafi) is None


def test_nobody_reads_the_wish_of_a_person_who_declined_everything(cast: Cast) -> None:
    record = return_at(ReturnStatus.CONSENTED, cast)
    decline(case=record.case, can_decide="yes", by=cast.nora)
    record = Return.objects.get(pk=record.pk)
    assert wish_for(record, cast.nora) is None
    assert wish_for(record, cast.rafi) is None
