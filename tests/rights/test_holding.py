"""What is asked by right stands against those who would rather be rid of it, and ends with the file."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts.actors import Actor
from consent.actions import refuse_police
from encryption import keys
from identification.actions import decline, merge
from identification.holds import held
from identification.models import Case
from retention import actions as retention
from rights import actions
from rights.enums import WhyRestricted
from rights.models import Complaint
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.makers import opened_case, presumed_case
from tests.makers_legal_aid import matter_at
from tests.makers_retention import REASON, closed_case, proposal_of, wished
from tests.makers_retention import held as hold
from tests.makers_rights import asked_copy, complaint, copy_at, correction, restricted
from workflow.gate import perform

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("why", WhyRestricted)
def test_what_the_person_needs_for_a_claim_is_not_erased_by_the_clock(cast: Cast, why: str) -> None:
    case = closed_case(cast, days_ago=3 * 365)
    actions.restrict(case=case, by=cast.nora, key=uuid4(), data="", why=why)
    due = retention.propose_due(case=case, by=Actor.system("propose_retention"))
    wanted = why in (WhyRestricted.CLAIM, WhyRestricted.UNLAWFUL)
    assert codes(due, "agree", cast.dov) == (["nothing_holds_the_case"] if wanted else [])


def test_proceedings_under_one_number_hold_the_other(cast: Cast) -> None:
    older, younger = presumed_case(cast.nora), opened_case(cast.nora)
    matter_at("assigned", cast, case=older)
    merge(case=younger, into=older, by=cast.nora)
    assert held(Case.objects.get(pk=older.pk))
    assert held(Case.objects.get(pk=younger.pk))


def test_what_was_asked_for_while_a_hold_stood_ends_with_the_file(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    standing = hold(case, cast)
    asked = complaint(cast, decline(case=case, can_decide="yes", by=cast.nora))
    retention.lift(legalhold=standing, reason=REASON, by=cast.dov)
    assert Complaint.objects.filter(pk=asked.pk).values_list("status", flat=True)[0] == "ended"


def test_the_pages_of_what_was_asked_open_when_the_file_is_erased(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    asked = [complaint(cast, case), correction(cast, case), copy_at("prepared", cast, case)]
    retention.approve_erasure(erasure=wished(case, cast), by=cast.dov)
    dana = client_of(cast.dana)
    assert [dana.get(one.get_absolute_url()).status_code for one in asked] == [200, 200, 200]
    new = {"key": str(uuid4()), "data": "", "why": WhyRestricted.WISH}
    assert dana.post(f"/cases/{case.number}/rights/new/restriction/", new).status_code == 409


@pytest.mark.parametrize("asked", [complaint, correction, asked_copy])
def test_the_clock_erases_nobody_who_waits_for_an_answer(cast: Cast, asked: Any) -> None:
    case = closed_case(cast, days_ago=3 * 365)
    due = retention.propose_due(case=case, by=Actor.system("propose_retention"))
    asked(cast, case)
    assert codes(due, "agree", cast.dov) == ["no_answer_is_owed"]


@pytest.mark.parametrize("asked", [complaint, correction, asked_copy])
def test_nor_what_was_approved_before_they_asked(cast: Cast, asked: Any) -> None:
    case = closed_case(cast, days_ago=3 * 365)
    due = retention.propose_due(case=case, by=Actor.system("propose_retention"))
    perform(due, "agree", by=cast.dov)
    asked(cast, case)
    call_command("execute_retention")
    assert keys.exist(case.pk)
    assert proposal_of(case).status == "approved"


def test_an_answer_that_was_not_told_is_still_owed_for_half_a_year(cast: Cast) -> None:
    case = closed_case(cast, days_ago=3 * 365)
    due = retention.propose_due(case=case, by=Actor.system("propose_retention"))
    waits = perform(complaint(cast, case), "take", by=cast.dov)
    waits = perform(waits, "reply", outcome="upheld", reason=REASON * 2, by=cast.dov)
    assert codes(due, "agree", cast.dov) == ["no_answer_is_owed"]
    with time_machine.travel(timezone.now() + timedelta(days=183)):
        assert codes(due, "agree", cast.dov) == []
    perform(waits, "tell_answer", by=cast.nora)
    assert codes(due, "agree", cast.dov) == []


def test_the_persons_own_wish_waits_for_no_answer(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    complaint(cast, case)
    assert codes(wished(case, cast), "approve", cast.dov) == []


@pytest.mark.parametrize(
    ("there", "lost"),
    [((), True), (("needs",), True), (("health",), False), (("",), False), (("needs", "health"), False)],
)
def test_what_is_kept_from_use_is_so_in_the_older_case_before_they_become_one(
    cast: Cast, there: tuple[str, ...], lost: bool
) -> None:
    older, younger = opened_case(cast.nora), opened_case(cast.nora)
    restricted(cast, younger, "health")
    for data in there:
        restricted(cast, older, data)
    refused = codes(younger, "merge", cast.nora, into=older)
    assert refused == (["nothing_the_person_asked_for_is_lost"] if lost else [])


def test_nothing_to_the_police_is_said_in_the_older_case_as_well(cast: Cast) -> None:
    older, younger = opened_case(cast.nora), opened_case(cast.nora)
    refuse_police(case=younger, by=cast.nora)
    assert codes(younger, "merge", cast.nora, into=older) == ["nothing_the_person_asked_for_is_lost"]
    refuse_police(case=older, by=cast.nora)
    assert codes(younger, "merge", cast.nora, into=older) == []


def test_all_that_is_kept_from_use_needs_all_there(cast: Cast) -> None:
    older, younger = opened_case(cast.nora), opened_case(cast.nora)
    lifted = restricted(cast, younger)
    restricted(cast, older, "health")
    assert codes(younger, "merge", cast.nora, into=older) == ["nothing_the_person_asked_for_is_lost"]
    actions.lift(restriction=lifted, reason=REASON * 3, person_told=True, by=cast.nora)
    assert codes(younger, "merge", cast.nora, into=older) == []
