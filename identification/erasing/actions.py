"""Destroying what a case says of a person: everything open ends first, in the same transaction."""

from typing import Any

from django.db import transaction

from accounts.actors import Actor
from accounts.models import Organisation
from audit.log import record
from encryption import keys
from identification import access, index
from identification.enums import CaseStatus
from identification.holds import held
from identification.inquiries.actions import take_back_open
from identification.models import Case
from identification.signals import case_declined
from workflow.gate import perform


@transaction.atomic
def decline(*, case: Case, can_decide: str, by: Actor) -> Case:
    """Return the case, declined: all work on it ended, others' sight of it ended, its keys destroyed for ever.

    So it goes with the cases that its carrier merged into it: they are the same person's. Where a court or somebody
    else holds the case, all the rest happens now, and the keys go when the last hold is lifted.
    """
    is_held = any(one.outlasts for one in held(case))
    case = perform(case, "decline", can_decide=can_decide, by=by)
    _end_all(case, by)
    if is_held:
        record("case.keep", by=by, case_id=case.pk, target=str(case.pk))
    else:
        _destroy_keys(case, by)
    for merged in _merged(case):
        decline(case=merged, can_decide=can_decide, by=by)
    return case


@transaction.atomic
def forget(*, case: Case, by: Actor) -> Case:
    """Return the case, erased: all work on it and all other sight of it ended, its keys destroyed for ever.

    So it goes with the cases that its carrier merged into it.
    """
    case = perform(case, "forget", by=by)
    _end_all(case, by)  # of a declined one too: while it was held, the person could still ask for something
    _destroy_keys(case, by)
    for merged in _merged(case):
        forget(case=merged, by=by)
    return case


def _end_all(case: Case, by: Actor) -> None:
    """Nothing of the case is open any more, nobody but the carrier sees it, and nobody finds the person by it."""
    take_back_open(case)
    case_declined.send(sender=Case, case=case, by=by)
    for other in Organisation.objects.filter(pk__in=_others_who_see(case)):
        access.end(case=case, organisation=other, by=by)
    index.remove(case.pk)


def _destroy_keys(case: Case, by: Actor) -> None:
    record("case.erase", by=by, case_id=case.pk, target=str(case.pk), keys=keys.destroy(case.pk))


def _merged(case: Case) -> Any:
    """Return the cases of the same person that are not gone yet, or are declined and wait with this one."""
    merged = case.merged_cases.filter(carrier=case.carrier)
    if case.status == CaseStatus.ERASED:
        return merged.exclude(status=CaseStatus.ERASED)
    return merged.filter(status=CaseStatus.MERGED)


def _others_who_see(case: Case) -> list[Any]:
    current = case.accesses.filter(ended_at=None).exclude(organisation=case.carrier)
    return list(current.values_list("organisation_id", flat=True))
