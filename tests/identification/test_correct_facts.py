"""Age, sex and language put right: who may, what the log says, and what follows where a child is one, or none."""

from typing import Any

import pytest

from audit.log import read
from audit.models import Event
from consent.actions import propose_ground
from consent.enums import ConsentStatus, DataSet, GroundCode, Purpose
from consent.models import Consent
from identification import actions
from identification.enums import AgeBand, Basis, CaseStatus, Result, Sex
from identification.models import Case
from referral.enums import ReferralStatus
from repatriation.enums import ReturnStatus
from shelters.enums import PlacementStatus
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.makers import NOTHING, consented, opened_case, pending_case, presumed_case, referral_at, screened
from tests.makers_repatriation import return_at
from tests.makers_shelters import admitted, admitting, reserved
from workflow.gate import perform

TOLD = {"age_band": AgeBand.ADULT, "sex": Sex.FEMALE, "language": "ru"}


def corrected(case: Case, cast: Cast, **given: Any) -> Case:
    return actions.correct_facts(case=case, by=cast.nora, **{**TOLD, **given})


def test_what_was_wrong_is_right_and_history_keeps_both(cast: Cast) -> None:
    case = corrected(presumed_case(cast.nora), cast, sex=Sex.MALE, language="fa")
    assert (case.age_band, case.sex, case.language) == (AgeBand.ADULT, Sex.MALE, "fa")
    assert list(case.history.values_list("sex", "language")[:2]) == [(Sex.MALE, "fa"), (Sex.FEMALE, "ru")]


def test_the_log_names_what_changed_and_says_nothing_else(cast: Cast) -> None:
    case = corrected(presumed_case(cast.nora), cast, sex=Sex.MALE)
    event = Event.objects.get(kind="facts.change", case_id=case.pk)
    assert read(event)["facts"] == {"fields": ["sex"]}
    assert event.user_id == cast.nora.user_id


def test_only_those_who_screen_for_the_carrier_may(cast: Cast) -> None:
    case = presumed_case(cast.odile)
    assert codes(case, "correct_facts", cast.odile, **{**TOLD, "sex": Sex.MALE}) == []
    for other in (cast.nora, cast.sami, cast.ada, cast.dana):
        assert codes(case, "correct_facts", other) == ["by_screener"]


def test_something_differs(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    assert codes(case, "correct_facts", cast.nora, **TOLD) == ["something_differs"]
    for name, value in (("age_band", AgeBand.UNKNOWN), ("sex", Sex.OTHER), ("language", "fa")):
        assert codes(case, "correct_facts", cast.nora, **{**TOLD, name: value}) == []


def test_a_screening_is_weighed_anew(cast: Cast) -> None:
    """Exploited, by no means that was named: presumed for a child, not for an adult."""
    case = opened_case(cast.nora)
    screening = screened(case, cast.nora, {**NOTHING, "EX01": "yes", "EX02": "yes"})
    assert screening.result == Result.EXPLOITED_NO_MEANS
    case = corrected(case, cast, age_band=AgeBand.CHILD)
    screening.refresh_from_db()
    assert screening.result == Result.PRESUMED
    assert codes(case, "presume", cast.nora) == []


def test_nobody_is_asked_any_more_to_agree_that_nothing_is_indicated(cast: Cast) -> None:
    case = opened_case(cast.nora)
    screened(case, cast.nora, NOTHING)
    case = perform(case, "ask_not_indicated", by=cast.nora)
    assert corrected(case, cast, sex=Sex.MALE).asked_by == cast.nora.user
    assert corrected(case, cast, age_band=AgeBand.UNKNOWN).asked_by is None


@pytest.mark.parametrize("age", [AgeBand.CHILD, AgeBand.UNKNOWN])
def test_what_a_child_agreed_to_alone_ends_with_all_that_rested_on_it(cast: Cast, age: str) -> None:
    case = presumed_case(cast.nora)
    stay = admitted(cast, case=case)
    going = return_at(ReturnStatus.CLEARED, cast, case=case)
    case = corrected(case, cast, age_band=age)
    assert set(case.consents.values_list("status", flat=True)) == {ConsentStatus.EXPIRED}
    assert set(case.referrals.values_list("status", flat=True)) == {ReferralStatus.REVOKED}
    assert not case.is_visible_to(cast.sami)
    assert not case.is_visible_to(cast.lena)
    assert case.is_visible_to(cast.nora)
    stay.refresh_from_db()
    going.refresh_from_db()
    assert (stay.status, going.status) == (PlacementStatus.ADMITTED, ReturnStatus.WITHDRAWN)


def test_other_corrections_end_nothing(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    referral_at(ReferralStatus.ACCEPTED, cast, case=case)
    case = corrected(case, cast, sex=Sex.OTHER, language="fa")
    assert case.is_visible_to(cast.sami)
    assert set(case.consents.values_list("status", flat=True)) == {ConsentStatus.GIVEN}


def test_a_bed_that_was_reserved_for_an_adult_does_not_fit_a_child(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    stay = reserved(cast, case=case)
    corrected(case, cast, age_band=AgeBand.CHILD)
    stay.refresh_from_db()
    assert stay.status == PlacementStatus.RESERVED
    found = codes(stay, "admit", cast.sami, **admitting())
    assert found == ["kind_fits_person", "somebody_acts_for_the_child", "best_interests_are_noted"]


def test_a_childs_identification_goes_on_without_consent(cast: Cast) -> None:
    case = corrected(pending_case(cast), cast, age_band=AgeBand.CHILD)
    assert case.status == CaseStatus.IDENTIFICATION_PENDING
    assert case.is_visible_to(cast.ada)


def identified_as_a_child(cast: Cast) -> Case:
    case, authority = presumed_case(cast.nora, age_band=AgeBand.CHILD), cast.ada.organisation
    assert authority
    return actions.request_identification(case=case, authority=authority, by=cast.nora)


def test_a_grown_up_is_not_identified_on_the_rule_for_children(cast: Cast) -> None:
    case = corrected(identified_as_a_child(cast), cast)
    assert case.status == CaseStatus.PRESUMED
    assert not case.is_visible_to(cast.ada)


def test_a_grown_up_who_agreed_is_identified_on_that(cast: Cast) -> None:
    case = identified_as_a_child(cast)
    (consent,) = consented(case, cast.nora, cast.ada.organisation, Purpose.IDENTIFICATION, [DataSet.IDENTITY])
    case = corrected(case, cast)
    assert case.status == CaseStatus.IDENTIFICATION_PENDING
    (sight,) = case.accesses.filter(organisation=cast.ada.organisation, ended_at=None)
    assert (sight.basis, sight.basis_id) == (Basis.CONSENT, consent.pk)


def test_the_protection_of_a_child_ends_where_there_is_none(cast: Cast) -> None:
    case, shelter = presumed_case(cast.nora, age_band=AgeBand.CHILD), cast.sami.organisation
    assert shelter
    entered = {"purpose": Purpose.SHARING, "recipient": shelter, "data": DataSet.SUMMARY, "by": cast.dana}
    reason = "The guardian cannot be reached, and the night is cold."
    why: dict[str, Any] = {"reason": reason, "person_told": "told", "until": case.opened_at.date()}
    kinds = (GroundCode.CHILD_PROTECTION, GroundCode.VITAL_INTEREST)
    rows = [propose_ground(case=case, ground=kind, **entered, **why) for kind in kinds]
    corrected(case, cast)
    assert [Consent.objects.get(pk=one.pk).status for one in rows] == [
        ConsentStatus.WITHDRAWN,
        ConsentStatus.GROUND_PROPOSED,
    ]


def test_the_page_shows_what_is_recorded_and_takes_the_correction(cast: Cast) -> None:
    case, client = presumed_case(cast.nora), client_of(cast.nora)
    url = f"{case.get_absolute_url()}do/correct_facts/"
    assert url in client.get(case.get_absolute_url()).content.decode()
    form = client.get(url).context["form"]
    assert {name: form[name].value() for name in TOLD} == TOLD
    assert client.post(url, TOLD).status_code == 409
    assert client.post(url, {**TOLD, "sex": "male"}).status_code == 302
    assert Case.objects.get(pk=case.pk).sex == Sex.MALE
