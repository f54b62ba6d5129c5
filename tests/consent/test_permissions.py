"""Whose task each step of a consent is."""

from dataclasses import replace

import pytest

from accounts import roles
from consent.models import Consent
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.consent.talks import given, ground, proposed
from tests.helpers import codes
from tests.identification.who import who_may
from tests.makers import opened_case, referral_at


@pytest.mark.parametrize("step", ["draft", "inform", "give", "refuse", "supersede"])
def test_asking_is_for_those_who_screen(cast: Cast, step: str) -> None:
    assert who_may(cast, Consent(case=opened_case(cast.nora)), step) == {"nora"}
    assert who_may(cast, Consent(case=opened_case(cast.odile)), step) == {"odile"}


def test_taking_back_is_for_anybody_who_works_on_the_case(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    consent = referral.case.consents.first()
    assert who_may(cast, consent, "withdraw") == {"nora", "dana", "dov", "sami"}
    referral = referral_at(ReferralStatus.ACCEPTED, cast, case=referral.case, to=cast.lena, kind="legal_aid")
    assert who_may(cast, consent, "withdraw") == {"nora", "dana", "dov", "sami", "lena"}


def test_those_who_only_look_take_nothing_back(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    consent = referral.case.consents.first()
    assert referral.case.is_visible_to(cast.vera)
    assert codes(consent, "withdraw", cast.vera) == ["by_worker_of_the_person"]
    analyst = replace(cast.nora, roles=frozenset({roles.ANALYST.code}))
    assert codes(consent, "withdraw", analyst) == ["by_worker_of_the_person"]


def test_a_ground_is_proposed_by_a_supervisor(cast: Cast) -> None:
    assert who_may(cast, Consent(case=opened_case(cast.nora)), "propose_ground") == {"dana"}
    assert who_may(cast, Consent(case=opened_case(cast.odile)), "propose_ground") == set()


def test_a_ground_is_agreed_to_by_another_officer(cast: Cast) -> None:
    consent = proposed(cast)
    assert who_may(cast, consent, "approve_ground") == {"dov"}
    assert codes(consent, "approve_ground", cast.dana) == ["by_second_approver"]
    consent.written_by = cast.dov.user
    assert who_may(cast, consent, "approve_ground") == {"dana"}


def test_a_ground_is_ended_by_those_who_oversee(cast: Cast) -> None:
    assert who_may(cast, ground(cast), "end_ground") == {"dana", "dov", "system"}


def test_only_the_clock_lets_a_consent_expire(cast: Cast) -> None:
    assert who_may(cast, given(cast), "expire") == {"system"}
