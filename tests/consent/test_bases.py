"""The one question, "is there a basis?", for exactly one purpose, recipient and data set."""

from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.utils import timezone

from consent.actions import withdraw
from consent.bases import bases_for, basis_for
from consent.enums import ConsentStatus, DataSet, Purpose
from consent.models import Consent
from identification.enums import Basis
from identification.models import CaseAccess
from identification.signals import basis_asked, first_answer
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.consent.talks import drafts, given, ground, informed, proposed
from tests.makers import consented, presumed_case, referral_at


def test_neither_purpose_nor_recipient_nor_data_implies_another(cast: Cast) -> None:
    consent = given(cast)
    recipients = [cast.sami.organisation_id, cast.otto.organisation_id, cast.away.pk, None]
    covered = {
        (recipient, purpose, data)
        for recipient, purpose, data in product(recipients, Purpose.values, DataSet.values)
        if basis_for(consent.case, recipient, purpose, data)
    }
    assert covered == {(cast.sami.organisation_id, Purpose.SHARING, DataSet.SUMMARY)}


def test_one_case_implies_no_other(cast: Cast) -> None:
    given(cast)
    other = presumed_case(cast.nora)
    assert basis_for(other, cast.sami.organisation_id, Purpose.SHARING, DataSet.SUMMARY) is None


def test_only_what_is_given_or_rests_on_a_ground_is_a_basis(cast: Cast) -> None:
    taken_back = withdraw(consent=given(cast), by=cast.nora)
    for one in (*drafts(cast), informed(cast), proposed(cast), taken_back):
        assert basis_for(one.case, one.recipient_id, one.purpose, one.data) is None, one.status
    for one in (given(cast), ground(cast)):
        assert basis_for(one.case, one.recipient_id, one.purpose, one.data) == one


@pytest.mark.parametrize("make", [given, ground])
def test_expiry_is_part_of_the_question(cast: Cast, make) -> None:
    one = make(cast)
    asked = (one.case, one.recipient_id, one.purpose, one.data)
    with time_machine.travel(one.expires_at - timedelta(seconds=1), tick=False):
        assert basis_for(*asked) == one
    with time_machine.travel(one.expires_at, tick=False):
        assert basis_for(*asked) is None
        assert bases_for(one.case, one.recipient_id, one.purpose, [one.data]) == []
    assert Consent.objects.get(pk=one.pk).status in (ConsentStatus.GIVEN, ConsentStatus.LEGAL_GROUND)


def test_a_consent_lasts_as_long_as_the_jurisdiction_lets_it(cast: Cast) -> None:
    one = given(cast)
    assert one.expires_at - one.given_at == timedelta(days=365)


def test_several_data_sets_have_one_basis_each(cast: Cast) -> None:
    case, shelter = presumed_case(cast.nora), cast.sami.organisation
    rows = consented(case, cast.nora, shelter, data=[DataSet.SUMMARY, DataSet.HEALTH])
    rows.append(ground(cast, case))
    found = bases_for(case, cast.sami.organisation_id, Purpose.SHARING, DataSet.values)
    assert {one.data for one in found} == {DataSet.SUMMARY, DataSet.HEALTH}
    assert len(found) == 2


def test_a_basis_says_what_kind_it_is(cast: Cast) -> None:
    assert given(cast).basis_kind is Basis.CONSENT
    assert ground(cast).basis_kind is Basis.LEGAL_GROUND


def test_a_newer_consent_replaces_the_older_and_sight_moves_over(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    case, shelter = referral.case, cast.sami.organisation
    older = {one.data: one for one in case.consents.all()}
    with time_machine.travel(timezone.now() + timedelta(days=100)):
        newer = {one.data: one for one in consented(case, cast.nora, shelter)}
        assert case.is_visible_to(cast.sami)
    for one in older.values():
        one.refresh_from_db()
        assert one.status == ConsentStatus.SUPERSEDED
        assert CaseAccess.objects.get(basis_id=one.pk).ended_at
    for one in newer.values():
        access = CaseAccess.objects.get(basis_id=one.pk)
        assert (access.ended_at, access.expires_at) == (None, one.expires_at)
    assert basis_for(case, shelter.pk, Purpose.SHARING, DataSet.NEEDS) == newer["needs"]  # type: ignore[union-attr]


def test_what_is_replaced_by_a_newer_one_no_longer_shows_the_case_when_that_is_taken_back(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    for one in consented(referral.case, cast.nora, cast.sami.organisation):
        withdraw(consent=one, by=cast.nora)
    assert not referral.case.is_visible_to(cast.sami)


def answer(case, **asked: object) -> object:
    return first_answer(basis_asked, case, **{"data": None, "since": None, "recipient_id": None, **asked})


def test_a_case_is_answered_with_the_basis(cast: Cast) -> None:
    one = given(cast)
    shelter, sharing = cast.sami.organisation_id, Purpose.SHARING
    assert answer(one.case, purpose=sharing) == one
    assert answer(one.case, purpose=sharing, recipient_id=shelter, data=DataSet.SUMMARY) == one
    assert answer(one.case, purpose=sharing, recipient_id=cast.away.pk) is None
    assert answer(one.case, purpose=sharing, data=DataSet.IDENTITY) is None
    assert answer(one.case, purpose=Purpose.POLICE) is None
    assert answer(presumed_case(cast.nora), purpose=sharing) is None


def test_a_case_may_ask_for_a_basis_given_since_a_moment(cast: Cast) -> None:
    one = given(cast)
    before, after = one.given_at - timedelta(seconds=1), one.given_at
    assert answer(one.case, purpose=Purpose.SHARING, since=before) == one
    assert answer(one.case, purpose=Purpose.SHARING, since=after) is None
    withdraw(consent=one, by=cast.nora)
    assert answer(one.case, purpose=Purpose.SHARING, since=before) is None
