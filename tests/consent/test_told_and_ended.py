"""What the person is told, what only the worker may know, and who hears that something ended."""

import html
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actors import Actor
from audit import log
from audit.log import record
from audit.models import Event, Outcome
from consent.actions import end_ground, expire, keep_from_use, lapse, refuse_police
from consent.enums import DataSet, InformedPoint, PersonTold, Purpose
from consent.models import Consent
from consent.receivers import end_all
from consent.talks import actions as talks
from consent.talks import texts
from consent.talks.presenters import spoken
from consent.withdrawal.effects import foretold
from identification import access
from identification.enums import AgeBand, Scope
from identification.models import Case
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.consent.talks import drafts, given, ground, proposed, talk_of
from tests.helpers import client_of
from tests.makers import presumed_case, referral_at
from workflow.gate import perform
from workflow.refusal import Refused


def test_the_page_of_a_ground_leads_to_telling_the_person(cast: Cast) -> None:
    untold = ground(cast)
    step = f"/consents/{untold.pk}/do/tell_person/"
    dana = client_of(cast.dana)
    assert step in dana.get(untold.get_absolute_url(), follow=True).content.decode()
    assert dana.post(step).status_code == 302
    untold.refresh_from_db()
    assert untold.person_told == PersonTold.TOLD
    assert step not in dana.get(untold.get_absolute_url(), follow=True).content.decode()


def test_an_untold_ground_is_the_workers_alone(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    summary, untold = given(cast, case), ground(cast, case)
    for basis in (summary, untold):
        sight = {"basis": basis.basis_kind, "basis_id": basis.pk, "scope": Scope.CASEWORK}
        access.grant(case=case, organisation=cast.sami.organisation, by=cast.nora, **sight)
    told = foretold(case, [summary], cast.nora)
    aloud = " ".join([*told.stops, *told.goes_on, *told.stays_known])
    assert "legal ground" not in aloud.lower()
    assert "sees nothing of the case any more" not in aloud
    assert len(told.untold) == 2
    page = client_of(cast.nora).get(f"{case.get_absolute_url()}withdraw/").content.decode()
    panel = page.partition("For you alone")[2].partition("</details>")[0]
    assert all(str(cast.sami.organisation) in one and one in html.unescape(panel) for one in told.untold)
    perform(untold, "tell_person", by=cast.nora)
    told = foretold(case, [summary], cast.nora)
    assert told.untold == []
    assert any("on a legal ground" in one for one in told.goes_on)


def test_the_page_that_asks_says_what_would_be(cast: Cast) -> None:
    page = client_of(cast.nora).get(f"{given(cast).case.get_absolute_url()}withdraw/").content.decode()
    assert "This would be taken back:" in page
    assert "Taken back:" not in page


def test_a_shelter_that_knows_of_health_has_no_doctors(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    health = given(cast, case, data=(DataSet.HEALTH,))
    assert not any("Doctors" in one for one in foretold(case, [health], cast.nora).goes_on)
    medical = given(cast, case, data=(DataSet.HEALTH,), purpose=Purpose.MEDICAL)
    assert any("Doctors" in one for one in foretold(case, [medical], cast.nora).goes_on)


def test_how_the_person_is_reached_is_known_to_who_opened_it(cast: Cast) -> None:
    consent = given(cast)
    record("contact.view", by=cast.sami, case_id=consent.case_id)
    (known,) = foretold(consent.case, [consent], cast.nora).stays_known
    assert known.startswith("Quiet Garden opened how the person is reached 1 time")


def _police(consent: Consent, cast: Cast) -> None:
    refuse_police(case=consent.case, by=cast.nora)


def _expire(consent: Consent, cast: Cast) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=500)):
        expire(consent=consent, by=Actor.system("expire_consents"))


def _keep(consent: Consent, cast: Cast) -> None:
    keep_from_use(case=consent.case, data=consent.data, asked_in=uuid4(), by=cast.nora)


def _decline(consent: Consent, cast: Cast) -> None:
    end_all(sender=Case, case=consent.case, by=cast.nora)


@pytest.mark.parametrize("end", [_police, _expire, _keep, _decline])
def test_whoever_was_named_hears_that_it_ended(cast: Cast, end, django_capture_on_commit_callbacks) -> None:
    consent = given(cast, purpose=Purpose.POLICE)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        end(consent, cast)
    assert cast.sami.user.email in {to for one in mail.outbox for to in one.to}


def test_whoever_saw_by_a_ground_hears_that_it_ended_and_of_a_proposal_nobody_does(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    for make, heard in ((ground, True), (proposed, False)):
        consent = make(cast)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            end_ground(consent=consent, by=cast.dov)
        assert (cast.sami.user.email in {to for one in mail.outbox for to in one.to}) == heard


def test_whoever_saw_by_what_a_child_had_given_alone_hears_that_it_lapsed(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    child = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    consent = referral_at(ReferralStatus.ACCEPTED, cast, case=child).case.consents.first()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        lapse(consent=consent, by=Actor.system("age_corrected"))
    assert cast.sami.user.email in {to for one in mail.outbox for to in one.to}


def test_two_taps_at_once_make_one_talk(cast: Cast) -> None:
    """The case is locked before the talk is begun, and what was sent before is given back."""
    case, key = presumed_case(cast.nora), uuid4()
    with CaptureQueriesContext(connection) as asked:
        first = drafts(cast, case, talk=key)
    sql = [one["sql"] for one in asked]
    locked = next(n for n, one in enumerate(sql) if "FOR UPDATE" in one and '"identification_case"' in one)
    begun = next(n for n, one in enumerate(sql) if one.startswith('INSERT INTO "consent_talk"'))
    assert locked < begun
    assert drafts(cast, case, talk=key) == first


def test_a_key_of_another_case_leads_to_no_other_talk(cast: Cast) -> None:
    other, case = drafts(cast)[0], presumed_case(cast.nora)
    asked = {"key": str(other.talk), "recipient": str(cast.sami.organisation_id)}
    answer = client_of(cast.nora).post(f"{case.get_absolute_url()}consents/everything/", asked)
    assert str(other.talk) not in answer.url
    assert Consent.objects.filter(case=case).count() == len(DataSet)


def test_a_refusal_in_a_talk_is_remembered(committed_cast: Cast) -> None:
    cast = committed_cast
    talk = talk_of(drafts(cast)[0])
    with pytest.raises(Refused):
        talks.explain(talk=talk, point=InformedPoint.HELP, by=cast.nora)
    refused = Event.objects.get(kind="talk.go_on", outcome=Outcome.REFUSED)
    assert refused.case_id == talk.case_id
    assert "person_can_decide_now" in str(log.read(refused))


@pytest.mark.parametrize(("age_band", "years"), [("adult", 3), ("child", 10)])
def test_the_person_hears_for_how_many_years_it_is_kept(cast: Cast, age_band: str, years: int) -> None:
    talk = drafts(cast, presumed_case(cast.nora, age_band=age_band))
    kept = spoken(InformedPoint.KEPT, talk, "en").aloud
    assert "Years that we keep" in kept
    assert kept.endswith(f"before it is erased: {years}")


@pytest.mark.parametrize(
    ("days", "said"), [(90, "Days that we keep"), (400, "Days"), (365, "Years"), (None, "")]
)
def test_what_is_no_whole_year_is_told_in_days(days: int | None, said: str) -> None:
    about = texts.About("sharing", (), (), "longest", date(2027, 1, 1), kept_days=days)
    sentences = texts.of(InformedPoint.KEPT, about).sentences
    assert len(sentences) == 1 + bool(said)
    assert sentences[-1].startswith(said)
