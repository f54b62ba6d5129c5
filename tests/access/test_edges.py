"""The edges of sight: each test fails when one condition of one guard is dropped."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts import roles
from accounts.actions import add_member, end_membership
from accounts.actors import Actor
from accounts.enums import ServiceKind
from accounts.models import Membership
from consent.actions import propose_ground, withdraw
from consent.enums import ConsentStatus, DataSet, GroundCode, PersonTold, Purpose
from consent.models import Consent
from identification.actions import request_identification
from identification.enums import AgeBand, Basis
from identification.models import Case, CaseAccess, Screening
from legal_aid.models import Matter
from referral.actions import accept, revoke, send
from referral.models import Referral
from repatriation.enums import RiskLevel
from repatriation.models import Return
from shelters.models import Placement
from tests.cast import FOUNDER, Cast
from tests.helpers import codes
from tests.makers import (
    WRITTEN,
    consented,
    decided_case,
    drafted,
    pending_case,
    presumed_case,
    referral_at,
    screened,
)
from tests.makers_legal_aid import matter_at
from tests.makers_repatriation import NO_CLAIMS, return_at
from tests.makers_shelters import admitted
from workflow.gate import perform

LATER = timedelta(days=400)


def as_analyst(actor: Actor) -> Actor:
    return replace(actor, roles=frozenset({roles.ANALYST.code}))


def passed_on(cast: Cast) -> Referral:
    """A case that the police opened and Nora took over."""
    case = presumed_case(cast.odile)
    consented(case, cast.odile, cast.nora.organisation)
    referral = send(referral=drafted(case, cast.odile, cast.nora, ServiceKind.CASE_MANAGEMENT), by=cast.odile)
    return accept(referral=referral, by=cast.nora)


def duties_of(case: Case) -> int:
    return CaseAccess.objects.current().filter(case=case, scope="duty_of_care").count()


def test_sight_of_one_case_opens_no_other(cast: Cast) -> None:
    hidden = [presumed_case(cast.odile), presumed_case(cast.nora)]
    for case in hidden:
        screened(case, cast.odile if case.carrier == cast.odile.organisation else cast.nora)
    seen = referral_at("accepted", cast).case
    assert set(Case.objects.visible_to(cast.sami)) == {seen}
    assert set(Case.objects.visible_to(cast.nora)) == {seen, hidden[1]}
    for who, cases in ((cast.sami, {seen.pk}), (cast.odile, {hidden[0].pk})):
        assert set(Screening.objects.visible_to(who).values_list("case", flat=True)) == cases


def test_others_are_told_of_their_own_sight_and_the_carrier_of_all(cast: Cast) -> None:
    accesses = referral_at("accepted", cast).case.accesses
    told = {name: accesses.told_to(one) for name, one in cast.everybody().items()}
    assert {one.organisation_id for one in told["sami"]} == {cast.sami.organisation_id}
    assert {one.organisation_id for one in told["nora"]} == {
        cast.sami.organisation_id,
        cast.nora.organisation_id,
    }
    assert not told["otto"].exists()


def test_a_counsel_who_sees_a_summary_reads_no_grounds(cast: Cast) -> None:
    case = decided_case(cast)
    consented(case, cast.nora, cast.lena.organisation, data=[DataSet.SUMMARY])
    referral = drafted(case, cast.nora, cast.lena, ServiceKind.LEGAL_AID, data_sets=[DataSet.SUMMARY])
    accept(referral=send(referral=referral, by=cast.nora), by=cast.lena)
    assert Case.objects.visible_to(cast.lena).exists()
    assert not Case.objects.with_decisions_for(cast.lena).exists()


@pytest.mark.parametrize(("name", "reads"), [("nora", True), ("ada", True), ("lena", True), ("sami", False)])
def test_who_reads_grounds_at_full_sight(cast: Cast, name: str, reads: bool) -> None:
    case = decided_case(cast)
    for to, kind in ((cast.lena, ServiceKind.LEGAL_AID), (cast.sami, ServiceKind.ACCOMMODATION)):
        referral_at("accepted", cast, case=case, to=to, kind=kind)
    assert Case.objects.with_decisions_for(cast.everybody()[name]).exists() == reads


def test_who_worked_for_the_carrier_may_decide_once_that_has_ended(cast: Cast) -> None:
    case, given = pending_case(cast), {"grounds": WRITTEN, "appeal_told": True}
    assert cast.ada.user
    assert cast.nora.organisation
    add_member(
        email=cast.ada.user.email,
        display_name="Ada",
        organisation=cast.nora.organisation,
        roles=[roles.OBSERVER],
        by=FOUNDER,
    )
    assert codes(case, "identify", cast.ada, **given) == ["decider_does_not_carry"]
    place = Membership.objects.get(user=cast.ada.user, organisation=cast.nora.organisation)
    end_membership(membership=place, by=FOUNDER)
    assert codes(case, "identify", cast.ada, **given) == []


def test_a_counsel_who_does_not_see_the_case_does_not_speak_for_the_person(cast: Cast) -> None:
    case = decided_case(cast, yes=False)
    assert codes(case, "appeal", cast.lena) == ["by_speaker_for_the_person"]
    referral_at("accepted", cast, case=case, to=cast.lena, kind=ServiceKind.LEGAL_AID)
    assert codes(case, "appeal", cast.lena) == []


def test_a_counsel_who_does_not_see_the_case_joins_no_assessment(cast: Cast) -> None:
    record = perform(return_at("consented", cast), "assess_risk", risk=RiskLevel.LOW, by=cast.nora)
    assert codes(record, "join_assessment", cast.lena, **NO_CLAIMS) == []
    revoke(referral=record.case.referrals.get(recipient=cast.lena.organisation), by=cast.nora)
    assert codes(record, "join_assessment", cast.lena, **NO_CLAIMS) == ["by_counsel_of_the_person"]


@pytest.mark.parametrize(
    ("ground", "age", "fits"),
    [
        (GroundCode.CHILD_PROTECTION, AgeBand.ADULT, False),
        (GroundCode.CHILD_PROTECTION, AgeBand.CHILD, True),
        (GroundCode.CHILD_PROTECTION, AgeBand.UNKNOWN, True),
        (GroundCode.VITAL_INTEREST, AgeBand.ADULT, True),
        (GroundCode.COURT_ORDER, AgeBand.ADULT, True),
    ],
)
def test_which_ground_fits_whom(cast: Cast, ground: str, age: str, fits: bool) -> None:
    assert ground_codes(cast, Purpose.SHARING, ground, age) == ([] if fits else ["ground_fits_person"])


@pytest.mark.parametrize("purpose", Purpose.values)
def test_for_which_purposes_a_ground_may_serve(cast: Cast, purpose: str) -> None:
    never = purpose in ("research", "media", "services")
    found = ground_codes(cast, purpose, GroundCode.VITAL_INTEREST, AgeBand.ADULT)
    assert found == (["ground_may_serve", "ground_is_known_here"] if never else [])


def ground_codes(cast: Cast, purpose: str, ground: str, age: str) -> list[str]:
    case = presumed_case(cast.nora, age_band=age)
    consent = Consent(case=case, purpose=purpose, recipient=cast.sami.organisation, data=DataSet.SUMMARY)
    until = timezone.localdate() + timedelta(days=9)
    said: dict[str, Any] = {"reason": "r" * 30, "person_told": PersonTold.TOLD, "until": until}
    return codes(consent, "propose_ground", cast.dana, ground=ground, **said)


def grounded(case: Case, cast: Cast, to: Actor, purpose: str) -> None:
    """A legal ground stands for the identity, two people behind it."""
    assert to.organisation
    said: dict[str, Any] = {
        "ground": GroundCode.COURT_ORDER,
        "reason": "r" * 30,
        "person_told": PersonTold.TOLD,
    }
    whom: dict[str, Any] = {"purpose": purpose, "recipient": to.organisation, "data": DataSet.IDENTITY}
    until = timezone.localdate() + timedelta(days=9)
    perform(
        propose_ground(case=case, **whom, **said, until=until, by=cast.dana), "approve_ground", by=cast.dov
    )


@pytest.mark.parametrize(("age", "refused"), [("adult", ["person_agrees_to_identification"]), ("child", [])])
def test_for_identification_nothing_replaces_an_adults_own_agreement(
    cast: Cast, age: str, refused: list[str]
) -> None:
    case = presumed_case(cast.nora, age_band=age)
    grounded(case, cast, cast.ada, Purpose.IDENTIFICATION)
    authority = cast.ada.organisation
    assert authority
    assert codes(case, "request_identification", cast.nora, authority=authority) == refused
    if not refused:
        request_identification(case=case, authority=authority, by=cast.nora)
        assert CaseAccess.objects.get(organisation=authority).basis == Basis.LEGAL_GROUND


def test_only_who_takes_a_case_over_takes_it_over(cast: Cast) -> None:
    case, sami = presumed_case(cast.nora), replace(cast.sami, roles=frozenset({roles.CASE_MANAGER.code}))
    consented(case, cast.nora, cast.sami.organisation)
    given = {"carrier": cast.sami.organisation}
    assert codes(case, "hand_over", cast.nora, **given) == ["person_agrees_to_carrier"]
    assert codes(case, "hand_over", sami, **given) == []


def test_a_referral_shares_the_summary(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    consented(case, cast.nora, cast.sami.organisation)
    assert codes(drafted(case, cast.nora, cast.sami, data_sets=[DataSet.NEEDS]), "send", cast.nora) == [
        "summary_is_shared"
    ]
    assert codes(drafted(case, cast.nora, cast.sami), "send", cast.nora) == []


def test_an_offer_of_a_bed_outlives_a_new_carrier(cast: Cast) -> None:
    """The case was passed on; a bed that the police asked for may still be taken."""
    case = presumed_case(cast.odile)
    for to in (cast.nora, cast.sami):
        consented(case, cast.odile, to.organisation)
    case_manager = replace(cast.odile, roles=cast.odile.roles | {roles.CASE_MANAGER.code})
    bed = send(referral=drafted(case, case_manager, cast.sami), by=case_manager)
    whole = send(referral=drafted(case, cast.odile, cast.nora, ServiceKind.CASE_MANAGEMENT), by=cast.odile)
    accept(referral=whole, by=cast.nora)
    assert codes(Referral.objects.get(pk=bed.pk), "accept", cast.sami) == []
    assert Referral.objects.visible_to(cast.nora).filter(pk=bed.pk).exists()


def test_who_passed_a_case_on_sees_what_it_sent_while_it_sees_the_case(cast: Cast) -> None:
    referral = passed_on(cast)
    assert Referral.objects.visible_to(cast.odile).get() == referral
    with time_machine.travel(timezone.now() + LATER):
        assert not Case.objects.visible_to(cast.odile).exists()
        assert not Referral.objects.visible_to(cast.odile).exists()


@pytest.mark.parametrize("status", ["received", "accepted"])
def test_a_recipient_reads_while_the_very_consent_is_in_force(cast: Cast, status: str) -> None:
    """Neither a consent to something else, nor to a part of it, nor one that names somebody else stands in for it."""
    referral = referral_at(status, cast)
    assert Referral.objects.readable_by_recipient(cast.sami).get() == referral
    with time_machine.travel(timezone.now() + LATER):
        consented(referral.case, cast.nora, cast.sami.organisation, Purpose.MEDICAL)
        consented(referral.case, cast.nora, cast.otto.organisation)
        assert not Referral.objects.readable_by_recipient(cast.sami).exists()
        consented(referral.case, cast.nora, cast.sami.organisation, data=["needs", "identity"])
        assert not Referral.objects.readable_by_recipient(cast.sami).exists()
        consented(referral.case, cast.nora, cast.sami.organisation)
        assert Referral.objects.readable_by_recipient(cast.sami).get() == referral
        assert not Referral.objects.readable_by_recipient(cast.otto).exists()


def test_a_draft_is_not_read_by_whom_it_is_for(cast: Cast) -> None:
    referral_at("draft", cast)
    assert not Referral.objects.readable_by_recipient(cast.sami).exists()


def test_a_return_is_read_while_the_consent_to_return_is_in_force(cast: Cast) -> None:
    record = return_at("cleared", cast)
    assert Return.objects.readable_by_organisation(cast.rafi).get() == record
    with time_machine.travel(timezone.now() + LATER):
        consented(record.case, cast.nora, cast.rafi.organisation, Purpose.SHARING)
        assert not Return.objects.readable_by_organisation(cast.rafi).exists()
        consented(record.case, cast.nora, cast.rafi.organisation, Purpose.RETURN)
        assert Return.objects.readable_by_organisation(cast.rafi).get() == record


def test_a_person_on_the_way_is_not_left_alone(cast: Cast) -> None:
    record = return_at("in_transit", cast)
    with time_machine.travel(timezone.now() + LATER):
        assert Return.objects.readable_by_organisation(cast.rafi).filter(pk=record.pk).exists()


def test_a_matter_whose_referral_was_revoked_opens_with_a_basis_given_since(cast: Cast) -> None:
    matter = matter_at("active", cast)
    revoke(referral=matter.referral, by=cast.nora)
    assert not Matter.objects.readable_by_organisation(cast.lena).exists()
    consented(matter.case, cast.nora, cast.lena.organisation)
    assert Matter.objects.readable_by_organisation(cast.lena).get() == matter


def test_an_analyst_of_any_organisation_reads_no_case_work(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    admitted(cast, case=case)
    matter_at("active", cast, case=case)
    return_at("in_transit", cast, case=case)
    helpers = (cast.sami, cast.lena, cast.rafi, cast.nora)
    for model in (Case, Referral, Placement, Matter, Return, Consent):
        assert any(model.objects.visible_to(one).exists() for one in helpers)
        assert not [one for one in helpers if model.objects.visible_to(as_analyst(one)).exists()], model


def test_only_what_the_bed_rests_on_narrows_the_shelters_sight(cast: Cast) -> None:
    case = admitted(cast).case
    consented(case, cast.nora, cast.sami.organisation, Purpose.MEDICAL, [DataSet.SUMMARY])
    consented(case, cast.nora, cast.otto.organisation, data=[DataSet.SUMMARY])
    legal = matter_at("active", cast, case=case).referral
    for consent in Consent.objects.filter(case=case, status=ConsentStatus.GIVEN):
        if consent.purpose == Purpose.MEDICAL or consent.recipient == cast.otto.organisation:
            withdraw(consent=consent, by=cast.nora)
    revoke(referral=legal, by=cast.nora)
    assert duties_of(case) == 0
    revoke(referral=Placement.objects.get(case=case).referral, by=cast.nora)
    assert duties_of(case) == 1


def test_taking_back_another_consent_does_not_end_a_return(cast: Cast) -> None:
    record = return_at("consented", cast)
    (other,) = consented(record.case, cast.nora, cast.rafi.organisation, Purpose.SHARING, [DataSet.SUMMARY])
    withdraw(consent=other, by=cast.nora)
    assert Return.objects.get(pk=record.pk).status == "consented"
    revoke(referral=record.referral, by=cast.nora)
    assert Return.objects.get(pk=record.pk).status == "withdrawn"
