"""The time for recovery and reflection: started, extended as the country allows, warned of once, ended by no clock."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.actors import Actor
from audit import log
from audit.models import Event
from desk.waiting import waiting_for
from identification.clocks.actions import warn
from identification.enums import CaseStatus
from identification.models import Case
from tests.cast import Cast
from tests.helpers import codes
from tests.makers import pending_case, presumed_case, recovering_case
from workflow.gate import perform
from workflow.refusal import Refused

CLOCK = Actor.system("warn_recovery")


def in_days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


def later(days: int) -> Any:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def ran() -> str:
    out = StringIO()
    call_command("warn_recovery", stdout=out)
    return out.getvalue().strip()


@pytest.mark.parametrize(("country", "until"), [("AV", [30, 60]), ("BK", [45, 60, 75]), ("CT", [60])])
def test_it_is_extended_as_often_and_as_long_as_the_country_allows(
    cast: Cast, country: str, until: list[int]
) -> None:
    case = recovering_case(cast.nora, jurisdiction=country)
    for days in until[1:]:
        case = perform(case, "extend_recovery", by=cast.nora)
        assert case.recovery_until == in_days(days)
    assert case.recovery_until == in_days(until[-1])
    assert codes(case, "extend_recovery", cast.nora) == ["extension_is_left"]


def test_it_is_extended_while_the_authority_decides(cast: Cast) -> None:
    case = perform(pending_case(cast), "extend_recovery", by=cast.nora)
    assert (case.status, case.recovery_until) == (CaseStatus.IDENTIFICATION_PENDING, in_days(60))


def test_what_does_not_run_is_not_extended(cast: Cast) -> None:
    assert "recovery_runs" in codes(presumed_case(cast.nora), "extend_recovery", cast.nora)
    case = recovering_case(cast.nora)
    with later(30):
        assert codes(case, "extend_recovery", cast.nora) == []
    with later(31):
        assert codes(case, "extend_recovery", cast.nora) == ["recovery_runs"]


@pytest.mark.parametrize("who", ["odile", "ada", "dana", "sami"])
def test_only_the_case_manager_extends_it(cast: Cast, who: str) -> None:
    assert codes(recovering_case(cast.nora), "extend_recovery", getattr(cast, who)) == ["by_case_manager"]


def test_starting_it_again_takes_nothing_away(cast: Cast) -> None:
    """A request is taken back, and recovery is started again: the time that runs, extension included, goes on."""
    case = perform(pending_case(cast), "extend_recovery", by=cast.nora)
    case = perform(case, "halt_identification", by=cast.nora)
    case = perform(case, "start_recovery", by=cast.nora)
    assert (case.recovery_until, case.recovery_extensions) == (in_days(60), 1)


def test_a_time_that_is_over_begins_anew(cast: Cast) -> None:
    case = perform(pending_case(cast), "extend_recovery", by=cast.nora)
    case = perform(case, "halt_identification", by=cast.nora)
    with later(61):
        case = perform(case, "start_recovery", by=cast.nora)
        assert (case.recovery_until, case.recovery_extensions) == (in_days(30), 0)


def test_nothing_asks_for_co_operation_or_ends_help(cast: Cast) -> None:
    case = recovering_case(cast.nora)
    with later(100):
        assert ran() == "0 warned"
        assert Case.objects.get(pk=case.pk).status == CaseStatus.RECOVERY


def test_the_command_warns_once_a_week_before_and_names_nobody(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    case = recovering_case(cast.nora)
    mail.outbox.clear()
    for day, warned in [(22, 0), (23, 1), (24, 0), (30, 0)]:
        with later(day), django_capture_on_commit_callbacks(execute=True):
            assert ran() == f"{warned} warned"
    (sent,) = mail.outbox
    assert sent.to == ["nora@example.org"]
    assert not [
        told for told in (case.number, "Robin", "Lantern", "Quiet") if told in sent.subject + sent.body
    ]
    (event,) = Event.objects.filter(kind="case.warn_recovery")
    assert log.read(event)["command"] == "warn_recovery"


def test_a_missed_morning_is_made_up_for(cast: Cast) -> None:
    recovering_case(cast.nora)
    with later(29):
        assert ran() == "1 warned"


def test_after_an_extension_there_is_another_last_day_to_warn_of(cast: Cast) -> None:
    case = pending_case(cast)
    with later(25):
        assert ran() == "1 warned"
        perform(case, "extend_recovery", by=cast.nora)
        assert ran() == "0 warned"
    with later(55):
        assert ran() == "1 warned"


def test_nobody_is_warned_by_hand_too_early_or_twice(cast: Cast) -> None:
    case = recovering_case(cast.nora)
    with pytest.raises(Refused, match="by_the_clock"):
        warn(case=case, by=cast.nora)
    assert codes(case, "warn_recovery", CLOCK) == ["recovery_ends_soon"]
    with later(25):
        case = warn(case=case, by=CLOCK)
        assert codes(case, "warn_recovery", CLOCK) == ["nobody_was_warned"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (22, ""),
        (23, "Recovery time of case {number} ends soon"),
        (30, "Recovery time of case {number} ends soon"),
        (31, "Recovery time of case {number} is over: plan what comes next"),
    ],
)
def test_it_waits_on_the_case_managers_day(cast: Cast, day: int, said: str) -> None:
    case = recovering_case(cast.nora)
    with later(day):
        labels = [str(one.label) for one in waiting_for(cast.nora)]
    assert labels == ([said.format(number=case.number)] if said else [])


def test_it_waits_too_while_the_authority_decides(cast: Cast) -> None:
    case = pending_case(cast)
    with later(25):
        assert f"Recovery time of case {case.number} ends soon" in {
            str(one.label) for one in waiting_for(cast.nora)
        }
    with later(31):
        assert not waiting_for(cast.nora)
