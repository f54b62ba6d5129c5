"""For whom, for how long, and the two quick ways: everything for one shelter, and nothing to the police."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.enums import ServiceKind
from consent.actions import prepare, refuse_police
from consent.enums import ConsentStatus, DataSet, Lasting, Purpose
from consent.models import Consent, Talk
from consent.signals import offering
from identification import access
from identification.enums import Basis, Scope
from identification.models import Case
from referral.enums import ReferralStatus
from referral.models import Service
from tests.cast import Cast
from tests.consent.talks import signed
from tests.consent.through import SPOKEN, asking, explained, prepared
from tests.helpers import client_of, codes
from tests.identification.forms import is_beside_the_field, send
from tests.makers import consented, presumed_case, referral_at
from workflow.gate import perform


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.fixture
def case(cast: Cast) -> Case:
    return presumed_case(cast.nora)


def until(day: Any) -> dict[str, Any]:
    return {"lasts": "until", "until_0": day.day, "until_1": day.month, "until_2": day.year}


def test_a_kind_of_help_names_one_by_one_who_offers_it_today(nora: Client, cast: Cast, case: Case) -> None:
    talk = prepared(nora, cast, case, recipient="", kind="accommodation")
    named = {one.name for one in offering(case, ServiceKind.ACCOMMODATION)}
    assert {cast.sami.organisation.name, cast.otto.organisation.name} <= named
    rows = Consent.objects.filter(case=case)
    assert {one.recipient.name for one in rows} == named
    assert rows.count() == 2 * len(named)
    page = nora.get(f"{talk}points/who/")
    assert page.status_code == 200
    Service.objects.filter(kind=ServiceKind.ACCOMMODATION).update(is_active=False)
    assert Consent.objects.filter(case=case).count() == 2 * len(named), "the list is frozen"
    explained(nora, talk)
    chosen = [str(cast.sami.organisation_id)]
    send(nora, f"{talk}answer/", {"agreed": ["summary"], "recipients": chosen, **SPOKEN})
    (given,) = Consent.objects.filter(status=ConsentStatus.GIVEN)
    assert (given.recipient_id, given.data) == (cast.sami.organisation_id, "summary")
    assert not Consent.objects.filter(case=case, status=ConsentStatus.INFORMED).exists()


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"kind": "accommodation"}, "kind"),
        ({"recipient": "", "kind": "medical"}, "purpose"),
        ({"lasts": "until"}, "until"),
        ({"lasts": "for ever"}, "lasts"),
    ],
    ids=["both", "another purpose", "no day", "no such time"],
)
def test_what_does_not_go_together(
    nora: Client, cast: Cast, case: Case, other: dict[str, Any], field: str
) -> None:
    answer = send(nora, f"{case.get_absolute_url()}consents/new/", asking(cast, **other))
    assert is_beside_the_field(answer, field, "")
    assert not Consent.objects.exists()


def test_a_kind_that_nobody_offers_is_told(nora: Client, cast: Cast, case: Case) -> None:
    Service.objects.all().update(is_active=False)
    asked = asking(cast, recipient="", kind="accommodation")
    answer = send(nora, f"{case.get_absolute_url()}consents/new/", asked)
    assert answer.status_code == 409
    assert "Nobody offers this to the person today." in answer.content.decode()
    assert "This purpose needs the organisation" not in answer.content.decode()
    assert not Consent.objects.exists()
    assert not Talk.objects.exists()


@pytest.mark.parametrize(("days", "status"), [(1, 302), (0, 409), (100, 302), (400, 409), (2_900_000, 409)])
def test_the_last_day_lies_between_tomorrow_and_the_longest(
    nora: Client, cast: Cast, case: Case, days: int, status: int
) -> None:
    day = timezone.localdate() + timedelta(days=days)
    answer = send(nora, f"{case.get_absolute_url()}consents/new/", asking(cast, **until(day)))
    assert answer.status_code == status


@pytest.mark.parametrize(("lasts", "days"), [("days_30", 30), ("days_90", 90), ("longest", 365)])
def test_it_lasts_as_long_as_was_chosen(cast: Cast, case: Case, lasts: str, days: int) -> None:
    consent = signed(cast, case, lasts=lasts)
    given = perform(consent, "give", child_agrees=False, guardian_agrees=False, by=cast.nora)
    assert given.expires_at == given.given_at + timedelta(days=days)


def test_until_a_day_is_to_its_end(cast: Cast, case: Case) -> None:
    day = timezone.localdate() + timedelta(days=5)
    consent = signed(cast, case, lasts=Lasting.UNTIL, until=day)
    given = perform(consent, "give", child_agrees=False, guardian_agrees=False, by=cast.nora)
    assert timezone.localtime(given.expires_at).date() == day


def test_until_the_case_is_closed(cast: Cast, case: Case) -> None:
    consent = signed(cast, case, lasts=Lasting.CASE)
    given = perform(consent, "give", child_agrees=False, guardian_agrees=False, by=cast.nora)
    case = perform(Case.objects.get(pk=case.pk), "follow_up", safety_plan=True, by=cast.nora)
    assert Consent.objects.in_force().filter(pk=given.pk).exists()
    perform(case, "close", closing_reason="wish", by=cast.dana)
    assert not Consent.objects.in_force().filter(pk=given.pk).exists()
    call_command("expire_consents")
    assert Consent.objects.get(pk=given.pk).status == ConsentStatus.EXPIRED


def test_everything_for_one_shelter(nora: Client, cast: Cast, case: Case) -> None:
    page = nora.get(f"{case.get_absolute_url()}consents/").content.decode()
    assert cast.sami.organisation.name in page
    asked = {"key": str(uuid4()), "recipient": str(cast.sami.organisation_id)}
    url = f"{case.get_absolute_url()}consents/everything/"
    first, second = (send(nora, url, asked).url for _time in range(2))
    assert first == second
    rows = Consent.objects.filter(case=case)
    assert {one.data for one in rows} == set(DataSet.values)
    assert {(one.lasts, one.status) for one in rows} == {("days_30", "draft")}
    wrong = send(nora, url, {"key": str(uuid4()), "recipient": str(cast.lena.organisation_id)})
    assert wrong.url.endswith("/consents/")
    assert "does not offer it today any more" in nora.get(wrong.url).content.decode()
    assert rows.count() == len(DataSet)


def test_nothing_to_the_police_ends_what_was_given_at_once(nora: Client, cast: Cast) -> None:
    case = referral_at(ReferralStatus.ACCEPTED, cast).case
    to_police = consented(case, cast.nora, cast.odile.organisation, Purpose.POLICE)
    consented(case, cast.nora, cast.odile.organisation, Purpose.SHARING)
    sight = {"scope": Scope.CASEWORK, "basis": Basis.CONSENT, "basis_id": to_police[0].pk}
    access.grant(case=case, organisation=cast.odile.organisation, by=cast.nora, **sight)
    url = f"{case.get_absolute_url()}consents/"
    assert [send(nora, f"{url}no-police/", {}).status_code for _time in range(2)] == [302, 302]
    named = Consent.objects.filter(case=case, recipient=cast.odile.organisation)
    ended = set(named.filter(status=ConsentStatus.WITHDRAWN).values_list("purpose", flat=True))
    assert ended == {Purpose.POLICE}
    assert named.filter(purpose=Purpose.SHARING, status=ConsentStatus.GIVEN).exists()
    assert not case.is_visible_to(cast.odile)
    assert case.is_visible_to(cast.sami)
    assert Consent.objects.filter(
        case=case, purpose="police", recipient=None, status="refused"
    ).count() == len(DataSet)
    assert "nothing to the police" in nora.get(url).content.decode()
    talk = prepared(nora, cast, case, purpose="police", recipient=str(cast.odile.organisation_id))
    assert "nothing to the police" in nora.get(talk).content.decode()
    explained(nora, talk)
    with time_machine.travel(timezone.now() + timedelta(seconds=1)):
        send(nora, f"{talk}answer/", {"agreed": ["summary"], **SPOKEN})
    assert "nothing to the police" not in nora.get(url).content.decode()


def test_who_declined_needs_no_further_no(cast: Cast, case: Case) -> None:
    new = Consent(case=case, purpose=Purpose.POLICE)
    assert codes(new, "refuse_unasked", cast.nora) == []
    new.case.__dict__["status"] = "declined_by_person"
    assert codes(new, "refuse_unasked", cast.nora) == ["person_has_not_declined"]


def test_a_talk_is_about_one_person(cast: Cast, case: Case) -> None:
    asked = {"purpose": Purpose.RESEARCH, "recipient": None, "data": ["summary"], "talk": uuid4()}
    first = prepare(case=case, by=cast.nora, **asked)[0]
    other = prepare(case=presumed_case(cast.nora), by=cast.nora, **asked)[0]
    assert first.talk != other.talk
    assert refuse_police(case=case, by=cast.nora)
