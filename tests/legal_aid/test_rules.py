"""Each rule of a legal matter lets through and refuses."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.actions import end_membership
from accounts.actors import Actor
from accounts.enums import ServiceKind
from accounts.models import Membership
from consent.actions import propose_ground, withdraw
from consent.enums import ConsentStatus, DataSet, GroundCode, PersonTold, Purpose
from consent.models import Consent
from identification.actions import decline
from identification.models import Case
from legal_aid import actions
from legal_aid.enums import OPEN, MatterKind, MatterStatus
from legal_aid.models import Matter
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.helpers import codes
from tests.makers import consented, referral_at
from tests.makers_legal_aid import agree_to_police, matter_at, referred, with_deadline
from workflow.gate import perform


def fresh(cast: Cast, status: str = ReferralStatus.ACCEPTED, kind: str = ServiceKind.LEGAL_AID) -> Matter:
    to = cast.lena if kind == ServiceKind.LEGAL_AID else cast.rafi
    return Matter.on(referral_at(status, cast, to=to, kind=kind), kind=MatterKind.DOCUMENTS)


def counsel_of(actor: Actor) -> Actor:
    return Actor(actor.user, actor.organisation, frozenset({"legal_counsel"}))


def test_an_accepted_referral_for_legal_aid_is_enough(cast: Cast) -> None:
    assert codes(fresh(cast), "open", cast.lena) == []


def test_a_referral_that_is_not_accepted_is_not_enough(cast: Cast) -> None:
    assert codes(fresh(cast, ReferralStatus.SENT), "open", cast.lena) == ["referral_is_for_legal_help"]


def test_a_referral_for_something_else_is_not_enough(cast: Cast) -> None:
    other = fresh(cast, kind=ServiceKind.RETURN)
    assert codes(other, "open", counsel_of(cast.rafi)) == ["referral_is_for_legal_help"]


def test_a_matter_is_for_those_who_are_helped(cast: Cast) -> None:
    matter = fresh(cast)
    matter.case = decline(case=matter.case, can_decide="yes", by=cast.nora)
    assert "case_is_helped" in codes(matter, "open", cast.lena)


def test_nothing_is_opened_without_consent(cast: Cast) -> None:
    matter = fresh(cast)
    given = Consent.objects.filter(recipient=cast.lena.organisation, data=DataSet.IDENTITY)
    withdraw(consent=given.get(), by=cast.nora)
    assert "basis_is_current" in codes(matter, "open", cast.lena)


@pytest.mark.parametrize(
    ("status", "step"), [(MatterStatus.OPENED, "assign"), (MatterStatus.HALTED, "resume")]
)
def test_the_lawyer_is_a_legal_counsel_of_the_organisation(cast: Cast, status: str, step: str) -> None:
    matter = matter_at(status, cast)
    assert codes(matter, step, cast.lena, lawyer=cast.lena.user) == []
    assert codes(matter, step, cast.lena, lawyer=cast.nora.user) == ["lawyer_is_counsel_here"]


def test_a_lawyer_who_left_is_not_named(cast: Cast) -> None:
    matter = matter_at(MatterStatus.OPENED, cast)
    end_membership(membership=Membership.objects.get(user=cast.lena.user), by=Actor.system("cleaning"))
    assert codes(matter, "assign", cast.lena, lawyer=cast.lena.user) == ["lawyer_is_counsel_here"]


@pytest.mark.parametrize("status", OPEN)
def test_police_contact_needs_a_consent_of_its_own(cast: Cast, status: str) -> None:
    matter = matter_at(status, cast)
    assert codes(matter, "note_police_contact", cast.lena) == ["person_agrees_to_police_contact"]
    agree_to_police(matter, cast)
    assert codes(matter, "note_police_contact", cast.lena) == []


def test_consent_to_police_contact_of_another_organisation_is_not_enough(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    consented(matter.case, cast.nora, cast.odile.organisation, Purpose.POLICE, [DataSet.LEGAL])
    assert codes(matter, "note_police_contact", cast.lena) == ["person_agrees_to_police_contact"]


def test_a_legal_ground_is_no_consent_to_police_contact(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    legal_ground(matter.case, cast, Purpose.POLICE)
    assert codes(matter, "note_police_contact", cast.lena) == ["person_agrees_to_police_contact"]


def test_consent_to_police_contact_taken_back_is_gone(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    agree_to_police(matter, cast)
    withdraw(consent=Consent.objects.get(purpose=Purpose.POLICE), by=cast.nora)
    assert codes(matter, "note_police_contact", cast.lena) == ["person_agrees_to_police_contact"]
    assert Matter.objects.get(pk=matter.pk).status == MatterStatus.ACTIVE


def test_a_halted_matter_goes_on_only_with_a_current_basis(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    for consent in Consent.objects.filter(case=matter.case, status=ConsentStatus.GIVEN):
        withdraw(consent=consent, by=cast.nora)
    matter = Matter.objects.get(pk=matter.pk)
    assert codes(matter, "resume", cast.lena, lawyer=cast.lena.user) == ["basis_is_current"]
    consented(matter.case, cast.nora, cast.lena.organisation)
    assert codes(matter, "resume", cast.lena, lawyer=cast.lena.user) == []


def test_nothing_goes_on_for_a_person_who_declined_everything(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    decline(case=matter.case, can_decide="yes", by=cast.nora)
    matter = Matter.objects.get(pk=matter.pk)
    assert "case_is_helped" in codes(matter, "resume", cast.lena, lawyer=cast.lena.user)


def test_only_an_open_deadline_of_the_same_matter_is_marked(cast: Cast) -> None:
    mine = matter_at(MatterStatus.ACTIVE, cast)
    other = matter_at(MatterStatus.ACTIVE, cast)
    deadline = with_deadline(mine, cast, timezone.localdate() + timedelta(days=3))
    assert codes(mine, "mark_deadline_done", cast.lena, deadline=deadline) == []
    assert codes(other, "mark_deadline_done", cast.lena, deadline=deadline) == ["deadline_is_open"]
    actions.mark_deadline_done(deadline=deadline, by=cast.lena)
    assert codes(mine, "mark_deadline_done", cast.lena, deadline=deadline) == ["deadline_is_open"]


def test_a_matter_rests_on_its_own_organisations_referral(cast: Cast) -> None:
    office = cast.rafi.organisation
    assert office
    matter = Matter.on(referred(cast), kind=MatterKind.FAMILY)
    matter.organisation = office
    assert "referral_is_for_legal_help" in codes(matter, "open", counsel_of(cast.rafi))


def legal_ground(case: Case, cast: Cast, purpose: str) -> None:
    """A court order that the supervisor proposed and the data protection officer agreed to."""
    lawyers = cast.lena.organisation
    assert lawyers
    ground = propose_ground(
        case=case,
        purpose=purpose,
        recipient=lawyers,
        data=DataSet.LEGAL,
        ground=GroundCode.COURT_ORDER,
        reason="The court of Arvenia ordered it in a long letter.",
        person_told=PersonTold.TOLD,
        until=timezone.localdate() + timedelta(days=10),
        by=cast.dana,
    )
    perform(ground, "approve_ground", by=cast.dov)


@pytest.mark.parametrize(
    ("status", "step"), [(MatterStatus.OPENED, "assign"), (MatterStatus.ASSIGNED, "start")]
)
def test_a_consent_whose_time_is_over_is_no_consent(cast: Cast, status: str, step: str) -> None:
    """Asked again at each step, though no clock has swept the consent yet."""
    matter = matter_at(status, cast)
    assert codes(matter, step, cast.lena) == []
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert codes(matter, step, cast.lena) == ["basis_is_current"]
