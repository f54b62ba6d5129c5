"""Two people want the same bed at the same moment, on two real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from psycopg.errors import DeadlockDetected

from audit import log
from audit.models import Event
from consent.actions import withdraw
from identification.enums import Basis
from identification.models import CaseAccess
from shelters import actions
from shelters.enums import HOLDING, PlacementStatus
from shelters.models import Placement
from tests.cast import Cast
from tests.makers_shelters import admitting, nights, requested, reserved, reserving
from workflow.refusal import Refused

pytestmark = pytest.mark.two_connections


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Return what each act returned or raised; they begin at the same moment, each on its own connection."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        ready.wait(timeout=10)
        try:
            return act()
        except (Refused, IntegrityError, OperationalError) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        begun = [pool.submit(copy_context().run, run, act) for act in acts]
        return [one.result() for one in begun]


def test_one_bed_goes_to_one_person(committed_cast: Cast) -> None:
    placements = [requested(committed_cast), requested(committed_cast)]
    entered = reserving(placements[0])
    first, second = (
        lambda one=one: actions.reserve(placement=one, **entered, by=committed_cast.sami)
        for one in placements
    )
    refused = [one for one in at_once(first, second) if isinstance(one, Refused)]
    assert [reason.code for one in refused for reason in one.refusals] == ["bed_is_free"]
    assert Placement.objects.filter(status=PlacementStatus.RESERVED, bed=entered["bed"]).count() == 1
    remembered = Event.objects.get(kind="placement.reserve", outcome="refused")
    assert log.read(remembered)["facts"]["reasons"] == ["bed_is_free"]


def test_the_database_alone_gives_a_bed_once(committed_cast: Cast) -> None:
    """Past every rule and lock of ours, the exclusion constraint still holds.

    Two writers that check each other's row at the same moment are a deadlock to PostgreSQL: it lets one through too.
    """
    placements = [requested(committed_cast), requested(committed_cast)]
    bed = reserving(placements[0])["bed"]

    def take(placement: Placement) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            statement = "UPDATE shelters_placement SET status = 'reserved', bed_id = %s WHERE id = %s"
            cursor.execute(statement, [bed.pk, placement.pk])

    results = at_once(*(lambda one=one: take(one) for one in placements))
    [refused] = [one for one in results if one is not None]
    assert isinstance(refused, IntegrityError) or isinstance(refused.__cause__, DeadlockDetected)
    assert "one_stay_a_night_for_a_bed" in str(refused) or "exclusion constraint" in str(refused)
    assert Placement.objects.filter(status__in=HOLDING).count() == 1


def test_one_person_gets_one_bed_from_two_shelters(committed_cast: Cast) -> None:
    here = requested(committed_cast)
    there = requested(committed_cast, case=here.case, to=committed_cast.otto)
    results = at_once(
        lambda: actions.reserve(placement=here, **reserving(here), by=committed_cast.sami),
        lambda: actions.reserve(placement=there, **reserving(there), by=committed_cast.otto),
    )
    [refused] = [one for one in results if isinstance(one, Refused)]
    assert [one.code for one in refused.refusals] == ["person_has_no_other_bed"]


def test_consent_is_taken_back_while_the_person_arrives(committed_cast: Cast) -> None:
    """Whoever is first: the person has the bed, and the shelter its duty of care and nothing more."""
    placement = reserved(committed_cast)
    consent = placement.case.consents.earliest("given_at")
    results = at_once(
        lambda: actions.admit(placement=placement, **admitting(), by=committed_cast.sami),
        lambda: withdraw(consent=consent, by=committed_cast.nora),
    )
    assert not [one for one in results if isinstance(one, Exception)]
    placement = Placement.objects.get(pk=placement.pk)
    assert placement.status == PlacementStatus.ADMITTED
    assert not placement.case.is_visible_to(committed_cast.sami)
    assert CaseAccess.objects.current().filter(basis=Basis.DUTY_OF_CARE).count() == 1


def test_consent_is_taken_back_while_a_bed_is_reserved(committed_cast: Cast) -> None:
    """Either the bed was reserved and stays, with the duty of care, or the request is refused."""
    placement = requested(committed_cast)
    consent = placement.case.consents.earliest("given_at")
    results = at_once(
        lambda: actions.reserve(
            placement=placement, **reserving(placement, **nights()), by=committed_cast.sami
        ),
        lambda: withdraw(consent=consent, by=committed_cast.nora),
    )
    assert not isinstance(results[1], Exception)
    placement = Placement.objects.get(pk=placement.pk)
    duties = CaseAccess.objects.current().filter(basis=Basis.DUTY_OF_CARE).count()
    assert (placement.status, duties) in {(PlacementStatus.RESERVED, 1), (PlacementStatus.REFUSED, 0)}
