"""A person who wants nothing from us: what names them is gone, and so is everybody else's sight."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from audit.models import Event
from consent.actions import give, inform, prepare, withdraw
from consent.enums import DataSet, InformedPoint, Purpose
from consent.models import Consent
from encryption import keys
from encryption.errors import DecryptionError
from encryption.models import CaseKey
from identification import actions
from identification.enums import AgeBand, CaseStatus, Profile
from identification.models import Case, Identity, Screening
from referral.enums import ReferralStatus
from referral.models import Referral
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.makers import NOTHING, opened_case, presumed_case, referral_at, screened
from tests.makers_talks import agreed_aloud
from workflow.gate import perform
from workflow.refusal import Refused

OPEN = ["draft", "sent", "received", "accepted", "in_progress"]


def with_interpreter(case: Case, cast: Cast) -> Consent:
    """Return a consent that keeps a sealed word."""
    drafts = prepare(case=case, purpose=Purpose.SERVICES, recipient=None, data=[DataSet.HEALTH], by=cast.nora)
    points = list(InformedPoint.values)
    inform(consents=drafts, points=points, language="prs", interpreter="Somebody", by=cast.nora)
    agreed_aloud(drafts, cast.nora)
    return give(consent=drafts[0], by=cast.nora)


def test_keys_are_destroyed_and_nothing_can_be_read(cast: Cast) -> None:
    case = opened_case(cast.nora)
    actions.record_identity(case=case, full_name="Someone", narrative="A story.", by=cast.nora)
    case = actions.decline(case=case, can_decide="yes", by=cast.nora)
    assert case.status == CaseStatus.DECLINED_BY_PERSON
    assert not CaseKey.objects.filter(case_id=case.pk).exists()
    keys.forget()
    identity = Identity.objects.get(case=case)
    for name in ("pseudonym", "full_name", "narrative"):
        with pytest.raises(DecryptionError):
            getattr(identity, name)
    for past in Identity.history.filter(case=case):
        with pytest.raises(DecryptionError):
            _name = past.pseudonym


def test_the_erasure_is_in_the_log(cast: Cast) -> None:
    case = actions.decline(case=opened_case(cast.nora), can_decide="yes", by=cast.nora)
    kinds = list(Event.objects.filter(case_id=case.pk).order_by("-id").values_list("kind", flat=True)[:2])
    assert kinds == ["case.erase", "case.decline"]


@pytest.mark.parametrize("status", OPEN)
def test_open_referrals_are_revoked_and_the_sight_of_others_ends(cast: Cast, status: str) -> None:
    referral = referral_at(status, cast)
    case = actions.decline(case=referral.case, can_decide="yes", by=cast.nora)
    assert Referral.objects.get(pk=referral.pk).status == ReferralStatus.REVOKED
    assert not case.is_visible_to(cast.sami)
    assert case.is_visible_to(cast.nora)
    assert not Referral.objects.visible_to(cast.sami).filter(pk=referral.pk).exists()


def test_no_consent_stays_in_force(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    kept = with_interpreter(referral.case, cast)
    case = actions.decline(case=referral.case, can_decide="yes", by=cast.nora)
    assert not Consent.objects.in_force().filter(case=case).exists()
    keys.forget()
    assert Consent.objects.get(pk=kept.pk).status == "withdrawn"


def test_the_clock_goes_on_for_the_others(cast: Cast) -> None:
    """One declined case does not stop the command that expires consents."""
    declined, other = presumed_case(cast.nora), presumed_case(cast.nora)
    with_interpreter(declined, cast)
    kept = with_interpreter(other, cast)
    actions.decline(case=declined, can_decide="yes", by=cast.nora)
    keys.forget()
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        call_command("expire_consents")
    assert Consent.objects.get(pk=kept.pk).status == "expired"


@pytest.mark.parametrize("state", ["not_indicated", "closed"])
def test_declining_is_possible_when_work_is_over(cast: Cast, state: str) -> None:
    case = opened_case(cast.nora)
    screened(case, cast.nora, NOTHING)
    if state == "not_indicated":
        case = perform(case, "ask_not_indicated", by=cast.nora)
        case = perform(case, "agree_not_indicated", by=cast.dana)
    else:
        case = perform(case, "override_upward", reason="A long enough reason.", by=cast.nora)
        case = perform(case, "follow_up", safety_plan=True, by=cast.nora)
        case = perform(case, "close", closing_reason="wish", by=cast.dana)
    assert actions.decline(case=case, can_decide="yes", by=cast.nora).status == CaseStatus.DECLINED_BY_PERSON


@pytest.mark.parametrize("age", [AgeBand.CHILD, AgeBand.UNKNOWN])
def test_never_for_a_child(cast: Cast, age: str) -> None:
    case = opened_case(cast.nora, age_band=age)
    with pytest.raises(Refused, match="person_is_adult"):
        actions.decline(case=case, can_decide="yes", by=cast.nora)
    assert keys.exist(case.pk)


def test_nothing_more_is_written_about_the_person(cast: Cast) -> None:
    case = opened_case(cast.nora)
    new = Screening(case=case, profile=Profile.ADULT_LABOUR, screened_by=cast.nora.user)
    screening = perform(new, "begin", by=cast.nora)
    screening = actions.answer(screening=screening, answers={"EX01": "yes"}, by=cast.nora)
    (draft,) = prepare(case=case, purpose=Purpose.SERVICES, recipient=None, data=["summary"], by=cast.nora)
    actions.decline(case=case, can_decide="yes", by=cast.nora)
    case.refresh_from_db()
    screening, draft = Screening.objects.get(pk=screening.pk), Consent.objects.get(pk=draft.pk)
    refused = ["person_has_not_declined"]
    assert codes(screening, "answer", cast.nora) == refused
    assert codes(screening, "complete", cast.nora) == refused
    assert codes(draft, "inform", cast.nora) == refused
    assert codes(Consent(case=case, purpose=Purpose.SERVICES), "draft", cast.nora) == refused
    ground = Consent(case=case, purpose=Purpose.SHARING, recipient=cast.sami.organisation)
    assert codes(ground, "propose_ground", cast.dana) == refused
    assert "case_can_be_screened" in codes(Screening(case=case, profile="adult_labour"), "begin", cast.nora)


def test_every_page_of_the_case_still_opens(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    case, consent = referral.case, with_interpreter(referral.case, cast)
    screening = case.screenings.get()
    actions.decline(case=case, can_decide="yes", by=cast.nora)
    keys.forget()
    client, home = client_of(cast.nora), case.get_absolute_url()
    parts = ("", "screenings/", "consents/", "referrals/", "identity/", "access/", "trail/")
    urls = [f"{home}{part}" for part in parts]
    urls += [referral.get_absolute_url(), screening.get_absolute_url(), f"/talks/{consent.talk}/", "/cases/"]
    for url in urls:
        assert client.get(url).status_code == 200, url
    opened = client.post(f"{home}identity/", {"reason": "check"})
    assert "can never be read again" in opened.content.decode()
    assert client.get(f"{home}identity/edit/").status_code == 409


def test_a_consent_can_be_withdrawn_before_declining(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    withdraw(consent=with_interpreter(case, cast), by=cast.nora)
    assert actions.decline(case=case, can_decide="yes", by=cast.nora).status == CaseStatus.DECLINED_BY_PERSON
