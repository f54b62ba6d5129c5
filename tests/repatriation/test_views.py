"""The pages of returns, through HTTP."""

from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.enums import ServiceKind
from audit.models import Event, Outcome
from children.enums import About, Conclusion
from identification.enums import AgeBand
from referral.enums import ReferralStatus
from repatriation.enums import ReturnStatus
from repatriation.models import Return
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import presumed_case, referral_at
from tests.makers_children import noted
from tests.makers_repatriation import WISH, return_at

# What a browser sends where nothing is to be entered: its token.
GO = {"csrfmiddlewaretoken": "token"}


def do(record: Return, name: str) -> str:
    return reverse("return_step", args=[record.pk, name])


def test_the_page_shows_what_may_be_done_and_leaves_an_event(cast: Cast) -> None:
    record = return_at(ReturnStatus.CONSENTED, cast)
    page = client_of(cast.nora).get(record.get_absolute_url())
    assert page.status_code == 200
    assert WISH in page.content.decode()
    assert do(record, "assess_risk") in page.content.decode()
    assert Event.objects.filter(kind="return.view", case_id=record.case_id).count() == 1


@pytest.mark.parametrize("status", [one for one in ReturnStatus if one != ReturnStatus.NEW])
def test_the_page_opens_at_each_state(cast: Cast, status: str) -> None:
    record = return_at(status, cast)
    for actor in (cast.nora, cast.rafi):
        assert client_of(actor).get(record.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["otto", "stat", "ada", "odile", "sami"])
def test_a_stranger_finds_nothing(cast: Cast, name: str) -> None:
    record = return_at(ReturnStatus.CONSENTED, cast)
    client = client_of(cast.everybody()[name])
    assert client.get(record.get_absolute_url()).status_code == 404
    assert client.post(do(record, "withdraw"), GO).status_code == 404
    assert client.get(reverse("case_returns", args=[record.case.number])).status_code == 404


def test_exploring_twice_with_the_same_form_explores_once(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast, to=cast.rafi, kind=ServiceKind.RETURN)
    address, client = reverse("return_explore", args=[referral.pk]), client_of(cast.rafi)
    assert client.get(address).status_code == 200
    entered = {"key": uuid4(), "destination_country": "BK"}
    first, second = client.post(address, entered), client.post(address, entered)
    assert first["Location"] == second["Location"] == Return.objects.get().get_absolute_url()


def test_who_prepares_no_returns_is_not_asked_to_explore(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.ACCEPTED, cast, to=cast.rafi, kind=ServiceKind.RETURN)
    assert client_of(cast.dana).get(reverse("return_explore", args=[referral.pk])).status_code == 403


def test_exploring_on_a_referral_that_is_not_accepted_says_why(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.SENT, cast, to=cast.rafi, kind=ServiceKind.RETURN)
    entered = {"key": uuid4(), "destination_country": "BK"}
    page = client_of(cast.rafi).post(reverse("return_explore", args=[referral.pk]), entered)
    assert page.status_code == 409
    assert "has accepted" in page.content.decode()


def test_the_return_says_what_the_note_on_best_interests_says_and_asks_no_second_time(cast: Cast) -> None:
    child = return_at(ReturnStatus.CONSENTED, cast, case=presumed_case(cast.nora, age_band=AgeBand.CHILD))
    adult = return_at(ReturnStatus.CONSENTED, cast, case=presumed_case(cast.nora))
    client, no = client_of(cast.nora), "No, it is not in the child&#x27;s best interests"
    assert "best_interests" not in client.get(do(child, "assess_risk")).content.decode()
    for record in (child, adult):
        assert client.post(do(record, "assess_risk"), {"risk": "low"}).status_code == 302
    noted(child.case, cast.nora, About.RETURN, Conclusion.NO)
    assert no in client.get(child.get_absolute_url()).content.decode()
    assert "Best interests" not in client.get(adult.get_absolute_url()).content.decode()


def test_the_counsel_answers_every_question(cast: Cast) -> None:
    record = return_at(ReturnStatus.CONSENTED, cast)
    client_of(cast.nora).post(do(record, "assess_risk"), {"risk": "low"})
    counsel = client_of(cast.lena)
    assert counsel.post(do(record, "join_assessment"), {"asylum_claim": "no"}).status_code == 200
    entered = {"asylum_claim": "no", "proceeding_pending": "yes", "leave_of_court": "yes"}
    assert counsel.post(do(record, "join_assessment"), entered).status_code == 302
    record = Return.objects.get(pk=record.pk)
    assert (record.status, record.proceeding_pending) == (ReturnStatus.RISK_ASSESSED, True)


def test_a_reader_who_may_not_act_gets_403_and_the_refusal_is_remembered(committed_cast: Cast) -> None:
    """Refused within a request, on a connection of its own: the request is rolled back."""
    record = return_at(ReturnStatus.RISK_ASSESSED, committed_cast)
    assert client_of(committed_cast.nora).post(do(record, "clear"), GO).status_code == 403
    assert Event.objects.filter(kind="return.clear", outcome=Outcome.REFUSED).count() == 1


def test_a_refused_step_says_why(cast: Cast) -> None:
    record = return_at(ReturnStatus.IN_TRANSIT, cast)
    page = client_of(cast.rafi).post(do(record, "hand_over"), {"sending_signed": "on"})
    assert page.status_code == 409
    assert "Both sides must sign" in page.content.decode()


@pytest.mark.parametrize(
    ("status", "step", "entered", "after"),
    [
        ("explored", "consent", {"wish": WISH}, "consented"),
        ("cleared", "start_documents", GO, "documents"),
        (
            "receiving_confirmed",
            "schedule",
            {"travel_on_0": "7", "travel_on_1": "3", "travel_on_2": "2090"},
            "scheduled",
        ),
        ("scheduled", "depart", GO, "in_transit"),
        ("in_transit", "hand_over", {"sending_signed": "on", "receiving_signed": "on"}, "handed_over"),
        ("handed_over", "monitor", GO, "monitoring"),
        ("monitoring", "complete", {"no_contact_wished": "on"}, "completed"),
        ("documents", "fail", {"failure_reason": "health"}, "failed"),
        ("scheduled", "withdraw", GO, "withdrawn"),
    ],
)
def test_the_officer_goes_on(cast: Cast, status: str, step: str, entered: dict[str, str], after: str) -> None:
    record, client = return_at(status, cast), client_of(cast.rafi)
    assert client.get(do(record, step)).status_code == 200
    page = client.post(do(record, step), entered, follow=True)
    assert page.status_code == 200
    record = Return.objects.get(pk=record.pk)
    assert record.status == after


def test_the_receiver_is_chosen_among_organisations_of_the_destination(cast: Cast) -> None:
    record, client = return_at(ReturnStatus.EXPLORED, cast), client_of(cast.rafi)
    form = client.get(do(record, "name_receiver")).context["form"]
    assert list(form.fields["receiving_organisation"].queryset) == [cast.away]
    client.post(do(record, "name_receiver"), {"receiving_organisation": cast.away.pk})
    record = Return.objects.get(pk=record.pk)
    assert record.receiving_organisation == cast.away


def test_the_list_of_a_case_leaves_one_event(cast: Cast) -> None:
    record = return_at(ReturnStatus.EXPLORED, cast)
    page = client_of(cast.nora).get(reverse("case_returns", args=[record.case.number]))
    assert record.get_absolute_url() in page.content.decode()
    assert Event.objects.filter(kind="return.list", case_id=record.case_id).count() == 1


def test_an_empty_list_says_what_to_do_first(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    page = client_of(cast.nora).get(reverse("case_returns", args=[case.number]))
    assert reverse("case_referrals", args=[case.number]) in page.content.decode()
