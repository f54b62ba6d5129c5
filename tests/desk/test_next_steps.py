"""What a case and a referral offer to begin: only what the gate would allow, and nothing that waits already."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import ServiceKind
from desk.next_steps import beginnings
from desk.waiting import waiting_for
from identification.models import Case
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import opened_case, presumed_case, referral_at
from tests.makers_repatriation import return_at
from tests.makers_shelters import requested, shelter_of
from workflow.gate import perform

BED, RETURN, MATTER = "Ask for a bed", "Explore a return", "Open a legal matter"


def names(case: Case, who: str, cast: Cast) -> list[str]:
    return [one.name for one in beginnings(case, getattr(cast, who))]


@pytest.mark.parametrize("age", ["adult", "child", "unknown"])
def test_a_new_case_is_screened_first(cast: Cast, age: str) -> None:
    case = opened_case(cast.nora, age_band=age)
    steps = beginnings(case, cast.nora)
    assert [(one.name, one.tone) for one in steps] == [("begin", "primary"), ("draft", "plain")]
    client = client_of(cast.nora)
    assert [client.get(one.url).status_code for one in steps] == [200, 200]


def test_who_is_presumed_can_be_referred(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    steps = beginnings(case, cast.nora)
    assert [one.label for one in steps] == ["Ask for consent", "Refer to a service", "Plan a return"]
    client = client_of(cast.nora)
    page = client.get(case.get_absolute_url()).content.decode()
    for one in steps:
        assert f'href="{one.url}"' in page
        assert client.get(one.url).status_code == 200


def test_a_first_responder_plans_no_return(cast: Cast) -> None:
    assert names(presumed_case(cast.odile), "odile", cast) == ["draft", "draft"]


@pytest.mark.parametrize("who", ["dana", "vera", "ada", "sami"])
def test_the_others_begin_nothing(cast: Cast, who: str) -> None:
    assert names(referral_at(ReferralStatus.ACCEPTED, cast).case, who, cast) == []


def test_nothing_begins_for_who_declined(cast: Cast) -> None:
    case = perform(opened_case(cast.nora), "decline", can_decide="yes", by=cast.nora)
    assert names(case, "nora", cast) == []


def test_asking_costs_no_statement(cast: Cast) -> None:
    case = Case.objects.select_related("carrier").get(pk=presumed_case(cast.nora).pk)
    with CaptureQueriesContext(connection) as captured:
        beginnings(case, cast.nora)
    assert len(captured) == 0


def test_home_asks_for_no_plan_while_a_referral_waits(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    plan = f"Plan help for case {case.number}"
    assert plan in [one.label for one in waiting_for(cast.nora)]
    referral = referral_at(ReferralStatus.SENT, cast, case=case)
    assert plan not in [one.label for one in waiting_for(cast.nora)]
    perform(referral, "revoke", by=cast.nora)
    assert plan in [one.label for one in waiting_for(cast.nora)]


@pytest.mark.parametrize(
    ("kind", "who", "others", "label"),
    [
        (ServiceKind.ACCOMMODATION, "sami", ["nora"], BED),
        (ServiceKind.RETURN, "rafi", ["nora"], RETURN),
        (ServiceKind.LEGAL_AID, "lena", [], MATTER),
    ],
)
def test_an_accepted_referral_leads_on(
    cast: Cast, kind: ServiceKind, who: str, others: list[str], label: str
) -> None:
    shelter_of(cast.sami)
    referral = referral_at(ReferralStatus.ACCEPTED, cast, to=getattr(cast, who), kind=kind)
    url = referral.get_absolute_url()
    for name in ("sami", "nora", "lena", "rafi", "dana"):
        page = client_of(getattr(cast, name)).get(url)
        offered = page.status_code == 200 and label in page.content.decode()
        assert offered == (name in [who, *others]), name


def test_no_bed_is_offered_where_one_is_asked_for(cast: Cast) -> None:
    stay = requested(cast)
    page = client_of(cast.sami).get(stay.referral.get_absolute_url()).content.decode()
    assert BED not in page


def test_no_return_is_offered_where_one_goes_on(cast: Cast) -> None:
    going = return_at("explored", cast)
    page = client_of(cast.rafi).get(going.referral.get_absolute_url()).content.decode()
    assert RETURN not in page
