"""A key of another case's form, a picture whose key is gone, and a no to the police that nothing stands against."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from consent.actions import prepare, refuse_police
from consent.enums import Capacity, ConsentStatus, DataSet, Purpose
from consent.models import Consent
from retention.actions import approve_erasure
from tests.cast import Cast
from tests.consent.talks import REASON, drafts, talk_of
from tests.helpers import client_of
from tests.makers import consented, presumed_case
from tests.makers_retention import wished
from tests.makers_talks import decides, drawn

pytestmark = pytest.mark.django_db


def test_the_key_of_another_case_leads_to_no_talk_of_it(cast: Cast) -> None:
    """The key is taken: a new talk of this case begins under another one."""
    (other,) = drafts(cast)
    case = presumed_case(cast.nora)
    sent = {"key": str(other.talk), "recipient": str(cast.sami.organisation_id)}
    answer = client_of(cast.nora).post(f"/cases/{case.number}/consents/everything/", sent)
    assert str(other.talk) not in answer["Location"]
    assert case.consents.count() == len(DataSet)


def test_a_ground_with_the_key_of_another_case_is_proposed(cast: Cast) -> None:
    (other,) = drafts(cast)
    case, until = presumed_case(cast.nora), timezone.localdate() + timedelta(days=5)
    sent = {"key": str(other.talk), "purpose": "sharing", "recipient": str(cast.sami.organisation_id)}
    sent |= {"data": "health", "ground": "vital_interest", "reason": REASON, "person_told": "told"}
    sent |= {"until_0": str(until.day), "until_1": str(until.month), "until_2": str(until.year)}
    client_of(cast.dana).post(f"/cases/{case.number}/grounds/new/", sent)
    assert Consent.objects.filter(case=case).exclude(ground="").count() == 1


def test_a_sign_whose_key_is_gone_is_not_found(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    talk, nora = drawn(case, cast.nora), client_of(cast.nora)
    assert nora.get(f"/talks/{talk.pk}/sign.jpg").status_code == 200
    approve_erasure(erasure=wished(case, cast), by=cast.dov)
    assert nora.get(f"/talks/{talk.pk}/sign.jpg").status_code == 404


def test_nothing_to_police_tells_the_police_and_waits_for_no_talk(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    """Somebody who cannot decide now left a talk open: what was given for the police ends all the same."""
    case, police = presumed_case(cast.nora), cast.odile.organisation
    (given,) = consented(case, cast.nora, police, Purpose.POLICE, [DataSet.SUMMARY])
    (asked,) = prepare(case=case, purpose=Purpose.POLICE, recipient=police, data=["legal"], by=cast.nora)
    later = {"note": "In shock, after the doctor.", "ask_again_on": timezone.localdate()}
    decides(talk_of(asked), cast.nora, Capacity.NOT_NOW, **later)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        refuse_police(case=case, by=cast.nora)
    status = Consent.objects.filter(pk__in=[given.pk, asked.pk]).order_by("given_at")
    assert list(status.values_list("status", flat=True)) == [ConsentStatus.WITHDRAWN, ConsentStatus.DRAFT]
    assert [one.to for one in mail.outbox] == [["odile@example.org"]]
