"""What a stay does when consent is taken back, the case is declined, or somebody asks what is open."""

import pytest

from audit import log
from audit.models import Event
from consent.actions import withdraw
from consent.enums import DataSet, Purpose
from identification.actions import decline
from identification.enums import Basis, Scope
from identification.models import Case, CaseAccess
from identification.signals import anything_found, open_work_asked
from referral.enums import ReferralStatus
from shelters import actions
from shelters.enums import HOLDING, OPEN, PlacementStatus, RefusalReason
from shelters.models import Placement
from tests.cast import Cast
from tests.makers import consented
from tests.makers_shelters import admitted, admitting, longer, placement_at, requested
from workflow.gate import perform

ENDED = [one for one in PlacementStatus if one not in OPEN and one != PlacementStatus.NEW]


def _take_back(placement: Placement, cast: Cast, *data: str) -> Placement:
    consents = placement.case.consents.filter(recipient=placement.shelter.organisation_id)
    for consent in consents.filter(data__in=data) if data else consents:
        withdraw(consent=consent, by=cast.nora)
    return Placement.objects.get(pk=placement.pk)


def _duties(placement: Placement) -> list[CaseAccess]:
    current = CaseAccess.objects.current().filter(case=placement.case, basis=Basis.DUTY_OF_CARE)
    return list(current)


@pytest.mark.parametrize("state", HOLDING)
def test_the_bed_stays(cast: Cast, state: str) -> None:
    before = placement_at(state, cast)
    after = _take_back(before, cast)
    assert (after.status, after.bed, after.starts, after.ends) == (
        state,
        before.bed,
        before.starts,
        before.ends,
    )
    assert after.referral.status == ReferralStatus.REVOKED


@pytest.mark.parametrize("state", HOLDING)
def test_sight_narrows_to_the_duty_of_care_once(cast: Cast, state: str) -> None:
    placement = _take_back(placement_at(state, cast), cast)
    assert not Case.objects.visible_to(cast.sami).exists()
    [duty] = _duties(placement)
    assert (duty.scope, duty.basis_id) == (Scope.DUTY_OF_CARE, placement.pk)
    assert duty.organisation == placement.shelter.organisation


def test_the_trail_says_why(cast: Cast) -> None:
    placement = _take_back(admitted(cast), cast)
    [duty] = _duties(placement)
    told = [log.read(one) for one in Event.objects.filter(case_id=placement.case_id, kind="access.grant")]
    [granted] = [one for one in told if one["target"] == str(duty.pk)]
    assert granted["command"] == "consent_withdrawn"
    assert granted["facts"]["basis"] == "duty_of_care"


def test_a_mere_request_is_refused(cast: Cast) -> None:
    placement = _take_back(requested(cast), cast)
    assert placement.status == PlacementStatus.REFUSED
    assert placement.refusal_reason == RefusalReason.NOT_AGREED
    assert not _duties(placement)


def test_part_of_what_the_stay_rests_on_is_taken_back(cast: Cast) -> None:
    placement = _take_back(admitted(cast), cast, DataSet.NEEDS)
    assert not placement.case.is_visible_to(cast.sami)
    assert len(_duties(placement)) == 1


def test_another_consent_changes_nothing(cast: Cast) -> None:
    placement = admitted(cast)
    [other] = consented(placement.case, cast.nora, cast.sami.organisation, Purpose.MEDIA, [DataSet.SUMMARY])
    withdraw(consent=other, by=cast.nora)
    assert placement.case.is_visible_to(cast.sami)
    assert not _duties(placement)


def test_another_shelter_changes_nothing(cast: Cast) -> None:
    placement = admitted(cast)
    elsewhere = requested(cast, case=placement.case, to=cast.otto)
    _take_back(elsewhere, cast)
    assert placement.case.is_visible_to(cast.sami)
    assert not _duties(placement)


def test_life_goes_on_after_consent_is_taken_back(cast: Cast) -> None:
    placement = _take_back(admitted(cast), cast)
    placement = actions.ask_extension(placement=placement, **longer(), by=cast.nora)
    placement = actions.agree_extension(placement=placement, by=cast.dana)
    placement = perform(placement, "ask_transfer", by=cast.sami)
    placement = actions.move_on(placement=placement, exit_reason="home", exit_plan=True, by=cast.sami)
    assert placement.status == PlacementStatus.EXITED
    assert not _duties(placement)


def test_reserved_bed_waits_for_the_person(cast: Cast) -> None:
    placement = _take_back(placement_at(PlacementStatus.RESERVED, cast), cast)
    placement = actions.admit(placement=placement, **admitting(), by=cast.sami)
    assert placement.status == PlacementStatus.ADMITTED


def test_case_declined_ends_every_stay(cast: Cast) -> None:
    lives = admitted(cast)
    asks = requested(cast, case=lives.case, to=cast.otto)
    decline(case=lives.case, can_decide="yes", by=cast.nora)
    lives, asks = (Placement.objects.get(pk=one.pk) for one in (lives, asks))
    assert lives.status == PlacementStatus.LEFT_VOLUNTARILY
    assert (asks.status, asks.refusal_reason) == (PlacementStatus.REFUSED, RefusalReason.NOT_AGREED)
    assert not _duties(lives)


@pytest.mark.parametrize("state", OPEN)
def test_open_stay_is_open_work(cast: Cast, state: str) -> None:
    placement = placement_at(state, cast)
    _end_referral(placement, cast)
    assert anything_found(open_work_asked, placement.case)


@pytest.mark.parametrize("state", ENDED)
def test_ended_stay_is_no_open_work(cast: Cast, state: str) -> None:
    placement = placement_at(state, cast)
    _end_referral(placement, cast)
    assert not anything_found(open_work_asked, placement.case)


def _end_referral(placement: Placement, cast: Cast) -> None:
    perform(placement.referral, "complete", outcome="helped", by=cast.sami)
