"""What was tried against deciding: forms left open, votes of those who are gone, members who work for both sides."""

from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from pypdf import PdfReader

from accounts import roles
from accounts.actions import add_member, end_membership
from accounts.actors import Actor
from accounts.models import Membership
from identification import actions
from identification.enums import CaseStatus
from identification.models import Case, Inquiry
from tests.cast import FOUNDER, Cast
from tests.helpers import client_of, codes
from tests.identification.countries import country, entry, site_with
from tests.journeys.people import HIDDEN
from tests.makers import ELEMENTS, GROUNDS, pending_case
from tests.makers_deciding import DECISION, PANEL, asked, judges, twice_decided, voted

NOT_NOW = "Another question is put now: look at the case again."


def read(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def form_of(client, url: str) -> dict[str, str]:
    """Return what the form sends along by itself."""
    return dict(HIDDEN.findall(client.get(url).content.decode()))


def test_a_no_to_the_first_question_is_no_answer_to_the_second(cast: Cast) -> None:
    case, aldo = twice_decided(cast), client_of(cast.aldo)
    url = f"{case.get_absolute_url()}do/refuse_identification/"
    sent = {**form_of(aldo, url), **ELEMENTS, "grounds": GROUNDS, "appeal_told": "on"}
    actions.find_grounds(case=case, **DECISION, by=cast.ada)
    answer = aldo.post(url, sent)
    assert answer.status_code == 409
    assert NOT_NOW in answer.content.decode()
    assert GROUNDS in answer.content.decode()
    assert read(case).status == CaseStatus.IDENTIFICATION_PENDING
    again = aldo.post(url, sent | form_of(aldo, url))
    assert (again.status_code, read(case).status) == (302, CaseStatus.NOT_IDENTIFIED)


def test_a_vote_on_one_question_is_none_on_the_next(cast: Cast, tmp_path: Path) -> None:
    two = country(decisions=[entry(2)], conclusive_days=[entry(45)], panel_members=[entry(2)])
    with site_with(tmp_path, two):
        case, ada = voted(pending_case(cast), cast.ada, cast.aldo), client_of(cast.ada)
        url = f"{case.get_absolute_url()}do/vote/"
        sent = {**form_of(ada, url), **ELEMENTS, "outcome": "yes"}
        case = actions.find_grounds(case=case, **DECISION, by=cast.ada)
        answer = ada.post(url, sent)
    assert (answer.status_code, NOT_NOW in answer.content.decode()) == (409, True)
    assert not case.votes_now().exists()


def test_a_vote_is_none_in_a_procedure_that_began_anew(cast: Cast) -> None:
    case, ada = pending_case(cast, jurisdiction=PANEL), client_of(cast.ada)
    url = f"{case.get_absolute_url()}do/vote/"
    sent = {**form_of(ada, url), **ELEMENTS, "outcome": "no"}
    case = actions.halt_identification(case=case, by=cast.nora)
    actions.request_identification(case=case, authority=cast.ada.organisation, by=cast.nora)
    assert ada.post(url, sent).status_code == 409
    assert not case.votes.exists()


@pytest.mark.parametrize("told", [{}, {"for_round": "first"}, {"for_round": "9" * 5000}])
def test_a_form_that_says_no_question_answers_none(cast: Cast, told: dict[str, str]) -> None:
    case = pending_case(cast)
    url = f"{case.get_absolute_url()}do/identify/"
    answer = client_of(cast.ada).post(url, {**ELEMENTS, "appeal_told": "on", **told})
    assert NOT_NOW in answer.content.decode()
    assert read(case).status == CaseStatus.IDENTIFICATION_PENDING


def test_who_reads_a_question_is_said_as_it_is(cast: Cast) -> None:
    page = client_of(cast.ada).get(f"{pending_case(cast).get_absolute_url()}inquiries/new/").content.decode()
    assert "Kept sealed. People of the organisation who see the case read it." in page


def on_both_sides(cast: Cast) -> Actor:
    """Return Nora, who manages the case, as the member of the authority that she is as well."""
    add_member(
        email=cast.nora.user.email,
        display_name="Nora",
        organisation=cast.ada.organisation,
        roles=[roles.AUTHORITY_MEMBER],
        by=FOUNDER,
    )
    return Actor.of(Membership.objects.get(user=cast.nora.user, organisation=cast.ada.organisation))


def test_who_carries_the_case_reads_no_votes_before_the_decision(cast: Cast) -> None:
    case, nora = voted(pending_case(cast, jurisdiction=PANEL), cast.ada), on_both_sides(cast)
    url = f"{case.get_absolute_url()}deciding/"
    page = client_of(nora).get(url).content.decode()
    assert "You may not decide on this case, so the votes are not shown to you." in page
    assert GROUNDS not in page
    assert GROUNDS in client_of(cast.aldo).get(url).content.decode()


def test_who_carries_the_case_neither_asks_nor_ends_a_question(cast: Cast) -> None:
    case, nora = twice_decided(cast), on_both_sides(cast)
    new = Inquiry.to_carrier(case, nora)
    told = {"question": GROUNDS, "due": timezone.localdate()}
    barred = ["decider_did_not_screen", "decider_does_not_carry"]
    assert codes(new, "ask", nora, **told) == barred
    assert codes(asked(case, cast), "take_back", nora) == barred


def away(member: Actor) -> None:
    """This member leaves the authority."""
    end_membership(membership=Membership.objects.current().get(user=member.user), by=FOUNDER)


def test_the_vote_of_a_member_who_left_counts_no_more(cast: Cast) -> None:
    agnes, alba = judges(cast, "Agnes", "Alba")
    case = voted(pending_case(cast, jurisdiction=PANEL), cast.ada, cast.aldo, agnes)
    away(agnes)
    assert codes(case, "identify", cast.ada, **DECISION) == ["enough_members_voted"]
    waiting = Case.objects.awaiting_decision_of(cast.ada.organisation_id).get(pk=case.pk)
    assert waiting.votes_given == 2
    page = client_of(cast.ada).get(f"{case.get_absolute_url()}deciding/").content.decode()
    assert "This member no longer decides on this case: the vote does not count." in page
    case = actions.identify(case=voted(case, alba), **DECISION, by=cast.ada)
    gone = case.votes.get(voted_by=agnes.user)
    assert (gone.is_void, case.votes.filter(is_void=False).count()) == (True, 3)
    page = client_of(cast.ada).get(f"{case.get_absolute_url()}decisions/").content.decode()
    assert "3 of 3 members agreed" in page


def test_the_vote_of_a_member_who_joined_the_carrier_counts_no_more(cast: Cast) -> None:
    (agnes,) = judges(cast, "Agnes")
    case = voted(pending_case(cast, jurisdiction=PANEL), cast.ada, cast.aldo, agnes)
    add_member(
        email=agnes.user.email,
        display_name="Agnes",
        organisation=cast.nora.organisation,
        roles=[roles.CASE_MANAGER],
        by=FOUNDER,
    )
    assert codes(case, "identify", cast.ada, **DECISION) == ["enough_members_voted"]


def test_a_letter_printed_again_names_who_decided(cast: Cast) -> None:
    case = actions.refuse_identification(case=pending_case(cast, language="en"), **DECISION, by=cast.ada)
    url = f"/decisions/{case.decisions.get().pk}/letter/"
    case = actions.appeal(case=case, by=cast.nora)
    actions.halt_identification(case=case, by=cast.nora)
    paper = PdfReader(BytesIO(client_of(cast.nora).get(url).content))
    assert cast.ada.organisation.name in paper.pages[0].extract_text()
