"""Consents end by the clock; legal grounds need two people and always show in the trail."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from audit.models import Event
from consent.actions import end_ground
from consent.enums import ConsentStatus, DataSet, Purpose
from consent.models import Consent
from identification.actions import decline
from identification.enums import Basis, CaseStatus
from identification.models import Case, CaseAccess
from referral.actions import accept, send
from referral.enums import ReferralStatus
from referral.models import Referral
from tests.cast import Cast
from tests.consent.talks import REASON, given, ground, proposed
from tests.helpers import client_of
from tests.makers import consented, drafted, pending_case, referral_at
from workflow.gate import perform
from workflow.refusal import Refused


def run_after(days: int) -> str:
    out = StringIO()
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        call_command("expire_consents", stdout=out)
    return out.getvalue()


def test_the_clock_ends_what_is_over_and_nothing_else(cast: Cast) -> None:
    year, days = given(cast), ground(cast)
    assert run_after(11) == "1 expired\n"
    assert Consent.objects.get(pk=year.pk).status == ConsentStatus.GIVEN
    assert Consent.objects.get(pk=days.pk).status == ConsentStatus.EXPIRED
    assert run_after(366) == "1 expired\n"
    assert Consent.objects.get(pk=year.pk).status == ConsentStatus.EXPIRED


def test_the_end_by_the_clock_is_like_a_withdrawal(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    pending = pending_case(cast)
    run_after(400)
    assert Referral.objects.get(pk=referral.pk).status == ReferralStatus.REVOKED
    assert not referral.case.is_visible_to(cast.sami)
    assert Case.objects.get(pk=pending.pk).status == CaseStatus.PRESUMED


def test_sight_ends_on_time_even_before_the_clock_comes_round(cast: Cast) -> None:
    referral, pending = referral_at(ReferralStatus.ACCEPTED, cast), pending_case(cast)
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert not referral.case.is_visible_to(cast.sami)
        assert not Referral.objects.visible_to(cast.sami).exists()
        assert not pending.is_visible_to(cast.ada)


def test_a_ground_rests_on_nobody_alone(cast: Cast) -> None:
    consent = proposed(cast)
    with pytest.raises(Refused, match="by_second_approver"):
        perform(consent, "approve_ground", by=cast.dana)
    consent = perform(consent, "approve_ground", by=cast.dov)
    assert (consent.status, consent.approved_by) == (ConsentStatus.LEGAL_GROUND, cast.dov.user)
    assert Consent.objects.get(pk=consent.pk).reason == REASON


def test_a_ground_always_shows_in_the_trail(cast: Cast) -> None:
    consent = end_ground(consent=ground(cast), by=cast.dov)
    trail = client_of(cast.nora).get(f"{consent.case.get_absolute_url()}trail/").content.decode()
    for sentence in (
        "proposed a legal ground without consent",
        "agreed to a legal ground without consent",
        "ended a legal ground",
        "Life or health is in danger",
    ):
        assert sentence in trail
    assert REASON not in trail


def test_sharing_on_a_ground_says_so(cast: Cast) -> None:
    consent = ground(cast)
    consented(consent.case, cast.nora, cast.sami.organisation, data=[DataSet.SUMMARY])
    shared = [DataSet.SUMMARY, DataSet.HEALTH]
    referral = drafted(consent.case, cast.nora, cast.sami, data_sets=shared)
    referral = accept(referral=send(referral=referral, by=cast.nora), by=cast.sami)
    access = CaseAccess.objects.get(basis_id=consent.pk)
    assert (access.basis, access.scope, access.expires_at) == (
        Basis.LEGAL_GROUND,
        "casework",
        consent.expires_at,
    )
    page = client_of(cast.nora).get(f"{consent.case.get_absolute_url()}access/").content.decode()
    assert "A legal ground without consent" in page
    end_ground(consent=consent, by=cast.dana)
    assert not CaseAccess.objects.current().filter(basis_id=consent.pk).exists()
    assert Referral.objects.get(pk=referral.pk).status == ReferralStatus.REVOKED


def test_a_ground_is_for_one_data_set_alone(cast: Cast) -> None:
    consent = ground(cast)
    referral = drafted(consent.case, cast.nora, cast.sami, data_sets=[DataSet.HEALTH, DataSet.SUMMARY])
    with pytest.raises(Refused, match="consent_covers_receiver"):
        send(referral=referral, by=cast.nora)


def test_a_proposed_ground_can_be_dropped(cast: Cast) -> None:
    assert end_ground(consent=proposed(cast), by=cast.dana).status == ConsentStatus.WITHDRAWN


def test_the_person_cannot_be_made_to_withdraw_a_ground_and_the_ground_is_no_consent(cast: Cast) -> None:
    consent = ground(cast)
    with pytest.raises(Refused, match="wrong_state"):
        perform(consent, "withdraw", by=cast.nora)
    assert consent.purpose == Purpose.SHARING
    assert Event.objects.filter(case_id=consent.case_id, kind="consent.approve_ground").count() == 1


def test_agreeing_after_the_person_declined_is_refused_in_words(cast: Cast) -> None:
    consent = proposed(cast)
    decline(case=Case.objects.get(pk=consent.case_id), can_decide="yes", by=cast.nora)
    answer = client_of(cast.dov).post(f"/consents/{consent.pk}/do/approve_ground/")
    assert answer.status_code == 409
