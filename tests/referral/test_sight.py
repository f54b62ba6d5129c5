"""What a recipient sees before it accepts, after, and when it is over."""

from dataclasses import replace

import pytest
import time_machine

from accounts import roles
from accounts.actors import Actor
from consent.enums import DataSet
from consent.models import Consent
from referral.actions import accept, complete, expire, miss, revoke, send
from referral.enums import DeclineReason, ReferralOutcome, ReferralStatus
from referral.models import Referral
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import drafted, referral_at
from workflow.gate import perform

NOTE = "A quiet room, please."


def who_sees(cast: Cast, referral: Referral) -> set[str]:
    everybody = cast.everybody().items()
    return {
        name for name, one in everybody if Referral.objects.visible_to(one).filter(pk=referral.pk).exists()
    }


OURS, THEIRS = {"nora", "dana", "dov"}, {"sami", "vera"}


@pytest.mark.parametrize(
    ("status", "seeing"),
    [
        ("draft", OURS),
        ("sent", OURS | THEIRS),
        ("received", OURS | THEIRS),
        ("accepted", OURS | THEIRS),
        ("in_progress", OURS | THEIRS),
        ("completed", OURS | THEIRS),
    ],
)
def test_who_sees_the_referral(cast: Cast, status: str, seeing: set[str]) -> None:
    assert who_sees(cast, referral_at(status, cast)) == seeing


def test_what_is_taken_back_or_expired_is_seen_by_the_sender_alone(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.RECEIVED, cast)
    assert who_sees(cast, revoke(referral=referral, by=cast.nora)) == OURS
    referral = referral_at(ReferralStatus.SENT, cast)
    with time_machine.travel(referral.deadline_at):
        assert who_sees(cast, expire(referral=referral, by=Actor.system("expire_referrals"))) == OURS


@pytest.mark.parametrize("status", ["sent", "received"])
def test_before_accepting_neither_note_nor_case(cast: Cast, status: str) -> None:
    referral, sami = referral_at(status, cast), client_of(cast.sami)
    page = sami.get(referral.get_absolute_url()).content.decode()
    assert NOTE not in page
    assert referral.case.number not in page
    assert "You see more once you have accepted." in page
    assert "18 or over" in page
    for part in ("", "identity/", "consents/", "referrals/", "trail/"):
        assert sami.get(f"{referral.case.get_absolute_url()}{part}").status_code == 404, part
    assert not referral.case.is_visible_to(cast.sami)


def test_after_accepting_note_and_case(cast: Cast) -> None:
    referral, sami = referral_at(ReferralStatus.ACCEPTED, cast), client_of(cast.sami)
    page = sami.get(referral.get_absolute_url()).content.decode()
    assert NOTE in page
    assert referral.case.number in page
    assert sami.get(referral.case.get_absolute_url()).status_code == 200
    assert (
        "Robin"
        in sami.post(f"{referral.case.get_absolute_url()}identity/", {"reason": "check"}).content.decode()
    )


def test_looking_for_the_first_time_is_receiving(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.SENT, cast)
    client_of(cast.vera).get(referral.get_absolute_url())
    assert Referral.objects.get(pk=referral.pk).status == ReferralStatus.SENT
    client_of(cast.sami).get(referral.get_absolute_url())
    assert Referral.objects.get(pk=referral.pk).status == ReferralStatus.RECEIVED


def test_accepting_gives_one_access_for_each_data_set(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast)
    accesses = referral.case.accesses.filter(organisation=cast.sami.organisation)
    consents = {one.pk: one for one in referral.case.consents.all()}
    assert {one.scope for one in accesses} == {"summary", "casework", "identity"}
    assert {one.basis_id for one in accesses} == set(consents)
    for one in accesses:
        assert (one.basis, one.expires_at) == ("consent", consents[one.basis_id].expires_at)


def test_no_more_is_seen_than_was_sent(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.DRAFT, cast)
    perform(referral, "discard", by=cast.nora)
    short = drafted(referral.case, cast.nora, cast.sami, data_sets=[DataSet.SUMMARY])
    accept(referral=send(referral=short, by=cast.nora), by=cast.sami)
    scopes = referral.case.accesses.current().filter(organisation=cast.sami.organisation)
    assert [one.scope for one in scopes] == ["summary"]
    assert client_of(cast.sami).get(f"{referral.case.get_absolute_url()}identity/").status_code == 404


ENDS = {
    "complete": lambda referral, cast: complete(
        referral=referral, outcome=ReferralOutcome.HELPED, by=cast.sami
    ),
    "miss": lambda referral, cast: miss(referral=referral, by=cast.sami),
    "revoke": lambda referral, cast: revoke(referral=referral, by=cast.nora),
}


@pytest.mark.parametrize("status", ["accepted", "in_progress"])
@pytest.mark.parametrize("name", ENDS)
def test_the_end_of_the_work_ends_the_sight(cast: Cast, name: str, status: str) -> None:
    referral = referral_at(status, cast)
    ENDS[name](referral, cast)
    assert not referral.case.is_visible_to(cast.sami)
    assert referral.case.is_visible_to(cast.nora)
    assert client_of(cast.sami).get(referral.case.get_absolute_url()).status_code == 404
    assert Consent.objects.in_force().filter(case=referral.case).count() == 3


@pytest.mark.parametrize("reason", DeclineReason.values)
def test_a_no_gives_no_sight_and_a_reason(cast: Cast, reason: str) -> None:
    referral = perform(
        referral_at(ReferralStatus.RECEIVED, cast), "decline", decline_reason=reason, by=cast.sami
    )
    assert referral.decline_reason == reason
    assert not referral.case.is_visible_to(cast.sami)
    assert NOTE not in client_of(cast.sami).get(referral.get_absolute_url()).content.decode()
    assert NOTE in client_of(cast.nora).get(referral.get_absolute_url()).content.decode()


def test_other_work_on_the_same_consent_keeps_the_sight(cast: Cast) -> None:
    first = referral_at(ReferralStatus.ACCEPTED, cast)
    second = drafted(first.case, cast.nora, cast.sami, data_sets=[DataSet.SUMMARY])
    second = accept(referral=send(referral=second, by=cast.nora), by=cast.sami)
    complete(referral=first, outcome=ReferralOutcome.HELPED, by=cast.sami)
    current = first.case.accesses.current().filter(organisation=cast.sami.organisation)
    assert {one.scope for one in current} == {"summary"}
    complete(referral=second, outcome=ReferralOutcome.HELPED, by=cast.sami)
    assert not first.case.is_visible_to(cast.sami)


def test_an_analyst_of_the_recipient_sees_no_referral(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.SENT, cast)
    analyst = replace(cast.sami, roles=frozenset({roles.ANALYST.code}))
    assert not Referral.objects.visible_to(analyst).exists()
    assert not Referral.objects.readable_by_recipient(analyst).exists()
    assert Referral.objects.readable_by_recipient(cast.sami).get() == referral


def test_one_organisations_referral_is_not_anothers(cast: Cast) -> None:
    first = referral_at(ReferralStatus.ACCEPTED, cast)
    second = referral_at(ReferralStatus.SENT, cast, case=first.case, to=cast.lena, kind="legal_aid")
    assert "lena" not in who_sees(cast, first)
    assert "sami" not in who_sees(cast, second)
