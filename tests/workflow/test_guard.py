"""Guarded rows are written through the gate and actions; every other way raises and changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from identification.enums import AgeBand, CaseStatus
from identification.models import Answer, Case, CaseAccess, Identity
from tests.cast import Cast
from tests.makers import new_case, opened_case, screened
from workflow.gate import perform
from workflow.guard import NotThroughTheGate, require_writing, writing

WAYS: dict[str, Callable[[Case], Any]] = {
    "save": lambda case: case.save(),
    "save of one field": lambda case: case.save(update_fields=["age_band"]),
    "delete": lambda case: case.delete(),
    "update": lambda case: Case.objects.update(age_band=AgeBand.CHILD),
    "update of some": lambda case: Case.objects.filter(pk=case.pk).update(age_band=AgeBand.CHILD),
    "update by all()": lambda case: Case.objects.all().update(status=CaseStatus.CLOSED),
    "delete of some": lambda case: Case.objects.filter(pk=case.pk).delete(),
    "bulk_create": lambda case: Case.objects.bulk_create([case]),
    "bulk_update": lambda case: Case.objects.bulk_update([case], ["age_band"]),
    "create": lambda case: Case.objects.create(carrier=case.carrier, age_band=AgeBand.ADULT),
    "get_or_create": lambda case: Case.objects.get_or_create(
        number="ZZZZ-ZZZZ", defaults={"carrier": case.carrier}
    ),
    "update_or_create": lambda case: Case.objects.update_or_create(pk=case.pk, defaults={"language": "fa"}),
    "through the organisation": lambda case: case.carrier.carried_cases.update(language="fa"),
    "through the organisation, create": lambda case: case.carrier.carried_cases.create(),
    "a child row": lambda case: CaseAccess(case=case, opened_at=case.opened_at).save(),
    "children": lambda case: case.accesses.update(scope="identity"),
    "children, deleted": lambda case: case.accesses.all().delete(),
    "an identity": lambda case: Identity.objects.get(case=case).save(),
    "an answer": lambda case: Answer.objects.create(
        screening=case.screenings.get(), code="EX01", value="yes"
    ),
    "screenings": lambda case: case.screenings.update(result="presumed"),
    "a select for update": lambda case: Case.objects.select_for_update().update(language="fa"),
}


@pytest.fixture
def case(cast: Cast) -> Case:
    case = opened_case(cast.nora)
    screened(case, cast.nora)
    return case


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_past_the_gate_nothing_is_written(case: Case, way: Callable[[Case], Any]) -> None:
    before = Case.objects.filter(pk=case.pk).values().get(), CaseAccess.objects.count(), Case.objects.count()
    with pytest.raises(NotThroughTheGate), transaction.atomic():
        way(case)
    assert (
        Case.objects.filter(pk=case.pk).values().get(),
        CaseAccess.objects.count(),
        Case.objects.count(),
    ) == before


@pytest.mark.parametrize("way", ["aupdate", "adelete", "abulk_create", "abulk_update"])
def test_nor_by_the_asynchronous_ways(case: Case, way: str) -> None:
    with pytest.raises(NotThroughTheGate):
        getattr(Case.objects.all(), way)()


def test_saving_a_related_row_does_not_save_a_case(cast: Cast) -> None:
    case = new_case(cast.nora)
    with pytest.raises(NotThroughTheGate):
        case.save()
    assert not Case.objects.filter(pk=case.pk).exists()


@pytest.mark.parametrize("value", [CaseStatus.CLOSED, CaseStatus.SCREENING, ""])
def test_a_state_cannot_be_assigned(case: Case, value: str) -> None:
    with pytest.raises(AttributeError):
        case.status = value
    assert case.status == CaseStatus.SCREENING


def test_a_state_smuggled_past_the_field_is_refused_by_the_database(case: Case) -> None:
    case.__dict__["status"] = CaseStatus.CLOSED
    with (
        pytest.raises(DatabaseError, match="cannot go from screening to closed"),
        transaction.atomic(),
        writing(),
    ):
        case.save()


def test_a_row_made_in_the_middle_of_its_way_is_refused_by_the_database(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="cannot begin as closed"), transaction.atomic(), writing():
        new_case(cast.nora, status=CaseStatus.CLOSED).save()


def test_writing_ends_with_its_block() -> None:
    with writing():
        require_writing(Case)
    with pytest.raises(NotThroughTheGate):
        require_writing(Case)


def test_writing_ends_with_an_error_too() -> None:
    with pytest.raises(KeyError), writing():
        raise KeyError
    with pytest.raises(NotThroughTheGate):
        require_writing(Case)


def test_refreshing_reads_the_state(cast: Cast, case: Case) -> None:
    stale = Case.objects.get(pk=case.pk)
    perform(case, "presume", by=cast.nora)
    assert stale.status == CaseStatus.SCREENING
    stale.refresh_from_db()
    assert stale.status == CaseStatus.PRESUMED


def test_refreshing_other_fields_leaves_the_state(case: Case) -> None:
    case.refresh_from_db(fields=["language"])
    assert case.status == CaseStatus.SCREENING


def test_a_refresh_that_fails_leaves_the_state_protected(cast: Cast, case: Case) -> None:
    """With the library alone, one failed refresh left every case of the process unprotected."""
    absent = new_case(cast.nora)
    with pytest.raises(Case.DoesNotExist):
        absent.refresh_from_db()
    assert absent.status == CaseStatus.NEW
    for one in (absent, case):
        with pytest.raises(AttributeError):
            one.status = CaseStatus.CLOSED


def test_a_deferred_state_is_read_and_stays_protected(case: Case) -> None:
    deferred = Case.objects.defer("status").get(pk=case.pk)
    assert deferred.status == CaseStatus.SCREENING
    with pytest.raises(AttributeError):
        deferred.status = CaseStatus.CLOSED
