"""Who may take which step of a stay, and who may not."""

import pytest

from accounts.actors import Actor
from shelters.enums import PlacementStatus
from tests.cast import FOUNDER, Cast
from tests.helpers import codes
from tests.makers_shelters import CLOCK, new_placement, nights, placement_at

STATUS = PlacementStatus
# step, state, who may, and what the others are told
STEPS = [
    ("reserve", STATUS.REQUESTED, {"sami"}, "by_shelter_manager"),
    ("admit", STATUS.RESERVED, {"sami"}, "by_shelter_manager"),
    ("refuse", STATUS.REQUESTED, {"sami"}, "by_shelter_manager_or_system"),
    ("ask_extension", STATUS.ADMITTED, {"nora"}, "by_case_manager"),
    ("agree_extension", STATUS.EXTENSION_REQUESTED, {"dana"}, "by_other_supervisor"),
    ("refuse_extension", STATUS.EXTENSION_REQUESTED, {"dana"}, "by_other_supervisor"),
    ("ask_transfer", STATUS.ADMITTED, {"sami", "nora"}, "by_shelter_or_case_manager"),
    ("exit", STATUS.ADMITTED, {"sami"}, "by_shelter_manager"),
    ("leave", STATUS.ADMITTED, {"sami", "nora", "dana", "dov"}, "by_any_worker"),
    ("expire", STATUS.RESERVED, set(), "by_the_clock"),
]


@pytest.mark.parametrize(("step", "state", "may", "code"), STEPS)
def test_step_belongs_to(cast: Cast, step: str, state: str, may: set[str], code: str) -> None:
    placement = placement_at(state, cast)
    for name, actor in cast.everybody().items():
        is_told_whose = codes(placement, step, actor) == [code]
        assert is_told_whose == (name not in may), name


def test_request_belongs_to_the_shelter_and_the_case_manager(cast: Cast) -> None:
    placement = new_placement(cast)
    may = {
        name for name, actor in cast.everybody().items() if not codes(placement, "request", actor, **nights())
    }
    assert may == {"sami", "nora"}


def test_supervisor_who_asked_does_not_agree(cast: Cast) -> None:
    placement = placement_at(STATUS.EXTENSION_REQUESTED, cast)
    placement.asked_by = cast.dana.user
    assert codes(placement, "agree_extension", cast.dana) == ["by_other_supervisor"]
    assert codes(placement, "refuse_extension", cast.dana) == ["by_other_supervisor"]


@pytest.mark.parametrize(("step", "state"), [("refuse", STATUS.REQUESTED), ("leave", STATUS.ADMITTED)])
def test_system_ends_what_the_person_takes_back(cast: Cast, step: str, state: str) -> None:
    assert codes(placement_at(state, cast), step, FOUNDER) == []


def test_system_reserves_and_admits_nobody(cast: Cast) -> None:
    clock: Actor = CLOCK
    assert codes(placement_at(STATUS.REQUESTED, cast), "reserve", clock) == ["by_shelter_manager"]
    assert codes(placement_at(STATUS.RESERVED, cast), "admit", clock) == ["by_shelter_manager"]
