"""Each rule of a consent lets through and refuses; what the table itself refuses."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actors import Actor
from consent.actions import give, inform, prepare
from consent.enums import Capacity, DataSet, InformedPoint, Purpose, Way
from consent.models import Consent
from identification.enums import AgeBand
from tests.cast import Cast
from tests.consent.talks import POINTS, REASON, drafts, given, ground, informed, proposed, signed, talk_of
from tests.helpers import codes
from tests.makers import opened_case, presumed_case
from tests.makers_talks import agreed_aloud, decides
from workflow.guard import writing

CLOCK = Actor.system("expire_consents")


@pytest.mark.parametrize("purpose", Purpose.values)
def test_recipient_is_named(cast: Cast, purpose: str) -> None:
    case, shelter = opened_case(cast.nora), cast.sami.organisation
    expected = [] if purpose in ("services", "research") else ["recipient_is_named"]
    assert codes(Consent(case=case, purpose=purpose), "draft", cast.nora) == expected
    assert codes(Consent(case=case, purpose=purpose, recipient=shelter), "draft", cast.nora) == []


@pytest.mark.parametrize("missing", InformedPoint.values)
def test_every_point_is_explained(cast: Cast, missing: str) -> None:
    (draft,) = drafts(cast)
    told = {"language": "prs", "interpreter": ""}
    assert codes(draft, "inform", cast.nora, points=POINTS, **told) == []
    points = [point for point in POINTS if point != missing]
    assert codes(draft, "inform", cast.nora, points=points, **told) == ["every_point_is_explained"]


@pytest.mark.parametrize("age", [AgeBand.CHILD, AgeBand.UNKNOWN])
@pytest.mark.parametrize(("child", "guardian"), [(True, True), (True, False), (False, True), (False, False)])
def test_a_child_and_the_guardian_agree_both(cast: Cast, age: str, child: bool, guardian: bool) -> None:
    consent = signed(cast, presumed_case(cast.nora, age_band=age))
    expected = [] if child and guardian else ["child_and_guardian_agree"]
    found = codes(consent, "give", cast.nora, child_agrees=child, guardian_agrees=guardian)
    assert found == expected


def test_an_adult_needs_no_guardian(cast: Cast) -> None:
    assert codes(signed(cast), "give", cast.nora, child_agrees=False, guardian_agrees=False) == []


@pytest.mark.parametrize(("reason", "expected"), [(REASON, []), ("", 1), ("It is needed.", 1), (" " * 60, 1)])
def test_ground_is_explained(cast: Cast, reason: str, expected: object) -> None:
    consent = Consent(case=opened_case(cast.nora), purpose=Purpose.SHARING, recipient=cast.sami.organisation)
    found = codes(consent, "propose_ground", cast.dana, reason=reason)
    assert found == (["ground_is_explained"] if expected else [])


def test_a_ground_names_its_recipient(cast: Cast) -> None:
    consent = Consent(case=opened_case(cast.nora), purpose=Purpose.SHARING)
    assert codes(consent, "propose_ground", cast.dana, reason=REASON) == ["recipient_is_named"]


@pytest.mark.parametrize("make", [given, ground])
def test_its_time_is_over(cast: Cast, make) -> None:
    consent = make(cast)
    with time_machine.travel(consent.expires_at - timedelta(minutes=1), tick=False):
        assert codes(consent, "expire", CLOCK) == ["its_time_is_over"]
    with time_machine.travel(consent.expires_at, tick=False):
        assert codes(consent, "expire", CLOCK) == []


@pytest.mark.parametrize("step", ["draft", "inform", "give", "refuse", "propose_ground"])
def test_nobody_asks_a_person_who_declined(cast: Cast, step: str) -> None:
    consent = {"draft": drafts, "inform": drafts, "give": signed, "refuse": informed}.get(step, proposed)(
        cast
    )
    consent = consent[0] if isinstance(consent, list) else consent
    consent.__dict__["status"] = {"draft": "new", "propose_ground": "new"}.get(step, consent.status)
    by = cast.dana if step == "propose_ground" else cast.nora
    assert codes(consent, step, by) == []
    consent.case.__dict__["status"] = "declined_by_person"
    assert codes(consent, step, by) == ["person_has_not_declined"]


def refused_by_the_table(consent: Consent, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), writing():
        consent.save(force_update=True)


def test_one_given_consent_per_purpose_recipient_and_data(cast: Cast) -> None:
    first = given(cast)
    second = informed(cast, first.case)
    second.__dict__["status"] = "given"
    refused_by_the_table(second, "one_given_consent_per_purpose_recipient_and_data")
    second.data = DataSet.NEEDS
    with writing():
        second.save()


def test_one_given_consent_where_no_recipient_is_named(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    asked = {"purpose": Purpose.SERVICES, "recipient": None, "data": [DataSet.SUMMARY]}
    rows = [one for _time in range(2) for one in prepare(case=case, by=cast.nora, **asked)]
    inform(consents=rows, points=POINTS, language="prs", interpreter="", by=cast.nora)
    for one in rows:
        agreed_aloud([one], cast.nora)
    give(consent=rows[0], by=cast.nora)
    second = Consent.objects.get(pk=rows[1].pk)
    second.__dict__["status"] = "given"
    refused_by_the_table(second, "one_given_consent_per_purpose_recipient_and_data")


def test_a_ground_without_a_second_person_is_no_row(cast: Cast) -> None:
    consent = proposed(cast)
    consent.__dict__["status"] = "legal_ground"
    refused_by_the_table(consent, "legal_ground_has_a_second_approver")
    consent.approved_by = cast.dana.user
    refused_by_the_table(consent, "second_approver_is_another")


def test_a_ground_lasts_to_the_end_of_its_last_day(cast: Cast) -> None:
    today = timezone.localdate()
    consent = ground(cast, until=today)
    assert timezone.localtime(consent.expires_at).date() == today
    assert consent.expires_at > timezone.now()
    assert timezone.localtime(consent.expires_at).hour == 23


def test_giving_asks_that_the_person_can_decide_and_how_they_agreed(cast: Cast) -> None:
    (draft,) = drafts(cast)
    inform(consents=[draft], points=POINTS, language="prs", interpreter="", by=cast.nora)
    none = {"child_agrees": False, "guardian_agrees": False}
    consent = Consent.objects.get(pk=draft.pk)
    unsaid = ["how_they_agreed_is_kept", "person_can_decide_now"]
    assert sorted(codes(consent, "give", cast.nora, **none)) == unsaid
    decides(talk_of(consent), cast.nora)
    assert codes(consent, "give", cast.nora, **none) == ["how_they_agreed_is_kept"]
    agreed_aloud([consent], cast.nora)
    assert codes(consent, "give", cast.nora, **none) == []


def test_nobody_says_no_for_somebody_who_cannot_decide(cast: Cast) -> None:
    consent = informed(cast)
    assert codes(consent, "refuse", cast.nora) == []
    not_now = {"note": "In shock, and has not slept.", "ask_again_on": timezone.localdate()}
    decides(talk_of(consent), cast.nora, Capacity.NOT_NOW, **not_now)
    assert codes(consent, "refuse", cast.nora) == ["no_is_their_own"]


@pytest.mark.parametrize("way", Way.values)
def test_a_way_without_what_belongs_to_it_is_no_row(cast: Cast, way: str) -> None:
    talk = talk_of(informed(cast))
    talk.way = way
    with pytest.raises(IntegrityError, match="how_they_agreed_is_whole"), transaction.atomic(), writing():
        talk.save()
    talk.way, talk.capacity = "", Capacity.NOT_NOW
    with pytest.raises(IntegrityError, match="ask_again_on"), transaction.atomic(), writing():
        talk.save()
