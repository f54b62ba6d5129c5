"""Taking consent back in one page: it says what becomes of this very case, does just that, and is never refused."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from consent.enums import ConsentStatus, DataSet, Purpose
from consent.withdrawal.actions import take_back
from consent.withdrawal.choices import chosen, everything, offered
from desk.waiting import waiting_for
from identification.actions import open_identity
from identification.enums import CaseStatus, Scope
from identification.models import Case, CaseAccess
from legal_aid.enums import MatterStatus
from legal_aid.models import Matter
from referral.enums import ReferralStatus
from referral.models import Referral
from repatriation.models import Return
from shelters.models import Placement
from tests.access import worlds
from tests.cast import Cast
from tests.helpers import client_of
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import consented, presumed_case, referral_at
from tests.makers_shelters import admitted, requested

EVERYBODY = ("Quiet Garden", "Open Door Legal Aid", "Homeward", "Identification Board")


@pytest.fixture
def helped(cast: Cast) -> Case:
    """A bed, a lawyer with a deadline, a return and a decision: each in hands of their own."""
    return worlds.helped(cast).case


def url(case: Case, what: str = "") -> str:
    return f"{case.get_absolute_url()}withdraw/" + (f"?what={what}" if what else "")


def page(client: Client, case: Case, what: str = "") -> str:
    answer = client.get(url(case, what))
    assert answer.status_code == 200
    return answer.content.decode()


def seeing(case: Case) -> set[str]:
    current = CaseAccess.objects.current().filter(case=case).exclude(scope=Scope.DUTY_OF_CARE)
    return set(current.values_list("organisation__name", flat=True))


def test_what_is_foretold_is_what_happens(cast: Cast, helped: Case) -> None:
    """Each room answers by the query by which it acts; the rows say afterwards whether that was true."""
    open_identity(case=helped, by=cast.sami, reason="safety")
    told = page(client_of(cast.nora), helped)
    for who in EVERYBODY:
        assert f"{who} sees nothing of the case any more." in told
    assert "The referral to Quiet Garden (Temporary accommodation and food) is revoked." in told
    assert "The bed at Quiet Garden stays, until" in told
    assert "The legal matter with Open Door Legal Aid" in told
    assert "A deadline of it runs on" in told
    assert "The return that Homeward prepares is not prepared any further." in told
    assert "Identification Board does not go on deciding" in told
    assert "Lantern House carries the case on" in told
    assert "Quiet Garden opened the identity 1 time" in told
    answer = client_of(cast.nora).post(url(helped), {"what": "all"})
    said = answer.content.decode()
    assert "What stopped" in said
    assert seeing(helped) == {"Lantern House"}
    assert set(Referral.objects.filter(case=helped).values_list("status", flat=True)) == {
        ReferralStatus.REVOKED
    }
    assert Matter.objects.get(case=helped).status == MatterStatus.HALTED
    assert Return.objects.get(case=helped).status == "withdrawn"
    assert Placement.objects.get(case=helped).status == "admitted"
    assert Case.objects.get(pk=helped.pk).status != CaseStatus.IDENTIFICATION_PENDING
    for who in EVERYBODY:
        assert f"{who} sees nothing of the case any more." in said


def test_one_organisation_alone_leaves_the_others_where_they_are(cast: Cast, helped: Case) -> None:
    shelter = f"organisation:{cast.sami.organisation_id}"
    told = page(client_of(cast.nora), helped, shelter)
    assert "The legal matter" not in told
    assert "Not taken back: what the person agreed to for Open Door Legal Aid" in told
    client_of(cast.nora).post(url(helped), {"what": shelter})
    assert seeing(helped) == {"Lantern House", *EVERYBODY} - {"Quiet Garden"}


def test_one_thing_alone_ends_the_referral_that_needs_it_and_says_so(cast: Cast) -> None:
    case = referral_at(ReferralStatus.ACCEPTED, cast).case
    one = case.consents.get(data=DataSet.NEEDS)
    told = page(client_of(cast.nora), case, f"one:{one.pk}")
    assert "It was: Needs and plan." in told
    assert "The referral to Quiet Garden" in told
    assert "Quiet Garden sees nothing of the case any more." in told
    client_of(cast.nora).post(url(case), {"what": f"one:{one.pk}"})
    assert seeing(case) == {"Lantern House"}
    assert case.consents.filter(status=ConsentStatus.GIVEN).count() == 2


def test_a_purpose_is_taken_back_by_itself(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    consented(case, cast.nora, cast.sami.organisation)
    consented(case, cast.nora, cast.lena.organisation, Purpose.POLICE, [DataSet.LEGAL])
    codes = [one.code for one in offered(case, cast.nora)]
    assert "purpose:police" in codes
    take_back(case=case, choice=chosen("purpose:police", case, cast.nora), by=cast.nora)
    left = case.consents.filter(status=ConsentStatus.GIVEN)
    assert set(left.values_list("purpose", flat=True)) == {Purpose.SHARING}


def test_a_mere_request_for_a_bed_is_refused_and_said_to_be(cast: Cast) -> None:
    placement = requested(cast)
    assert "The request for a bed at Quiet Garden is refused" in page(client_of(cast.nora), placement.case)
    take_back(case=placement.case, choice=everything(), by=cast.nora)
    placement.refresh_from_db()
    assert placement.status == "refused"


def test_the_shelters_worker_takes_it_all_back_and_reads_only_what_is_theirs(
    cast: Cast, helped: Case
) -> None:
    sami = client_of(cast.sami)
    told = page(sami, helped)
    assert "The bed at Quiet Garden stays" in told
    assert "What the person agreed to with other organisations is taken back as well." in told
    for other in ("Open Door", "Homeward", "Identification Board"):
        assert other not in told
    said = sami.post(url(helped), {"what": "all"}).content.decode()
    assert "You do not see the case any more." in said
    assert not [other for other in ("Open Door", "Homeward") if other in said]
    assert seeing(helped) == {"Lantern House"}
    assert sami.get(url(helped)).status_code == 404


@pytest.mark.parametrize("who", ["vera", "otto"])
def test_who_only_looks_or_is_a_stranger_does_not(cast: Cast, who: str) -> None:
    case = admitted(cast).case
    client = client_of(getattr(cast, who))
    answers = {client.get(url(case)).status_code, client.post(url(case)).status_code}
    assert answers == ({403} if who == "vera" else {404})
    assert case.consents.filter(status=ConsentStatus.GIVEN).exists()


@pytest.mark.parametrize(
    "what", ["", "nothing", "one:x", "organisation:None", "purpose:none", "one:\u200b", "talk:"]
)
def test_what_names_nothing_of_the_case_takes_nothing_back(cast: Cast, what: str) -> None:
    case = referral_at(ReferralStatus.ACCEPTED, cast).case
    assert client_of(cast.nora).post(url(case), {"what": what}).status_code == 404
    assert not case.consents.filter(status=ConsentStatus.WITHDRAWN).exists()


def test_a_page_from_before_takes_back_what_replaced_its_row_and_twice_is_once(cast: Cast) -> None:
    case, nora = referral_at(ReferralStatus.ACCEPTED, cast).case, client_of(cast.nora)
    old = case.consents.get(data=DataSet.IDENTITY)
    (anew,) = consented(case, cast.nora, cast.sami.organisation, data=[DataSet.IDENTITY])
    old.refresh_from_db()
    assert old.status == ConsentStatus.SUPERSEDED
    for said in ("Quiet Garden sees nothing of the case any more.", "Nothing of this was in force any more"):
        answer = nora.post(url(case), {"what": f"one:{old.pk}"})
        assert answer.status_code == 200
        assert said in answer.content.decode()
    anew.refresh_from_db()
    assert anew.status == ConsentStatus.WITHDRAWN


def test_what_changed_since_the_page_was_shown_is_told_as_it_was_done(cast: Cast) -> None:
    case, nora = referral_at(ReferralStatus.ACCEPTED, cast).case, client_of(cast.nora)
    assert "The bed at" not in page(nora, case)
    admitted(cast, case=case)
    assert "The bed at Quiet Garden stays" in nora.post(url(case), {"what": "all"}).content.decode()


def test_it_is_all_or_nothing(cast: Cast, helped: Case) -> None:
    changes_nothing_without_the_log(lambda: take_back(case=helped, choice=everything(), by=cast.nora))
    assert seeing(helped) == {"Lantern House", *EVERYBODY}


def test_they_are_told_by_mail_and_on_their_page_and_learn_no_name(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    case = referral_at(ReferralStatus.ACCEPTED, cast).case
    with django_capture_on_commit_callbacks(execute=True):
        mail.outbox.clear()
        take_back(case=case, choice=everything(), by=cast.sami)
    assert [one.to for one in mail.outbox] == [["dana@example.org"], ["nora@example.org"]]
    case = referral_at(ReferralStatus.ACCEPTED, cast).case
    with django_capture_on_commit_callbacks(execute=True):
        mail.outbox.clear()
        take_back(case=case, choice=everything(), by=cast.nora)
    assert [one.to for one in mail.outbox] == [["sami@example.org"]]
    assert case.number not in mail.outbox[0].subject + mail.outbox[0].body
    label = "Taken back: Temporary accommodation and food, from Lantern House. Stop what you do on it."
    assert label in [one.label for one in waiting_for(cast.sami)]
    assert case.number not in client_of(cast.sami).get("/").content.decode()
    assert label not in [one.label for one in waiting_for(cast.otto)]


def test_it_is_never_refused_for_a_full_day(cast: Cast, settings: Any) -> None:
    case = referral_at(ReferralStatus.ACCEPTED, cast).case
    settings.CASES_A_DAY_BEFORE_FRESH_FACTOR = settings.CASES_A_DAY = 1
    client_of(cast.nora).get(presumed_case(cast.nora).get_absolute_url())
    assert client_of(cast.nora).get(url(case)).status_code != 200
    assert client_of(cast.nora).post(url(case), {"what": "all"}).status_code == 200
    assert not case.consents.filter(status=ConsentStatus.GIVEN).exists()
