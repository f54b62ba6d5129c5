"""Holds on cases that were merged: a hold on one of a person's cases holds every one of them."""

import pytest

from encryption import keys
from identification import actions as cases
from identification.holds import held as holds_of
from identification.models import Case
from retention import actions
from tests.cast import Cast
from tests.makers import opened_case
from tests.makers_retention import REASON, held


def three(cast: Cast) -> list[Case]:
    """Return three cases of one person: the last was merged into the second, and that into the first."""
    first, second, third = (opened_case(cast.nora) for _each in range(3))
    cases.merge(case=third, into=second, by=cast.nora)
    cases.merge(case=Case.objects.get(pk=second.pk), into=first, by=cast.nora)
    return [Case.objects.get(pk=one.pk) for one in (first, second, third)]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_hold_on_one_holds_all_until_it_is_lifted(cast: Cast, which: int) -> None:
    every, stranger = three(cast), opened_case(cast.nora)
    hold = held(every[which], cast)
    assert [len(holds_of(one)) for one in [*every, stranger]] == [1, 1, 1, 0]
    cases.decline(case=every[0], can_decide="yes", by=cast.nora)
    assert all(keys.exist(one.pk) for one in every)
    actions.lift(legalhold=hold, reason=REASON, by=cast.dov)
    assert not any(keys.exist(one.pk) for one in every)


def test_siblings_hold_each_other(cast: Cast) -> None:
    first, second, third = (opened_case(cast.nora) for _each in range(3))
    for younger in (second, third):
        cases.merge(case=younger, into=first, by=cast.nora)
    held(Case.objects.get(pk=second.pk), cast)
    assert len(holds_of(Case.objects.get(pk=third.pk))) == 1
