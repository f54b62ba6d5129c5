"""The stories: cases of several organisations, each at a moment of its life, walked there by the real workflow."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from accounts.enums import ServiceKind
from consent.actions import propose_ground, withdraw
from consent.enums import ConsentStatus, DataSet, GroundCode, PersonTold, Purpose
from consent.models import Consent
from identification.actions import decline
from identification.enums import AgeBand
from identification.models import Case
from referral.actions import accept, send
from shelters.models import Bed
from tests.access import worlds
from tests.cast import Cast
from tests.makers import consented, decided_case, drafted, opened_case, presumed_case, referral_at, screened
from tests.makers_legal_aid import matter_at
from tests.makers_repatriation import return_at
from tests.makers_shelters import placement_at
from workflow.gate import perform
from workflow.guard import writing

Story = Callable[[Cast], Case]
LONG_AGO = timedelta(days=400)
WHY = "The child has to sleep somewhere safe tonight."


def _opened(cast: Cast) -> Case:
    case = opened_case(cast.odile)
    screened(case, cast.odile)
    consented(case, cast.odile, cast.nora.organisation)
    return case


def _helped(cast: Cast) -> Case:
    """A case with a bed, a lawyer, a return and a decision, each in hands of their own."""
    _free_the_bed()
    return worlds.helped(cast).case


def _offered(cast: Cast) -> Case:
    return referral_at("received", cast).case


def _drafted(cast: Cast) -> Case:
    case = presumed_case(cast.nora)
    drafted(case, cast.nora, cast.otto)
    return case


def _told(*data: DataSet) -> Story:
    def told(cast: Cast) -> Case:
        case = presumed_case(cast.nora)
        consented(case, cast.nora, cast.sami.organisation, data=data)
        referral = drafted(case, cast.nora, cast.sami, data_sets=list(data))
        accept(referral=send(referral=referral, by=cast.nora), by=cast.sami)
        return case

    return told


def _stay(status: str) -> Story:
    def stay(cast: Cast) -> Case:
        _free_the_bed()
        return placement_at(status, cast).case

    return stay


def _ground(cast: Cast) -> Case:
    case = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    assert cast.sami.organisation
    data = [DataSet.SUMMARY, DataSet.IDENTITY]
    said: dict[str, Any] = {
        "ground": GroundCode.CHILD_PROTECTION,
        "reason": WHY,
        "person_told": PersonTold.TOLD,
    }
    for one in data:
        until = timezone.localdate() + timedelta(days=30)
        whom: dict[str, Any] = {"purpose": Purpose.SHARING, "recipient": cast.sami.organisation, "data": one}
        proposed = propose_ground(case=case, **whom, **said, until=until, by=cast.dana)
        perform(proposed, "approve_ground", by=cast.dov)
    referral = drafted(case, cast.nora, cast.sami, data_sets=data)
    accept(referral=send(referral=referral, by=cast.nora), by=cast.sami)
    whom["data"] = DataSet.HEALTH  # one more, which waits for the second person
    propose_ground(case=case, **whom, **said, until=until, by=cast.dana)
    return case


def _passed_on(cast: Cast) -> Case:
    case = presumed_case(cast.odile)
    consented(case, cast.odile, cast.nora.organisation)
    referral = drafted(case, cast.odile, cast.nora, ServiceKind.CASE_MANAGEMENT)
    accept(referral=send(referral=referral, by=cast.odile), by=cast.nora)
    return case


def _judged(cast: Cast) -> Case:
    case = decided_case(cast)
    matter_at("closed", cast, case=case)
    return case


STORIES: dict[str, Story] = {
    "opened": _opened,
    "helped": _helped,
    "withdrawn": _helped,
    "expired": _helped,
    "erased": _helped,
    "offered": _offered,
    "drafted": _drafted,
    "summary": _told(DataSet.SUMMARY),
    "casework": _told(DataSet.SUMMARY, DataSet.NEEDS),
    "completed": lambda cast: referral_at("completed", cast).case,
    "longer": _stay("extension_requested"),
    "moved_on": _stay("exited"),
    "ground": _ground,
    "passed_on": _passed_on,
    "judged": _judged,
    "returned": lambda cast: return_at("completed", cast).case,
}


def told(name: str, cast: Cast, fill: Callable[[Case], None]) -> Case:
    """Return the case of a story, filled before its last turn: after it nobody could write any more."""
    begun = timezone.now() - (LONG_AGO if name == "expired" else timedelta(0))
    with time_machine.travel(begun):
        case = STORIES[name](cast)
        fill(case)
    if name == "withdrawn":
        for consent in list(Consent.objects.filter(case=case, recipient=cast.sami.organisation)):
            if consent.status == ConsentStatus.GIVEN:
                withdraw(consent=consent, by=cast.nora)
    if name == "erased":
        decline(case=case, by=cast.nora)
    return case


def birthday(number: int) -> date:
    """Return a day of birth that is nobody else's, and in a year that no page tells for another reason."""
    return date(1901 + number, 1 + number % 12, 1 + number % 28)


def _free_the_bed() -> None:
    """Beds are few in the tests' shelter: each story gets its own, under the label that makers use."""
    for bed in Bed.objects.filter(label="1a"):
        bed.label = f"x{Bed.objects.count()}"
        with writing():
            bed.save()
            Bed(shelter=bed.shelter, label="1a", kind=bed.kind).save(force_insert=True)
