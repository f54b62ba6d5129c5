"""What is shown of a stay, to whom, and what waits for whom."""

from datetime import timedelta
from typing import Any

import time_machine
from django.utils import timezone

from accounts.actors import Actor
from consent.actions import withdraw
from shelters import actions
from shelters.board import board
from shelters.enums import OPEN, PlacementStatus
from shelters.models import Placement
from shelters.presenters import SENTENCES, TONES, chip, shown, waiting_for
from tests.cast import FOUNDER, Cast
from tests.makers_shelters import (
    CARE,
    WHY,
    admitted,
    in_days,
    nights,
    placement_at,
    requested,
    reserved,
    reserving,
    shelter_of,
)

STATUS = PlacementStatus


def _narrowed(placement: Placement, cast: Cast) -> Placement:
    for consent in placement.case.consents.all():
        withdraw(consent=consent, by=cast.nora)
    return Placement.objects.get(pk=placement.pk)


def _labels(facts: list[tuple[object, object]]) -> list[str]:
    return [str(label) for label, _value in facts]


def test_who_sees_the_case_sees_the_stay(cast: Cast) -> None:
    placement = admitted(cast)
    for actor in (cast.sami, cast.nora):
        seen = shown(placement, actor)
        assert (seen.name, seen.case, seen.care_note) == (placement.case.number, placement.case, CARE)
        assert "Place for" in _labels(seen.facts)


def test_after_withdrawal_the_shelter_is_shown_its_duty_of_care_alone(cast: Cast) -> None:
    placement = _narrowed(admitted(cast), cast)
    seen = shown(placement, cast.sami)
    assert _labels(seen.facts) == ["Bed", "First day", "Last day", "Age", "Sex"]
    assert (seen.case, seen.care_note) == (None, CARE)
    assert seen.clock is not None
    assert seen.clock.due == placement.ends
    assert placement.case.number not in repr((seen.name, seen.facts))
    assert shown(placement, cast.nora).case == placement.case


def test_shelters_own_records_after_the_stay(cast: Cast) -> None:
    placement = _narrowed(placement_at(STATUS.EXITED, cast), cast)
    seen = shown(placement, cast.sami)
    assert _labels(seen.facts) == ["Bed", "First day", "Last day", "Moved on"]
    assert (seen.case, seen.care_note, seen.clock) == (None, None, None)


def test_reason_for_a_longer_stay_is_for_those_who_see_the_case(cast: Cast) -> None:
    placement = placement_at(STATUS.EXTENSION_REQUESTED, cast)
    assert shown(placement, cast.dana).extension_reason == WHY
    assert "Longer stay asked for until" in _labels(shown(placement, cast.dana).facts)
    assert shown(_narrowed(placement, cast), cast.sami).extension_reason is None


def test_every_state_has_a_word(cast: Cast) -> None:
    assert set(TONES) <= set(STATUS)
    assert chip(requested(cast)).word == "Asked for"
    assert chip(placement_at(STATUS.LEFT_VOLUNTARILY, cast)).tone == "ended"
    assert all(str(sentence) for sentence in SENTENCES.values())


def _waits(actor: Actor) -> list[tuple[str, Any, int]]:
    return [(one.label.split(":")[0], one.due, one.urgency) for one in waiting_for(actor)]


def test_what_waits_for_a_shelter_manager(cast: Cast) -> None:
    asks, arrives, lives = requested(cast), reserved(cast), admitted(cast, "1b")
    found = {one.url: one.label for one in waiting_for(cast.sami)}
    assert found == {
        asks.get_absolute_url(): f"A bed is asked for: {asks.case.number}",
        arrives.get_absolute_url(): f"Arrives today: {arrives.case.number}",
    }
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        late = {one.url: one for one in waiting_for(cast.sami)}[lives.get_absolute_url()]
        assert (late.label.split(":")[0], late.urgency) == ("A stay is past its last day", 0)


def test_what_waits_for_a_case_manager(cast: Cast) -> None:
    placement = admitted(cast)
    assert waiting_for(cast.nora) == []
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        assert _waits(cast.nora) == [("A stay ends", placement.ends, 1)]
    with time_machine.travel(timezone.now() + timedelta(days=14)):
        assert _waits(cast.nora) == [("A stay ends", placement.ends, 0)]


def test_what_waits_for_a_supervisor(cast: Cast) -> None:
    placement = placement_at(STATUS.EXTENSION_REQUESTED, cast)
    assert _waits(cast.dana) == [("A longer stay is asked for", placement.ends, 1)]
    assert _waits(cast.nora) == []


def test_nothing_waits_for_the_others(cast: Cast) -> None:
    for state in OPEN[:3]:
        placement_at(state, cast, "1b" if state == STATUS.ADMITTED else "1a")
    assert not any(waiting_for(one) for one in (cast.vera, cast.otto, cast.lena, cast.odile, cast.stat))


def test_number_is_not_told_where_the_case_is_not_seen(cast: Cast) -> None:
    placement = _narrowed(reserved(cast), cast)
    [waits] = waiting_for(cast.sami)
    assert waits.label == f"Arrives today: {str(placement.pk)[:8]}"


def test_board_tells_each_bed(cast: Cast) -> None:
    lives, arrives = admitted(cast), reserved(cast, "1b")
    shown_board = board(shelter_of(cast.sami), cast.vera)
    told = {one.bed.label: (one.tone, one.url) for one in shown_board.beds}
    assert told["1a"] == ("occupied", lives.get_absolute_url())
    assert told["1b"] == ("reserved", arrives.get_absolute_url())
    assert told["2a"] == ("free", "")
    assert [one.url for one in shown_board.arrivals] == [arrives.get_absolute_url()]
    assert set(shown_board.ids) == {lives.pk, arrives.pk}


def test_board_tells_what_is_out_of_use_and_what_is_free_for_now(cast: Cast) -> None:
    later = requested(cast)
    actions.reserve(placement=later, **reserving(later, **nights(5, 9)), by=cast.sami)
    shelter = shelter_of(cast.sami)
    actions.set_bed_in_use(bed=shelter.beds.get(label="2a"), in_use=False, by=FOUNDER)
    told = {one.bed.label: (one.tone, one.word) for one in board(shelter, cast.sami).beds}
    assert told["1a"] == ("free", f"Free until {in_days(5).day} {in_days(5):%B}")
    assert told["2a"] == ("closed", "Out of use")


def test_board_tells_who_stays_past_the_last_day(cast: Cast) -> None:
    placement = admitted(cast)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        seen = board(shelter_of(cast.sami), cast.sami)
    assert [one.url for one in seen.overdue] == [placement.get_absolute_url()]
    assert seen.beds[0].tone == "occupied"


def test_board_takes_as_many_queries_for_many_as_for_one(cast: Cast, django_assert_num_queries: Any) -> None:
    shelter = shelter_of(cast.sami)
    for _again in range(2):
        requested(cast)
        with django_assert_num_queries(2):
            board(shelter, cast.sami)
