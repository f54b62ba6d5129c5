"""Two cases of one person: the younger is merged into the older, and back for 30 days."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.models import Event
from consent.actions import prepare
from consent.enums import DataSet, Purpose
from encryption import keys
from identification import actions
from identification.enums import AgeBand, CaseStatus, Scope
from identification.models import Case, Screening
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.identification.people import person, shown_to
from tests.identification.who import who_may
from tests.makers import consented, drafted, opened_case, pending_case, presumed_case
from workflow.gate import perform
from workflow.refusal import Refused


def merged(cast: Cast, younger: Case | None = None) -> tuple[Case, Case]:
    """Return an older case and a younger one that was merged into it."""
    older = person(cast.nora)
    younger = younger or person(cast.nora)
    return older, actions.merge(case=younger, into=older, by=cast.nora)


def last_of(case: Case) -> str:
    return Event.objects.filter(case_id=case.pk).latest("id").kind


@pytest.mark.parametrize("make", [opened_case, presumed_case])
def test_the_younger_points_to_the_older_and_back_it_is_what_it_was(cast: Cast, make: Any) -> None:
    older = opened_case(cast.nora)
    younger = make(cast.nora)
    before = younger.status
    case = actions.merge(case=younger, into=older, by=cast.nora)
    assert (case.status, case.merged_into) == (CaseStatus.MERGED, older)
    assert (last_of(case), last_of(older)) == ("case.merge", "case.take_in")
    case = actions.undo_merge(case=case, by=cast.nora)
    assert (case.status, case.merged_into) == (before, None)
    assert (last_of(case), last_of(older)) == ("case.undo_merge", "case.let_go")


def test_whose_task_it_is(cast: Cast) -> None:
    older, case = merged(cast)
    assert who_may(cast, older, "merge") == who_may(cast, case, "undo_merge") == {"nora"}


def test_only_into_an_older_open_case_that_one_carries(cast: Cast) -> None:
    older, younger = opened_case(cast.nora), opened_case(cast.nora)
    other = opened_case(cast.odile)
    assert codes(younger, "merge", cast.nora, into=older) == []
    assert codes(older, "merge", cast.nora, into=younger) == ["other_is_older_and_open"]
    assert codes(older, "merge", cast.nora, into=older) == ["other_is_older_and_open"]
    assert codes(opened_case(cast.nora), "merge", cast.nora, into=other) == ["both_are_carried_here"]
    gone = actions.decline(case=older, can_decide="yes", by=cast.nora)
    assert codes(younger, "merge", cast.nora, into=gone) == ["other_is_older_and_open"]


def test_not_while_anything_is_open(cast: Cast) -> None:
    older, younger = opened_case(cast.nora), presumed_case(cast.nora)
    consented(younger, cast.nora, cast.sami.organisation)
    drafted(younger, cast.nora, cast.sami)
    assert codes(younger, "merge", cast.nora, into=older) == ["nothing_is_open"]


def test_not_while_anybody_else_sees_it(cast: Cast) -> None:
    older, younger = opened_case(cast.nora), opened_case(cast.nora)
    shown_to(cast.lena, younger, Scope.SUMMARY)
    assert codes(younger, "merge", cast.nora, into=older) == ["nobody_else_sees_it"]


def test_not_once_an_authority_was_asked(cast: Cast) -> None:
    older = opened_case(cast.nora)
    assert codes(pending_case(cast), "merge", cast.nora, into=older) == ["wrong_state"]


def test_in_a_merged_case_nothing_more_is_written(cast: Cast) -> None:
    younger = opened_case(cast.nora)
    begun = Screening(case=younger, profile="adult_labour", screened_by=cast.nora.user)
    screening = perform(begun, "begin", by=cast.nora)
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        older = opened_case(cast.nora)
    case = actions.merge(case=younger, into=older, by=cast.nora)
    with pytest.raises(Refused, match="case_is_not_merged"):
        actions.answer(screening=screening, answers={"EX01": "yes"}, by=cast.nora)
    with pytest.raises(Refused, match="case_is_not_merged"):
        prepare(case=case, purpose=Purpose.SERVICES, recipient=None, data=[DataSet.SUMMARY], by=cast.nora)
    for step in ("record_identity", "presume", "merge"):
        assert codes(case, step, cast.nora, into=older) == ["wrong_state"]


def test_after_30_days_it_stays_merged(cast: Cast) -> None:
    _older, case = merged(cast)
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        assert codes(case, "undo_merge", cast.nora) == []
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert codes(case, "undo_merge", cast.nora) == ["merge_can_still_be_undone"]


def test_erasing_the_person_takes_the_merged_cases_along(cast: Cast) -> None:
    first, second = person(cast.nora), person(cast.nora)
    third = actions.merge(case=person(cast.nora), into=second, by=cast.nora)
    actions.merge(case=second, into=first, by=cast.nora)
    actions.decline(case=first, can_decide="yes", by=cast.nora)
    for case in (first, second, third):
        assert Case.objects.get(pk=case.pk).status == CaseStatus.DECLINED_BY_PERSON
        assert not keys.exist(case.pk)


def test_a_merged_case_can_be_erased_alone(cast: Cast) -> None:
    older, case = merged(cast)
    actions.decline(case=case, can_decide="yes", by=cast.nora)
    assert keys.exist(older.pk)
    assert not keys.exist(case.pk)


def test_two_merges_do_not_make_a_ring(cast: Cast) -> None:
    older, case = merged(cast)
    stale = Case.objects.get(pk=older.pk)
    assert codes(stale, "merge", cast.nora, into=case) == ["other_is_older_and_open"]


def test_the_database_knows_what_a_merge_is(cast: Cast) -> None:
    _older, case = merged(cast)
    for wrong in ("merged_into_id = NULL", "status = 'recovery'", "status = 'identified'"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE identification_case SET {wrong} WHERE id = %s", [case.pk])


def test_the_pages_of_a_merge(cast: Cast) -> None:
    nora, older, younger = client_of(cast.nora), person(cast.nora), person(cast.nora)
    compare = nora.get(f"{older.get_absolute_url()}compare/{younger.number}/").content.decode()
    url = f"{younger.get_absolute_url()}merge/{older.number}/"
    assert url in compare
    assert "For 30 days this can be undone" in nora.get(url).content.decode()
    assert nora.post(url).url == younger.get_absolute_url()
    page = nora.get(younger.get_absolute_url()).content.decode()
    assert older.get_absolute_url() in page
    assert younger.number in nora.get(f"{older.get_absolute_url()}known/").content.decode()
    assert nora.get(url).status_code == 409
    assert nora.post(f"{younger.get_absolute_url()}do/undo_merge/").status_code == 302
    assert Case.objects.get(pk=younger.pk).status == CaseStatus.SCREENING


def test_what_stands_in_the_way_is_told_on_the_page(cast: Cast) -> None:
    nora, older, younger = client_of(cast.nora), person(cast.nora), person(cast.nora)
    shown_to(cast.lena, younger, Scope.SUMMARY)
    compare = nora.get(f"{older.get_absolute_url()}compare/{younger.number}/").content.decode()
    url = f"{younger.get_absolute_url()}merge/{older.number}/"
    assert "Another organisation still sees this case." in compare
    assert url not in compare
    assert nora.post(url).status_code == 409
    assert nora.post(f"{older.get_absolute_url()}merge/{younger.number}/").status_code == 409
    assert client_of(cast.dana).post(url).status_code == 403
    assert client_of(cast.otto).post(url).status_code == 404
    assert Case.objects.get(pk=younger.pk).status == CaseStatus.SCREENING


@pytest.mark.parametrize("band", [AgeBand.CHILD, AgeBand.UNKNOWN])
def test_a_child_is_not_merged_into_an_adult(cast: Cast, band: str) -> None:
    """Nor the other way round: what protects a child must not be lost by it."""
    adult, child = opened_case(cast.nora), opened_case(cast.nora, age_band=band)
    assert codes(child, "merge", cast.nora, into=adult) == ["both_are_children_or_neither"]
    assert codes(opened_case(cast.nora), "merge", cast.nora, into=child) == ["both_are_children_or_neither"]
    assert codes(opened_case(cast.nora, age_band=AgeBand.CHILD), "merge", cast.nora, into=child) == []
