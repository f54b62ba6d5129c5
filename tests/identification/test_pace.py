"""Growing waits, for each person alone."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from accounts.actors import Actor
from identification import pace
from tests.cast import Cast


@pytest.fixture(autouse=True)
def nobody_waits_yet(db: None) -> None:
    """What a test before this one committed to the shared cache is gone."""
    cache.clear()


def too_often(actor: Actor) -> int:
    """Search until the first no, and return how long it says to wait."""
    for _search in range(pace.FREE):
        assert pace.seconds_to_wait(actor) == 0
    return pace.seconds_to_wait(actor)


def test_each_wait_is_twice_the_last_up_to_an_hour(cast: Cast) -> None:
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _time in range(8):
            waits.append(too_often(cast.nora))
            clock.shift(timedelta(seconds=waits[-1]))
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_asking_again_meanwhile_makes_it_no_longer(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert too_often(cast.nora) == 60
        clock.shift(timedelta(seconds=20))
        assert [pace.seconds_to_wait(cast.nora) for _again in range(3)] == [40, 40, 40]


def test_a_calm_pace_is_never_refused(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _search in range(3 * pace.FREE):
            assert pace.seconds_to_wait(cast.nora) == 0
            clock.shift(timedelta(seconds=pace.WINDOW / pace.FREE + 1))


def test_a_day_later_it_is_forgotten_and_nobody_else_waits(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert too_often(cast.nora) == 60
        assert pace.seconds_to_wait(cast.dana) == 0
        clock.shift(timedelta(seconds=pace.FORGOTTEN_AFTER + 60))
        assert too_often(cast.nora) == 60
