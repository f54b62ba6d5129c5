"""Several members decide: who votes, when a decision may be taken, what a tie says, and what stays afterwards."""

from dataclasses import replace
from io import BytesIO
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from identification import actions
from identification.deciding.grounds import Grounds
from identification.deciding.majority import says_yes
from identification.enums import CaseStatus, Stage
from identification.models import Case, Vote
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.identification.countries import country, entry, site_with
from tests.identification.test_rule_pages import shown
from tests.makers import GROUNDS, WRITTEN, pending_case
from tests.makers_deciding import DECISION, DISSENT, PANEL, judges, voted
from workflow.gate import perform
from workflow.guard import writing

OF_ALL = replace(WRITTEN, text="These are the grounds of all.")
BALLOT = {"grounds": WRITTEN}


def panel_case(cast: Cast) -> Case:
    return pending_case(cast, jurisdiction=PANEL)


@pytest.mark.parametrize("members", range(1, 8))
def test_more_than_half_say_yes_and_a_tie_only_where_grounds_are_asked_for(members: int) -> None:
    for opinions in combinations_with_replacement(["yes", "no"], members):
        agree, against = opinions.count("yes"), opinions.count("no")
        assert says_yes("", opinions) == says_yes(Stage.CONCLUSIVE_GROUNDS, opinions) == (agree > against)
        assert says_yes(Stage.REASONABLE_GROUNDS, opinions) == (agree >= against)


def test_one_member_decides_without_a_vote(cast: Cast) -> None:
    assert codes(pending_case(cast), "vote", cast.ada, **BALLOT) == ["several_members_decide"]


def test_a_decision_waits_for_the_votes_and_says_what_they_say(cast: Cast) -> None:
    agnes, alba = judges(cast, "Agnes", "Alba")
    case = panel_case(cast)
    assert codes(case, "identify", cast.ada, **DECISION) == ["decider_voted", "enough_members_voted"]
    voted(voted(case, cast.ada, cast.aldo), agnes, yes=False)
    assert codes(case, "identify", alba, **DECISION) == ["decider_voted"]
    assert codes(case, "refuse_identification", agnes, **DECISION) == ["votes_say_no"]
    assert codes(case, "vote", alba, **BALLOT) == ["panel_has_room"]
    case = actions.identify(case=case, **DECISION, by=cast.ada)
    assert (case.status, case.decisions.get().members) == (CaseStatus.IDENTIFIED, 3)


def test_a_vote_may_be_changed_until_the_decision(cast: Cast) -> None:
    (agnes,) = judges(cast, "Agnes")
    case = voted(panel_case(cast), cast.ada, cast.aldo, agnes)
    case = voted(case, cast.aldo, agnes, yes=False)
    assert case.votes.count() == 3
    assert codes(case, "identify", cast.ada, **DECISION) == ["votes_say_yes"]
    assert case.votes.get(voted_by=agnes.user).history.count() == 2
    case = actions.refuse_identification(case=case, **DECISION, by=agnes)
    assert codes(case, "vote", cast.ada, **BALLOT) == ["wrong_state"]


def test_who_screened_or_works_for_the_carrier_does_not_vote(cast: Cast) -> None:
    case = panel_case(cast)
    screening = case.screenings.get()
    screening.screened_by = cast.ada.user
    with writing():
        screening.save()
    assert codes(case, "vote", cast.ada, **BALLOT) == ["decider_did_not_screen"]
    assert codes(case, "vote", cast.aldo, grounds=Grounds("no", "no", "no")) == [
        "grounds_are_given",
        "means_are_given",
    ]
    assert codes(case, "vote", cast.nora, **BALLOT) == ["by_authority"]


def test_on_appeal_other_members_vote_and_decide(cast: Cast) -> None:
    agnes, alba, amos, axel = judges(cast, "Agnes", "Alba", "Amos", "Axel")
    case = voted(panel_case(cast), cast.ada, cast.aldo, agnes, yes=False)
    case = actions.refuse_identification(case=case, **DECISION, by=cast.ada)
    case = perform(case, "appeal", by=cast.nora)
    assert codes(case, "vote", agnes, **BALLOT) == ["heard_by_other_members"]
    assert codes(case, "grant_appeal", agnes, **DECISION) == ["by_other_authority_member"]
    case = voted(case, alba, amos, axel)
    assert actions.grant_appeal(case=case, **DECISION, by=amos).status == CaseStatus.IDENTIFIED


def test_a_case_that_is_taken_back_voids_the_round(cast: Cast) -> None:
    case = voted(panel_case(cast), cast.ada, cast.aldo)
    case = actions.halt_identification(case=case, by=cast.nora)
    again = actions.request_identification(case=case, authority=cast.ada.organisation, by=cast.nora)
    assert (again.votes.count(), again.votes_now().count()) == (2, 0)
    assert codes(again, "identify", cast.ada, **DECISION) == ["decider_voted", "enough_members_voted"]


def test_each_stage_has_votes_of_its_own_and_a_tie_finds_grounds(cast: Cast, tmp_path: Path) -> None:
    two = country(decisions=[entry(2)], conclusive_days=[entry(45)], panel_members=[entry(2)])
    with site_with(tmp_path, two):
        case = voted(voted(pending_case(cast), cast.ada), cast.aldo, yes=False)
        assert codes(case, "refuse_identification", cast.aldo, **DECISION) == ["votes_say_no"]
        case = actions.find_grounds(case=case, **DECISION, by=cast.ada)
        assert case.votes_now().count() == 0
        case = voted(voted(case, cast.ada), cast.aldo, yes=False)
        assert codes(case, "identify", cast.ada, **DECISION) == ["votes_say_yes"]
        assert codes(case, "refuse_identification", cast.aldo, **DECISION) == []


def test_the_database_keeps_the_votes_of_a_round_that_is_over(cast: Cast) -> None:
    (agnes,) = judges(cast, "Agnes")
    case = voted(panel_case(cast), cast.ada, cast.aldo, agnes)
    actions.identify(case=case, **DECISION, by=cast.ada)
    vote = case.votes.get(voted_by=agnes.user)
    vote.outcome = "no"
    late = Vote(case=case, round=case.round, outcome="no", grounds=DISSENT, voted_by=cast.nora.user)
    for row in (vote, late):
        with pytest.raises(IntegrityError, match="stays when it is over"), transaction.atomic(), writing():
            row.save()
    vote.grounds = "Sealed anew."
    with writing():
        vote.save(update_fields=["grounds"])  # as a renewal of keys does


def test_one_vote_a_member_and_round(cast: Cast) -> None:
    case = voted(panel_case(cast), cast.ada)
    twin = Vote(case=case, round=case.round, outcome="no", grounds=DISSENT, voted_by=cast.ada.user)
    with pytest.raises(IntegrityError, match="one_vote_a_member_and_round"), transaction.atomic(), writing():
        twin.save()


def test_dissent_is_shown_with_the_decision_and_the_grounds_of_the_others_are_not(cast: Cast) -> None:
    (agnes,) = judges(cast, "Agnes")
    case = voted(voted(panel_case(cast), cast.ada, cast.aldo), agnes, yes=False)
    url = f"{case.get_absolute_url()}decisions/"
    assert DISSENT not in shown(client_of(cast.nora), url)
    actions.identify(case=case, grounds=OF_ALL, appeal_told=True, by=cast.ada)
    words = shown(client_of(cast.nora), url)
    assert f"Agnes did not agree What was done {WRITTEN.act} By what means {WRITTEN.means}" in words
    assert words.count(f"Further grounds {DISSENT}") == 1
    assert "2 of 3 members agreed with this decision." in words
    assert GROUNDS not in words
    assert words.count(WRITTEN.act) == 2


def test_a_letter_tells_dissent_by_the_rules_of_its_own_decision(cast: Cast, tmp_path: Path) -> None:
    (agnes,) = judges(cast, "Agnes")
    with site_with(tmp_path, country(panel_members=[entry(3)], dissent_in_letter=[entry(True)])):
        case = voted(pending_case(cast, language="en"), cast.ada, cast.aldo)
        case = voted(case, agnes, yes=False)
        actions.identify(case=case, grounds=OF_ALL, appeal_told=True, by=cast.ada)
    case.refresh_from_db()
    case.remember([("dissent_in_letter", None)])  # asked again, under another law
    with writing():
        case.save()
    answer = client_of(cast.nora).get(f"/decisions/{case.decisions.get().pk}/letter/")
    assert "A member who did not agree wrote" in PdfReader(BytesIO(answer.content)).pages[0].extract_text()


def test_what_agreeing_members_wrote_is_read_at_their_authority_alone(cast: Cast) -> None:
    (agnes,) = judges(cast, "Agnes")
    case = voted(voted(panel_case(cast), cast.ada, cast.aldo), agnes, yes=False)
    case = actions.identify(case=case, grounds=OF_ALL, appeal_told=True, by=cast.ada)
    url = f"{case.get_absolute_url()}decisions/"
    words = shown(client_of(agnes), url)
    assert words.count(f"Further grounds {GROUNDS}") == 2
    assert words.index("Agnes did not agree") < words.index("Ada agreed") < words.index("Aldo agreed")
    for one in (cast.nora, cast.dana):
        assert " agreed What was done" not in shown(client_of(one), url)


@pytest.mark.parametrize("tells", [False, True])
def test_the_letter_counts_votes_and_tells_dissent_only_where_the_country_says_so(
    cast: Cast, tmp_path: Path, tells: bool
) -> None:
    (agnes,) = judges(cast, "Agnes")
    three = country(panel_members=[entry(3)], dissent_in_letter=[entry(tells)])
    with site_with(tmp_path, three):
        case = voted(voted(pending_case(cast, language="en"), cast.ada, cast.aldo), agnes, yes=False)
        actions.identify(case=case, grounds=OF_ALL, appeal_told=True, by=cast.ada)
        answer = client_of(cast.nora).get(f"/decisions/{case.decisions.get().pk}/letter/")
    (page,) = [" ".join(one.extract_text().split()) for one in PdfReader(BytesIO(answer.content)).pages]
    assert "2 of 3 members agreed with this decision." in page
    assert (f"A member who did not agree wrote: What was done: {WRITTEN.act}" in page) is tells
    assert "Agnes" not in page
