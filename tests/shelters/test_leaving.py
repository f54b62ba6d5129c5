"""Leaving is never blocked: not by a state, a missing basis, a missing plan, or the day."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from consent.actions import withdraw
from shelters import actions
from shelters.enums import HOLDING, PlacementStatus
from shelters.models import Placement
from tests.cast import Cast
from tests.makers_shelters import placement_at
from workflow import steps


def test_leaving_has_no_rule() -> None:
    leaving = steps.named(Placement, "leave")
    assert {one.source for one in leaving} == set(HOLDING)
    assert all(not one.conditions for one in leaving)


@pytest.mark.parametrize("state", HOLDING)
@pytest.mark.parametrize("who", ["sami", "nora"])
@pytest.mark.parametrize(("late", "agrees"), [(0, True), (200, False)])
def test_anybody_may_leave_at_any_time(cast: Cast, state: str, who: str, late: int, agrees: bool) -> None:
    placement = placement_at(state, cast)
    if not agrees:
        for consent in placement.case.consents.all():
            withdraw(consent=consent, by=cast.nora)
    with time_machine.travel(timezone.now() + timedelta(days=late)):
        left = actions.leave(placement=placement, by=cast.everybody()[who])
    assert left.status == PlacementStatus.LEFT_VOLUNTARILY


def test_who_left_frees_the_bed_and_may_come_back(cast: Cast) -> None:
    first = placement_at(PlacementStatus.LEFT_VOLUNTARILY, cast)
    again = placement_at(PlacementStatus.ADMITTED, cast)
    assert again.bed == first.bed
