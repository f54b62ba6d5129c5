"""Each rule of a referral lets through and refuses."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.enums import ServiceKind
from consent.actions import withdraw
from consent.enums import DataSet, Purpose, purpose_of
from identification.enums import AgeBand, CaseStatus, Sex
from referral.actions import send, set_service_active
from referral.enums import ReferralStatus
from referral.models import Referral
from tests.cast import Cast
from tests.helpers import codes
from tests.makers import consented, drafted, new_case, opened_case, presumed_case, referral_at, service_of
from workflow.gate import perform
from workflow.guard import writing
from workflow.refusal import Refused

CLOCK = Actor.system("expire_referrals")
HELPED = {"presumed", "recovery", "identification_pending", "identified", "not_identified", "appeal"}


@pytest.mark.parametrize("status", CaseStatus.values)
def test_case_is_helped(cast: Cast, status: str) -> None:
    case = new_case(cast.nora)
    case.__dict__["status"] = status
    found = codes(Referral.to(service_of(cast.sami.organisation), case), "draft", cast.nora)
    assert found == ([] if status in HELPED else ["case_is_helped"])


def test_nothing_is_sent_once_help_is_over(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.DRAFT, cast)
    assert codes(referral, "send", cast.nora) == []
    referral.case.__dict__["status"] = CaseStatus.FOLLOW_UP
    assert codes(referral, "send", cast.nora) == ["case_is_helped"]


def test_recipient_is_another(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    own = Referral.to(service_of(cast.nora.organisation, ServiceKind.CASE_MANAGEMENT), case)
    assert codes(own, "draft", cast.nora) == ["recipient_is_another"]


def test_the_table_refuses_a_referral_to_oneself_and_a_refusal_without_reason(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.SENT, cast)
    referral.recipient = referral.sender
    with pytest.raises(IntegrityError, match="nobody_refers_to_themselves"), transaction.atomic(), writing():
        referral.save()
    referral = Referral.objects.get(pk=referral.pk)
    with pytest.raises(IntegrityError, match="a_refusal_has_a_reason"):
        perform(referral, "decline", decline_reason="", by=cast.sami)


@pytest.mark.parametrize("missing", [DataSet.SUMMARY, DataSet.NEEDS, DataSet.IDENTITY])
def test_data_sets_without_consent_cannot_be_sent(cast: Cast, missing: str) -> None:
    case = presumed_case(cast.nora)
    referral = drafted(case, cast.nora, cast.sami)
    agreed = [one for one in referral.data_sets if one != missing]
    consented(case, cast.nora, cast.sami.organisation, data=agreed)
    assert codes(referral, "send", cast.nora) == ["consent_covers_receiver"]
    consented(case, cast.nora, cast.sami.organisation, data=[missing])
    assert codes(referral, "send", cast.nora) == []


def test_consent_for_another_organisation_or_purpose_is_none(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    consented(case, cast.nora, cast.otto.organisation)
    for purpose in set(Purpose.values) - {Purpose.SHARING}:
        consented(case, cast.nora, cast.sami.organisation, purpose)
    referral = drafted(case, cast.nora, cast.sami)
    assert codes(referral, "send", cast.nora) == ["consent_covers_receiver"]


def test_a_referral_that_shares_nothing_is_not_sent(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    consented(case, cast.nora, cast.sami.organisation)
    referral = drafted(case, cast.nora, cast.sami, data_sets=[])
    assert codes(referral, "send", cast.nora) == ["summary_is_shared", "consent_covers_receiver"]


def test_the_summary_is_part_of_what_is_shared(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    consented(case, cast.nora, cast.sami.organisation)
    without = drafted(case, cast.nora, cast.sami, data_sets=[DataSet.NEEDS])
    assert codes(without, "send", cast.nora) == ["summary_is_shared"]


@pytest.mark.parametrize(
    ("status", "step"), [("sent", "receive"), ("received", "accept"), ("accepted", "start")]
)
def test_the_basis_is_asked_again_at_each_step(cast: Cast, status: str, step: str) -> None:
    referral = referral_at(status, cast)
    assert codes(referral, step, cast.sami) == []
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert codes(referral, step, cast.sami) == ["consent_covers_receiver"]


def test_a_service_may_say_no_though_consent_is_gone(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.SENT, cast)
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert codes(referral, "decline", cast.sami) == []


def test_a_paused_service_is_sent_nothing(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.DRAFT, cast)
    set_service_active(service=referral.service, is_active=False, by=cast.sami)
    with pytest.raises(Refused, match="service_is_active_and_fits"):
        send(referral=referral, by=cast.nora)
    set_service_active(service=referral.service, is_active=True, by=cast.sami)
    assert send(referral=referral, by=cast.nora).status == ReferralStatus.SENT


@pytest.mark.parametrize(
    ("field", "offered", "fits"),
    [
        ("ages", [AgeBand.ADULT], True),
        ("ages", [AgeBand.CHILD, AgeBand.UNKNOWN], False),
        ("sexes", [Sex.FEMALE], True),
        ("sexes", [Sex.MALE, Sex.OTHER], False),
        ("languages", [], True),
        ("languages", ["ru", "en"], True),
        ("languages", ["fa"], False),
    ],
)
def test_a_service_fits_the_person(cast: Cast, field: str, offered: list[str], fits: bool) -> None:
    referral = referral_at(ReferralStatus.DRAFT, cast)
    setattr(referral.service, field, offered)
    found = codes(referral, "send", cast.nora)
    assert found == ([] if fits else ["service_is_active_and_fits"])


def test_what_was_not_asked_shuts_nobody_out(cast: Cast) -> None:
    service = service_of(cast.sami.organisation)
    service.sexes, service.languages = [Sex.MALE], ["fa"]
    assert service.fits(opened_case(cast.nora, sex=Sex.NOT_ASKED, language=""))
    assert not service.fits(opened_case(cast.nora, sex=Sex.FEMALE, language=""))


def test_deadline_has_passed(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.SENT, cast)
    assert codes(referral, "expire", CLOCK) == ["deadline_has_passed"]
    with time_machine.travel(referral.deadline_at, tick=False):
        assert codes(referral, "expire", CLOCK) == []


@pytest.mark.parametrize(("country", "hours"), [("AV", 72), ("BK", 48)])
def test_the_deadline_is_the_jurisdictions(cast: Cast, country: str, hours: int) -> None:
    referral = referral_at(ReferralStatus.SENT, cast, case=presumed_case(cast.nora, jurisdiction=country))
    assert referral.deadline_at - referral.sent_at == timedelta(hours=hours)
    assert referral.sent_by == cast.nora.user


@pytest.mark.parametrize("kind", ServiceKind.values)
def test_each_kind_needs_consent_for_its_purpose(kind: str) -> None:
    assert purpose_of(kind) == {"medical": "medical", "return": "return"}.get(kind, "sharing")


def test_withdrawal_shuts_the_way(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.DRAFT, cast)
    withdraw(consent=referral.case.consents.first(), by=cast.nora)
    assert codes(referral, "send", cast.nora) == ["consent_covers_receiver"]
