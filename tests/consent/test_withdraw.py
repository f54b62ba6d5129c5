"""Taking a consent back: never refused, and everything that rested on it ends in the same moment."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from audit import log
from audit.models import Event
from consent.actions import withdraw
from consent.enums import ConsentStatus, DataSet, Purpose
from consent.models import Consent
from identification import actions
from identification.enums import AgeBand, CaseStatus
from identification.models import Case, CaseAccess
from referral.enums import ReferralStatus
from referral.models import Referral
from tests.cast import Cast
from tests.consent.talks import given
from tests.helpers import codes
from tests.makers import consented, decided_case, opened_case, pending_case, presumed_case, referral_at
from workflow.gate import perform

OPEN = [
    ReferralStatus.SENT,
    ReferralStatus.RECEIVED,
    ReferralStatus.ACCEPTED,
    ReferralStatus.IN_PROGRESS,
]


def of(referral: Referral, data: str = DataSet.NEEDS) -> Consent:
    return referral.case.consents.get(data=data, status=ConsentStatus.GIVEN)


def closed(cast: Cast) -> Case:
    case = perform(presumed_case(cast.nora), "follow_up", safety_plan=True, by=cast.nora)
    return perform(case, "close", closing_reason="wish", by=cast.dana)


@pytest.mark.parametrize(
    "make",
    [
        lambda cast: opened_case(cast.nora),
        lambda cast: presumed_case(cast.nora),
        lambda cast: presumed_case(cast.nora, age_band=AgeBand.CHILD),
        pending_case,
        decided_case,
        lambda cast: perform(decided_case(cast, yes=False), "appeal", by=cast.nora),
        closed,
    ],
    ids=["screening", "presumed", "child", "pending", "identified", "appeal", "closed"],
)
def test_never_refused_whatever_the_case(cast: Cast, make) -> None:
    consent = given(cast, make(cast))
    assert codes(consent, "withdraw", cast.nora) == []
    assert withdraw(consent=consent, by=cast.nora).status == ConsentStatus.WITHDRAWN


def test_never_refused_though_its_time_is_over(cast: Cast) -> None:
    consent = given(cast)
    with time_machine.travel(timezone.now() + timedelta(days=500)):
        assert withdraw(consent=consent, by=cast.nora).status == ConsentStatus.WITHDRAWN


@pytest.mark.parametrize("purpose", Purpose.values)
def test_never_refused_whatever_it_was_for(cast: Cast, purpose: str) -> None:
    consent = given(cast, purpose=purpose)
    assert withdraw(consent=consent, by=cast.nora).status == ConsentStatus.WITHDRAWN


@pytest.mark.parametrize("status", OPEN)
@pytest.mark.parametrize("data", [DataSet.SUMMARY, DataSet.IDENTITY])
def test_what_was_open_is_revoked_and_sight_ends(cast: Cast, status: str, data: str) -> None:
    referral = referral_at(status, cast)
    withdraw(consent=of(referral, data), by=cast.nora)
    assert Referral.objects.get(pk=referral.pk).status == ReferralStatus.REVOKED
    assert not referral.case.is_visible_to(cast.sami)
    assert not Referral.objects.visible_to(cast.sami).filter(pk=referral.pk).exists()
    assert not CaseAccess.objects.current().filter(organisation=cast.sami.organisation).exists()


def test_a_draft_is_left_to_its_writer(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.DRAFT, cast)
    withdraw(consent=of(referral), by=cast.nora)
    assert Referral.objects.get(pk=referral.pk).status == ReferralStatus.DRAFT
    assert codes(referral, "send", cast.nora) == ["consent_covers_receiver"]


def test_what_is_over_stays_as_it_was(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.COMPLETED, cast)
    withdraw(consent=of(referral), by=cast.nora)
    assert Referral.objects.get(pk=referral.pk).status == ReferralStatus.COMPLETED


def test_others_keep_what_the_person_still_agrees_to(cast: Cast) -> None:
    first = referral_at(ReferralStatus.ACCEPTED, cast)
    second = referral_at(ReferralStatus.ACCEPTED, cast, case=first.case, to=cast.lena, kind="legal_aid")
    consent = first.case.consents.get(recipient=cast.sami.organisation, data=DataSet.NEEDS)
    withdraw(consent=consent, by=cast.sami)
    assert not first.case.is_visible_to(cast.sami)
    assert first.case.is_visible_to(cast.lena)
    assert Referral.objects.get(pk=second.pk).status == ReferralStatus.ACCEPTED


def test_taking_back_what_was_never_shared_leaves_the_work_alone(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    (apart,) = consented(referral.case, cast.nora, cast.sami.organisation, data=[DataSet.LOCATION])
    withdraw(consent=apart, by=cast.nora)
    assert Referral.objects.get(pk=referral.pk).status == ReferralStatus.ACCEPTED
    assert referral.case.is_visible_to(cast.sami)


def test_formal_identification_is_halted(cast: Cast) -> None:
    case = pending_case(cast)
    withdraw(consent=case.consents.get(purpose=Purpose.IDENTIFICATION), by=cast.nora)
    case = Case.objects.get(pk=case.pk)
    assert (case.status, case.authority, case.decision_due) == (CaseStatus.PRESUMED, None, None)
    assert not case.is_visible_to(cast.ada)


def test_another_purpose_does_not_halt_identification(cast: Cast) -> None:
    case = pending_case(cast)
    withdraw(consent=given(cast, case), by=cast.nora)
    assert Case.objects.get(pk=case.pk).status == CaseStatus.IDENTIFICATION_PENDING
    assert case.is_visible_to(cast.ada)


def test_a_decision_stands_though_consent_is_taken_back(cast: Cast) -> None:
    case = decided_case(cast)
    withdraw(consent=case.consents.get(purpose=Purpose.IDENTIFICATION), by=cast.nora)
    assert Case.objects.get(pk=case.pk).status == CaseStatus.IDENTIFIED
    assert not case.is_visible_to(cast.ada)


def test_the_receiver_may_write_it_down_and_the_log_says_who(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    consent = of(referral)
    withdraw(consent=consent, by=cast.sami)
    kinds = Event.objects.filter(case_id=referral.case_id).order_by("-id")
    withdrawn = kinds.get(kind="consent.withdraw")
    assert withdrawn.user_id == cast.sami.user_id
    revoked = kinds.get(kind="referral.revoke")
    assert log.read(revoked)["command"] == "consent_withdrawn"


def test_agreeing_again_later(cast: Cast) -> None:
    consent = withdraw(consent=given(cast), by=cast.nora)
    assert given(cast, consent.case).status == ConsentStatus.GIVEN


def test_taken_back_twice_is_refused_as_a_state(cast: Cast) -> None:
    consent = withdraw(consent=given(cast), by=cast.nora)
    assert codes(consent, "withdraw", cast.nora) == ["wrong_state"]


def test_after_all_is_over_the_identification_of_a_child_is_not_halted_by_others(cast: Cast) -> None:
    case = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    authority = cast.ada.organisation
    assert authority
    case = actions.request_identification(case=case, authority=authority, by=cast.nora)
    withdraw(consent=given(cast, case), by=cast.nora)
    assert Case.objects.get(pk=case.pk).status == CaseStatus.IDENTIFICATION_PENDING
