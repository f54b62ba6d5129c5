"""Who sees a case: one query on the accesses, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from audit import log
from audit.models import Event
from identification import access
from identification.enums import Basis, Scope
from identification.listing import page_of
from identification.models import Case, CaseAccess
from tests.cast import Cast
from tests.makers import opened_case
from workflow.guard import NotThroughTheGate


def granted(cast: Cast, case: Case, scope: Scope = Scope.SUMMARY, **given: object) -> CaseAccess:
    asked = {"organisation": cast.sami.organisation, "basis": Basis.CHILD_PROTECTION, **given}
    return access.grant(case=case, scope=scope, by=cast.nora, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("scope", [Scope.SUMMARY, Scope.CASEWORK, Scope.IDENTITY])
def test_an_access_opens_the_case_to_its_organisation_alone(cast: Cast, scope: Scope) -> None:
    case = opened_case(cast.nora)
    granted(cast, case, scope)
    seeing = {name for name, actor in cast.everybody().items() if case.is_visible_to(actor)}
    assert seeing == {"nora", "dana", "dov", "sami", "vera"}


def test_a_duty_of_care_does_not_open_the_case(cast: Cast) -> None:
    case = opened_case(cast.nora)
    granted(cast, case, Scope.DUTY_OF_CARE, basis=Basis.DUTY_OF_CARE)
    assert not case.is_visible_to(cast.sami)
    assert page_of(cast.sami).cases == []


def test_an_expired_access_opens_nothing(cast: Cast) -> None:
    case = opened_case(cast.nora)
    until = timezone.now() + timedelta(hours=1)
    granted(cast, case, expires_at=until)
    assert case.is_visible_to(cast.sami)
    with time_machine.travel(until, tick=False):
        assert not case.is_visible_to(cast.sami)
        assert page_of(cast.sami).cases == []


def test_an_ended_access_opens_nothing(cast: Cast) -> None:
    case = opened_case(cast.nora)
    granted(cast, case)
    assert access.end(case=case, organisation=cast.sami.organisation, by=cast.nora) == 1
    assert not case.is_visible_to(cast.sami)
    assert case.is_visible_to(cast.nora)


def test_an_analyst_sees_no_case(cast: Cast) -> None:
    case = opened_case(cast.nora)
    granted(cast, case, Scope.IDENTITY, organisation=cast.stat.organisation)
    assert not case.is_visible_to(cast.stat)
    assert page_of(cast.stat).cases == []
    assert not CaseAccess.objects.opening_cases_to(cast.stat).exists()


def test_two_accesses_are_one_row(cast: Cast) -> None:
    case = opened_case(cast.nora)
    granted(cast, case, Scope.SUMMARY)
    granted(cast, case, Scope.IDENTITY)
    assert Case.objects.visible_to(cast.sami).count() == 1
    assert page_of(cast.sami).cases == [case]
    assert page_of(cast.sami).count_text == "cases: 1"


def test_ending_by_basis_ends_that_alone(cast: Cast) -> None:
    case = opened_case(cast.nora)
    first = granted(cast, case, basis_id=case.pk)
    second = granted(cast, case)
    assert access.end(case=case, basis_id=case.pk, by=cast.nora) == 1
    assert CaseAccess.objects.get(pk=first.pk).ended_at
    assert not CaseAccess.objects.get(pk=second.pk).ended_at


def test_giving_and_ending_sight_are_in_the_log(cast: Cast) -> None:
    case = opened_case(cast.nora)
    row = granted(cast, case)
    access.end(case=case, organisation=cast.sami.organisation, by=cast.nora)
    events = Event.objects.filter(case_id=case.pk).order_by("-id")[:2]
    assert [event.kind for event in events] == ["access.end", "access.grant"]
    for event in events:
        said = log.read(event)
        assert said["target"] == str(row.pk)
        assert said["facts"]["organisation"] == str(cast.sami.organisation_id)


def test_an_access_is_written_only_by_actions(cast: Cast) -> None:
    case = opened_case(cast.nora)
    with pytest.raises(NotThroughTheGate):
        CaseAccess(case=case, organisation=cast.sami.organisation, scope=Scope.IDENTITY).save()
    with pytest.raises(NotThroughTheGate):
        case.accesses.update(ended_at=None)
    with pytest.raises(NotThroughTheGate):
        case.accesses.get().delete()
