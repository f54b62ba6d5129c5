"""What changes shelters, beds and stays, with everything that goes with each change."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.actors import Actor
from accounts.models import Organisation
from audit.log import record
from facts.findings import CLEARED, FOUND, STOPPED, findings, last_found
from identification import access
from identification.enums import Basis, Scope
from shelters import notifications
from shelters.enums import PlacementStatus, RefusalReason
from shelters.models import Bed, Placement, Shelter
from shelters.roofs import was_told
from shelters.rules import clash_under_the_roof, has_duty_of_care, roof_is_safe, roof_is_still_safe
from workflow.gate import perform
from workflow.guard import writing
from workflow.refusal import Refused


@transaction.atomic
def open_shelter(*, organisation: Organisation, kinds: Iterable[str], by: Actor) -> Shelter:
    """Return the new shelter of an organisation, for these kinds of people."""
    shelter = Shelter(organisation=organisation, kinds=list(kinds))
    with writing():
        shelter.save(force_insert=True)
    record("shelter.open", by=by, target=str(shelter.pk))
    return shelter


@transaction.atomic
def add_bed(*, shelter: Shelter, label: str, kind: str, by: Actor, accessible: bool = False) -> Bed:
    """Return a new bed, in use."""
    bed = Bed(shelter=shelter, label=label, kind=kind, accessible=accessible)
    with writing():
        bed.save(force_insert=True)
    record("bed.add", by=by, target=str(bed.pk))
    return bed


@transaction.atomic
def set_bed_in_use(*, bed: Bed, in_use: bool, by: Actor) -> Bed:
    """Return the bed, in use or out of use from now on; who has it keeps it."""
    bed.in_use = in_use
    with writing():
        bed.save(update_fields=["in_use"])
    record("bed.open" if in_use else "bed.close", by=by, target=str(bed.pk))
    return bed


@transaction.atomic
def request(*, placement: Placement, starts: date, ends: date, by: Actor) -> Placement:
    """Return the stay, asked for; the shelter's managers are told that something waits."""
    placement = perform(placement, "request", starts=starts, ends=ends, by=by)
    notifications.bed_is_asked_for(placement)
    return placement


def reserve(
    *, placement: Placement, bed: Bed, starts: date, ends: date, risk_assessed_on: date, by: Actor
) -> Placement:
    """Return the stay with its bed, held for these nights."""
    entered = {"bed": bed, "starts": starts, "ends": ends, "risk_assessed_on": risk_assessed_on}
    with _telling_the_carrier(placement, starts, ends), transaction.atomic():
        _hold(bed)
        return perform(placement, "reserve", by=by, **entered)


def admit(
    *,
    placement: Placement,
    risk_assessed_on: date,
    no_exploiter_here: bool,
    by: Actor,
    care_note: str = "",
    guardian_or_authority_decided: bool = False,
) -> Placement:
    """Return the stay of a person who has arrived."""
    entered = {
        "risk_assessed_on": risk_assessed_on,
        "care_note": care_note,
        "no_exploiter_here": no_exploiter_here,
        "guardian_or_authority_decided": guardian_or_authority_decided,
    }
    with _telling_the_carrier(placement, placement.starts, placement.ends), transaction.atomic():
        _hold(placement.bed)
        return perform(placement, "admit", by=by, **entered)


@transaction.atomic
def refuse(*, placement: Placement, refusal_reason: str, by: Actor) -> Placement:
    """Return the stay, refused."""
    return perform(placement, "refuse", refusal_reason=refusal_reason, by=by)


@transaction.atomic
def ask_extension(*, placement: Placement, until: date, reason: str, by: Actor) -> Placement:
    """Return the stay, for which a longer time is asked; the supervisors are told that something waits."""
    placement = perform(placement, "ask_extension", until=until, reason=reason, by=by)
    notifications.longer_stay_is_asked_for(placement)
    return placement


@transaction.atomic
def agree_extension(*, placement: Placement, by: Actor) -> Placement:
    """Return the stay, longer now."""
    _hold(placement.bed)
    return perform(placement, "agree_extension", by=by)


@transaction.atomic
def move_on(*, placement: Placement, exit_reason: str, exit_plan: bool, by: Actor) -> Placement:
    """Return the stay of a person who moved on; the shelter's duty of care ends with it."""
    return _end_duty(perform(placement, "exit", exit_reason=exit_reason, exit_plan=exit_plan, by=by), by)


@transaction.atomic
def leave(*, placement: Placement, by: Actor) -> Placement:
    """Return the stay of a person who left by their own wish; the shelter's duty of care ends with it."""
    return _end_duty(perform(placement, "leave", by=by), by)


@transaction.atomic
def expire(*, placement: Placement, by: Actor) -> Placement:
    """Return the stay of a person who did not come."""
    return _end_duty(perform(placement, "expire", by=by), by)


@transaction.atomic
def keep_bed(*, placement: Placement, by: Actor) -> Placement:
    """Return the stay of a person who took consent back: the bed stays, and the shelter keeps its duty of care.

    Where a bed was only asked for, there is none to keep, and the request is refused.
    """
    if placement.status == PlacementStatus.REQUESTED:
        return refuse(placement=placement, refusal_reason=RefusalReason.NOT_AGREED, by=by)
    if not has_duty_of_care(placement):
        access.grant(
            case=placement.case,
            organisation=placement.shelter.organisation,
            scope=Scope.DUTY_OF_CARE,
            basis=Basis.DUTY_OF_CARE,
            basis_id=placement.pk,
            by=by,
        )
    return placement


@transaction.atomic
def give_up(*, placement: Placement, by: Actor) -> Placement:
    """Return the stay, over because the person wants nothing from us."""
    if placement.status == PlacementStatus.REQUESTED:
        return refuse(placement=placement, refusal_reason=RefusalReason.NOT_AGREED, by=by)
    return leave(placement=placement, by=by)


@transaction.atomic
def alert_overdue(*, by: Actor) -> list[Placement]:
    """Return the stays past their last day; both sides are told of them, and nothing else changes."""
    placements = list(Placement.objects.overdue().select_related("case", "shelter"))
    for placement in placements:
        record("placement.alert", by=by, case_id=placement.case_id, target=str(placement.pk))
    notifications.stays_are_overdue(placements)
    return placements


@transaction.atomic
def check_roofs(*, by: Actor) -> list[Placement]:
    """Return the stays of people who live with somebody they allege, or kin: what was told since they moved in counts.

    Their carriers are told once, and of their own records alone; the shelters and the others' carriers are not.
    """
    alleging = Placement.objects.in_house().filter(case__alleged_exploiters__isnull=False).distinct()
    rows = list(alleging.select_related("case"))
    before = last_found(findings({one.case_id for one in rows}))
    there = [(one, before[one.pk].records if one.pk in before else frozenset(), _found(one)) for one in rows]
    for placement, known, now in there:
        if now != known:
            told = {"case_id": placement.case_id, "target": str(placement.pk), "records": sorted(now)}
            record(FOUND if now else CLEARED, by=by, **told)
    notifications.roofs_are_not_safe([placement for placement, known, now in there if now - known])
    return [placement for placement, _known, now in there if now]


def _hold(bed: Bed | None) -> None:
    """Lock the bed, so that two people who want it are heard one after the other.

    Always before the gate locks the case: nobody who holds a case waits for a bed.
    """
    if bed is not None:
        Bed.objects.select_for_update(no_key=True).get(pk=bed.pk)


@contextmanager
def _telling_the_carrier(placement: Placement, starts: date, ends: date) -> Iterator[None]:
    """Where the roof is not safe, the carrier reads which of their own records agree; the shelter does not.

    Written once all is taken back, apart, and by the system, so that the shelter's trail has no line of it. However
    often a shelter tries, there is one mail.
    """
    try:
        yield
    except Refused as refused:
        unsafe = {roof_is_safe.code, roof_is_still_safe.code} & {one.code for one in refused.refusals}
        if unsafe and (found := clash_under_the_roof(placement, starts, ends)):
            told = {"case_id": placement.case_id, "target": str(placement.pk), "records": found.records}
            if not was_told(placement, found.records):
                notifications.stay_was_stopped(placement)
            record(STOPPED, by=Actor.system("roof_check"), apart=True, **told)  # type: ignore[arg-type]
        raise


def _found(placement: Placement) -> frozenset[UUID]:
    """Return which records of the case agree with somebody in the house of the stay."""
    clash = clash_under_the_roof(placement, placement.starts, placement.ends)
    return frozenset(clash.records if clash else ())


def _end_duty(placement: Placement, by: Actor) -> Placement:
    access.end(case=placement.case, basis_id=placement.pk, by=by)
    return placement
