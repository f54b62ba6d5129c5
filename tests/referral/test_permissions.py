"""Whose task each step of a referral is."""

import pytest

from accounts.enums import ServiceKind
from referral.actions import accept
from referral.enums import ReferralStatus
from referral.models import Referral, Service
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.identification.who import who_may
from tests.makers import consented, drafted, presumed_case, referral_at, service_of
from workflow.gate import perform

MANAGEMENT = ServiceKind.CASE_MANAGEMENT


def to_nora(cast: Cast) -> Referral:
    case = presumed_case(cast.odile)
    consented(case, cast.odile, cast.nora.organisation)
    return perform(drafted(case, cast.odile, cast.nora, MANAGEMENT), "send", by=cast.odile)


@pytest.mark.parametrize("step", ["draft", "send"])
def test_referring_is_for_the_case_manager_of_the_case(cast: Cast, step: str) -> None:
    referral = referral_at(ReferralStatus.DRAFT, cast)
    assert who_may(cast, referral, step) == {"nora"}


@pytest.mark.parametrize("step", ["draft", "send"])
def test_a_first_responder_passes_the_case_on_and_refers_to_nothing_else(cast: Cast, step: str) -> None:
    case = presumed_case(cast.odile)
    assert who_may(cast, Referral.to(service_of(cast.nora.organisation, MANAGEMENT), case), step) == {"odile"}
    for kind, to in ((ServiceKind.ACCOMMODATION, cast.sami), (ServiceKind.LEGAL_AID, cast.lena)):
        assert who_may(cast, Referral.to(service_of(to.organisation, kind), case), step) == set()


@pytest.mark.parametrize("step", ["receive", "accept", "decline", "start", "complete", "miss"])
def test_answering_is_for_those_who_answer_for_the_recipient(cast: Cast, step: str) -> None:
    assert who_may(cast, referral_at(ReferralStatus.SENT, cast), step) == {"sami"}
    to_lena = referral_at(ReferralStatus.SENT, cast, to=cast.lena, kind=ServiceKind.LEGAL_AID)
    assert who_may(cast, to_lena, step) == {"lena"}
    to_rafi = referral_at(ReferralStatus.SENT, cast, to=cast.rafi, kind=ServiceKind.RETURN)
    assert who_may(cast, to_rafi, step) == {"rafi"}


@pytest.mark.parametrize("step", ["receive", "accept", "decline"])
def test_only_a_case_manager_takes_over_a_case(cast: Cast, step: str) -> None:
    assert who_may(cast, to_nora(cast), step) == {"nora"}


@pytest.mark.parametrize("step", ["receive", "accept", "decline", "complete"])
def test_the_sender_never_answers(cast: Cast, step: str) -> None:
    referral = referral_at(ReferralStatus.SENT, cast)
    assert codes(referral, step, cast.nora) == ["by_recipient"]
    referral.recipient = referral.sender
    assert codes(referral, step, cast.nora) == ["by_recipient"]


def test_revoking_is_for_the_sender_the_carrier_and_the_system(cast: Cast) -> None:
    assert who_may(cast, referral_at(ReferralStatus.SENT, cast), "revoke") == {"nora", "system"}
    passed_on = accept(referral=to_nora(cast), by=cast.nora)
    passed_on = Referral.objects.get(pk=passed_on.pk)
    assert who_may(cast, passed_on, "revoke") == {"odile", "nora", "system"}


def test_only_the_clock_lets_a_referral_expire(cast: Cast) -> None:
    assert who_may(cast, referral_at(ReferralStatus.SENT, cast), "expire") == {"system"}


def test_a_service_is_switched_by_those_who_answer_for_it(cast: Cast) -> None:
    service = service_of(cast.sami.organisation)
    able = {name for name, one in cast.everybody().items() if service in Service.objects.answered_by(one)}
    assert able == {"sami"}


def test_pressing_pause_twice_pauses(cast: Cast) -> None:
    service, sami = service_of(cast.sami.organisation), client_of(cast.sami)
    for wanted, is_active in (("no", False), ("no", False), ("yes", True), ("yes", True)):
        assert sami.post(f"/services/{service.pk}/switch/", {"is_active": wanted}).status_code == 302
        service.refresh_from_db()
        assert service.is_active is is_active
    assert 'value="no"' in sami.get("/services/").content.decode()
    for other in (cast.vera, cast.otto, cast.nora):
        answer = client_of(other).post(f"/services/{service.pk}/switch/", {"is_active": "no"})
        assert answer.status_code == 404
