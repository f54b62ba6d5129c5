"""Reserving a bed: only beds that fit and are free on those nights are offered, and the rule still answers in words."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from shelters import actions
from shelters.enums import BedKind
from shelters.forms import RequestForm, ReserveForm
from shelters.models import Bed, Placement
from shelters.rules import free_beds
from tests.cast import FOUNDER, Cast
from tests.helpers import client_of, codes
from tests.makers import presumed_case
from tests.makers_shelters import (
    admitted,
    in_days,
    new_placement,
    nights,
    requested,
    reserved,
    reserving,
    today,
)


def offered(placement: Placement, cast: Cast) -> list[str]:
    form = ReserveForm(record=placement, actor=cast.sami)
    return [one.label for one in form.fields["bed"].queryset]


def sent(placement: Placement, cast: Cast, label: str, starts: int, ends: int) -> Any:
    bed = Bed.objects.get(shelter=placement.shelter, label=label)
    days = {"starts": in_days(starts), "ends": in_days(ends), "risk_assessed_on": today()}
    boxes = {f"{k}_{n}": v for k, d in days.items() for n, v in enumerate((d.day, d.month, d.year))}
    url = f"{placement.get_absolute_url()}do/reserve/"
    return client_of(cast.sami).post(url, {"bed": str(bed.pk), **boxes})


def test_free_beds_of_the_kind_are_offered(cast: Cast) -> None:
    assert offered(requested(cast), cast) == ["1a", "1b"]


@pytest.mark.parametrize(
    ("kind", "given", "labels"),
    [
        (BedKind.MEN, {"sex": "male"}, ["2a"]),
        (BedKind.FAMILIES, {}, ["3a"]),
        (BedKind.UNACCOMPANIED_CHILDREN, {"age_band": "child"}, ["4a"]),
    ],
)
def test_each_kind_has_its_own(cast: Cast, kind: BedKind, given: dict[str, str], labels: list[str]) -> None:
    case = presumed_case(cast.nora, **given)
    assert offered(requested(cast, case=case, kind=kind), cast) == labels


def test_who_needs_an_accessible_bed_is_offered_such(cast: Cast) -> None:
    assert offered(requested(cast, needs_accessible=True), cast) == ["1b"]


def test_a_bed_that_is_held_or_out_of_use_is_not_offered(cast: Cast) -> None:
    reserved(cast, "1a")
    stay = requested(cast)
    assert offered(stay, cast) == ["1b"]
    actions.set_bed_in_use(bed=Bed.objects.get(shelter=stay.shelter, label="1b"), in_use=False, by=FOUNDER)
    form = ReserveForm(record=stay, actor=cast.sami)
    assert offered(stay, cast) == []
    assert "No fitting bed is free" in str(form.fields["bed"].help_text)


def test_who_stays_on_keeps_the_bed(cast: Cast) -> None:
    """A stay past its last day: the bed is not offered for tonight, and is for a later night."""
    admitted(cast, "1a")
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        stay = requested(cast)
        assert offered(stay, cast) == ["1b"]
        assert [one.label for one in free_beds(stay, in_days(1), in_days(9))] == ["1a", "1b"]


@pytest.mark.parametrize(("starts", "ends"), [(0, 14), (5, 20), (13, 30), (14, 30), (20, 30)])
def test_what_is_offered_is_what_the_rule_allows(cast: Cast, starts: int, ends: int) -> None:
    reserved(cast, "1a")
    stay = requested(cast)
    free = {one.label for one in free_beds(stay, in_days(starts), in_days(ends))}
    for label in ("1a", "1b"):
        entered = {**reserving(stay, label), **nights(starts, ends)}
        assert (label in free) == ("bed_is_free" not in codes(stay, "reserve", cast.sami, **entered))


def test_nights_that_were_changed_are_answered_in_words(cast: Cast) -> None:
    """Bed 1a is taken from today: it may still be sent, for nights on which it was free when the page was made."""
    reserved(cast, "1a")
    stay = requested(cast)
    answer = sent(stay, cast, "1a", 0, 9)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "This bed is taken on one of those nights." in page
    assert [one.label for one in answer.context["form"].fields["bed"].queryset] == ["1b"]
    assert sent(stay, cast, "1a", 14, 20).status_code == 302


def test_the_first_day_is_today_where_the_day_asked_for_has_passed(cast: Cast) -> None:
    stay = requested(cast)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert ReserveForm(record=stay, actor=cast.sami)["starts"].value() == today()
    later = new_placement(cast)
    later.starts, later.ends = in_days(4), in_days(9)
    assert ReserveForm(record=later, actor=cast.sami)["starts"].value() == in_days(4)


def test_asking_begins_today(cast: Cast) -> None:
    assert RequestForm(shelter=requested(cast).shelter)["starts"].value() == today()
