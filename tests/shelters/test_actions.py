"""Each action with all that goes with it, or nothing of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import Error, connection, transaction

from audit import log
from audit.models import Event
from identification.models import CaseAccess
from shelters import actions
from shelters.enums import BedKind, PlacementStatus
from shelters.models import Bed, Placement, Shelter
from tests.cast import FOUNDER, Cast
from tests.helpers import log_is_broken
from tests.makers_shelters import (
    CARE,
    CLOCK,
    WHY,
    admitted,
    admitting,
    in_days,
    longer,
    new_placement,
    nights,
    placement_at,
    requested,
    reserved,
    reserving,
    shelter_of,
    today,
)
from workflow.gate import perform
from workflow.refusal import Refused

STATUS = PlacementStatus


def test_reserved_stay_holds_bed_and_nights(cast: Cast) -> None:
    placement = reserved(cast, "1b")
    assert placement.bed
    assert (placement.bed.label, placement.starts, placement.ends) == ("1b", today(), in_days(14))
    assert placement.risk_assessed_on == today()


def test_admitted_stay_keeps_the_care_note(cast: Cast) -> None:
    assert Placement.objects.get(pk=admitted(cast).pk).care_note == CARE


def test_care_note_may_stay_empty(cast: Cast) -> None:
    placement = actions.admit(placement=reserved(cast), **admitting(care_note=""), by=cast.sami)
    assert placement.care_note is None


def test_agreed_longer_stay_ends_later(cast: Cast) -> None:
    asked = placement_at(STATUS.EXTENSION_REQUESTED, cast)
    assert (asked.asked_by, asked.extension_reason) == (cast.nora.user, WHY)
    agreed = actions.agree_extension(placement=asked, by=cast.dana)
    assert (agreed.status, agreed.ends) == (STATUS.ADMITTED, in_days(30))
    assert (agreed.extension_until, agreed.asked_by) == (None, None)


def test_longer_stay_that_is_not_agreed_to_keeps_the_last_day(cast: Cast) -> None:
    asked = placement_at(STATUS.EXTENSION_REQUESTED, cast)
    refused = perform(asked, "refuse_extension", by=cast.dana)
    assert (refused.status, refused.ends) == (STATUS.ADMITTED, asked.ends)
    assert (refused.extension_until, refused.asked_by) == (None, None)


def test_duty_of_care_is_recorded_once(cast: Cast) -> None:
    placement = admitted(cast)
    for _again in range(2):
        actions.keep_bed(placement=placement, by=FOUNDER)
    assert CaseAccess.objects.current().filter(basis_id=placement.pk).count() == 1


ENDINGS = [
    lambda placement, cast: actions.leave(placement=placement, by=cast.nora),
    lambda placement, cast: actions.move_on(
        placement=placement, exit_reason="home", exit_plan=True, by=cast.sami
    ),
]


@pytest.mark.parametrize("end", ENDINGS)
def test_duty_of_care_ends_with_the_stay(cast: Cast, end: Callable[..., Any]) -> None:
    placement = actions.keep_bed(placement=admitted(cast), by=FOUNDER)
    end(placement, cast)
    assert not CaseAccess.objects.current().filter(basis_id=placement.pk).exists()


def test_duty_of_care_ends_when_the_person_does_not_come(cast: Cast) -> None:
    placement = actions.keep_bed(placement=reserved(cast), by=FOUNDER)
    _in_the_past(placement)
    actions.expire(placement=placement, by=CLOCK)
    assert not CaseAccess.objects.current().filter(basis_id=placement.pk).exists()


def test_refused_attempt_is_remembered(cast: Cast) -> None:
    placement = requested(cast)
    with pytest.raises(Refused):
        perform(placement, "reserve", **reserving(placement, "2a"), by=cast.sami)
    refused = Event.objects.get(kind="placement.reserve", outcome="refused")
    assert log.read(refused)["facts"]["reasons"] == ["bed_is_of_the_kind"]


def test_beds_go_out_of_use_and_back(cast: Cast) -> None:
    bed = shelter_of(cast.sami).beds.get(label="1a")
    for in_use, kind in ((False, "bed.close"), (True, "bed.open")):
        assert actions.set_bed_in_use(bed=bed, in_use=in_use, by=FOUNDER).in_use is in_use
        assert Event.objects.filter(kind=kind).count() == 1


def test_managers_are_told_that_a_bed_is_asked_for(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    placement = new_placement(cast)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        actions.request(placement=placement, **nights(), by=cast.nora)
    assert [one.to for one in mail.outbox] == [["sami@example.org"]]
    assert placement.case.number not in f"{mail.outbox[0].subject} {mail.outbox[0].body}"


def test_supervisors_are_told_that_a_longer_stay_is_asked_for(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    placement = admitted(cast)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        actions.ask_extension(placement=placement, **longer(), by=cast.nora)
    assert [one.to for one in mail.outbox] == [["dana@example.org"]]


def _in_the_past(placement: Placement) -> None:
    with connection.cursor() as cursor:
        statement = "UPDATE shelters_placement SET starts = starts - 20, ends = ends - 20 WHERE id = %s"
        cursor.execute(statement, [placement.pk])


# What begins where, and what is done there: nothing of it happens while no event can be written.
TWINS: dict[str, tuple[str, Callable[[Placement, Cast], Any]]] = {
    "reserve": (
        STATUS.REQUESTED,
        lambda one, cast: actions.reserve(placement=one, **reserving(one), by=cast.sami),
    ),
    "admit": (STATUS.RESERVED, lambda one, cast: actions.admit(placement=one, **admitting(), by=cast.sami)),
    "refuse": (
        STATUS.REQUESTED,
        lambda one, cast: actions.refuse(placement=one, refusal_reason="full", by=cast.sami),
    ),
    "ask_extension": (
        STATUS.ADMITTED,
        lambda one, cast: actions.ask_extension(placement=one, **longer(), by=cast.nora),
    ),
    "agree_extension": (
        STATUS.EXTENSION_REQUESTED,
        lambda one, cast: actions.agree_extension(placement=one, by=cast.dana),
    ),
    "refuse_extension": (
        STATUS.EXTENSION_REQUESTED,
        lambda one, cast: perform(one, "refuse_extension", by=cast.dana),
    ),
    "move_on": (STATUS.ADMITTED, ENDINGS[1]),
    "leave": (STATUS.ADMITTED, ENDINGS[0]),
    "keep_bed": (STATUS.ADMITTED, lambda one, cast: actions.keep_bed(placement=one, by=FOUNDER)),
    "give_up": (STATUS.ADMITTED, lambda one, cast: actions.give_up(placement=one, by=FOUNDER)),
}


@pytest.mark.parametrize("name", TWINS)
def test_nothing_happens_without_its_event(cast: Cast, name: str) -> None:
    state, act = TWINS[name]
    placement = placement_at(state, cast)
    before = Placement.objects.filter(pk=placement.pk).values().get()
    with log_is_broken(), pytest.raises(Error, match="the log is broken"), transaction.atomic():
        act(placement, cast)
    assert Placement.objects.filter(pk=placement.pk).values("status", "bed_id", "ends").get() == {
        key: before[key] for key in ("status", "bed_id", "ends")
    }
    assert not CaseAccess.objects.filter(basis_id=placement.pk).exists()


def test_no_stay_is_asked_for_or_expired_without_its_event(cast: Cast) -> None:
    new, missed = new_placement(cast), reserved(cast)
    _in_the_past(missed)
    with log_is_broken(), pytest.raises(Error, match="the log is broken"), transaction.atomic():
        actions.request(placement=new, **nights(), by=cast.nora)
    with log_is_broken(), pytest.raises(Error, match="the log is broken"), transaction.atomic():
        actions.expire(placement=missed, by=CLOCK)
    assert list(Placement.objects.values_list("pk", "status")) == [(missed.pk, STATUS.RESERVED)]


def test_no_shelter_and_no_bed_without_its_event(cast: Cast) -> None:
    bed = shelter_of(cast.sami).beds.get(label="1a")
    organisation = cast.otto.organisation
    assert organisation
    undone: list[Callable[[], Any]] = [
        lambda: actions.open_shelter(organisation=organisation, kinds=[BedKind.MEN], by=FOUNDER),
        lambda: actions.add_bed(shelter=bed.shelter, label="9z", kind=BedKind.MEN, by=FOUNDER),
        lambda: actions.set_bed_in_use(bed=bed, in_use=False, by=FOUNDER),
    ]
    for act in undone:
        with log_is_broken(), pytest.raises(Error, match="the log is broken"), transaction.atomic():
            act()
    assert Shelter.objects.count() == 1
    assert not Bed.objects.filter(label="9z").exists()
    assert Bed.objects.get(pk=bed.pk).in_use
