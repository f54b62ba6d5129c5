"""What the clock does: it expires what nobody came for, and alerts; it never puts anybody out."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from audit import log
from audit.models import Event
from shelters.enums import IN_HOUSE, PlacementStatus
from shelters.models import Placement
from tests.cast import Cast
from tests.makers_shelters import admitted, placement_at, requested, reserved


def _run(command: str) -> list[str]:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def months_later() -> Callable[[], Any]:
    """Travels to a day on which every stay of the makers is long over."""
    return lambda: time_machine.travel(timezone.now() + timedelta(days=100))


def test_expires_what_nobody_came_for(cast: Cast, months_later: Callable[[], Any]) -> None:
    missed = [requested(cast), reserved(cast)]
    assert _run("expire_placements") == ["0 expired"]
    with months_later():
        assert _run("expire_placements") == ["2 expired"]
    states = Placement.objects.filter(pk__in=[one.pk for one in missed]).values_list("status", flat=True)
    assert set(states) == {PlacementStatus.EXPIRED}
    told = [log.read(one) for one in Event.objects.filter(kind="placement.expire")]
    assert {one["command"] for one in told} == {"expire_placements"}


@pytest.mark.parametrize("state", IN_HOUSE)
def test_clock_puts_nobody_out(cast: Cast, months_later: Callable[[], Any], state: str) -> None:
    placement = placement_at(state, cast)
    with months_later():
        _run("expire_placements")
        _run("alert_stays")
        after = Placement.objects.get(pk=placement.pk)
        assert (after.status, after.bed, after.is_overdue) == (state, placement.bed, True)


def test_alert_tells_both_sides_once_and_no_names(
    cast: Cast, months_later: Callable[[], Any], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    stays = [admitted(cast), admitted(cast, "1b")]
    mail.outbox.clear()
    with months_later(), django_capture_on_commit_callbacks(execute=True):
        printed = _run("alert_stays")
    assert sorted(address for one in mail.outbox for address in one.to) == [
        "nora@example.org",
        "sami@example.org",
    ]
    assert printed[-1] == "2 past their last day"
    said = "".join(printed) + "".join(f"{one.subject} {one.body}" for one in mail.outbox)
    for private in (stays[0].case.number, "Quiet Garden", "Robin"):
        assert private not in said
    assert Event.objects.filter(kind="placement.alert").count() == 2


def test_alert_is_silent_when_nobody_is_past_the_last_day(cast: Cast) -> None:
    admitted(cast)
    mail.outbox.clear()
    assert _run("alert_stays") == ["0 past their last day"]
    assert mail.outbox == []
