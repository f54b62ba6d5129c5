"""What changes legal matters, with everything that goes with each change."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from audit.log import record
from consent.models import Consent
from identification.models import Case
from legal_aid.enums import OPEN
from legal_aid.models import Deadline, Matter
from referral.models import Referral
from workflow.gate import perform
from workflow.guard import writing


@transaction.atomic
def add_deadline(*, matter: Matter, key: UUID, kind: str, due: date, by: Actor) -> Matter:
    """Return the matter, with this deadline; a key that is known already adds none."""
    if matter.deadlines.filter(pk=key).exists():
        return matter
    matter = perform(matter, "add_deadline", by=by)
    deadline = Deadline(pk=key, matter=matter, kind=kind, due=due)
    _save(deadline, by.user)
    target = str(deadline.pk)
    record("deadline.add", by=by, case_id=matter.case_id, target=target, kind_of_deadline=kind, due=due)
    return matter


@transaction.atomic
def mark_deadline_done(*, deadline: Deadline, by: Actor) -> Deadline:
    """Return the deadline, done."""
    matter = perform(deadline.matter, "mark_deadline_done", deadline=deadline, by=by)
    deadline = Deadline.objects.get(pk=deadline.pk)
    deadline.done_at = timezone.now()
    _save(deadline, by.user)
    record("deadline.done", by=by, case_id=matter.case_id, target=str(deadline.pk))
    return deadline


@transaction.atomic
def halt_resting_on(*, consent: Consent, by: Actor) -> list[Matter]:
    """Return the open matters that rested on this basis, halted."""
    return [perform(one, "halt", by=by) for one in Matter.objects.open_and_resting_on([consent])]


@transaction.atomic
def halt_of(*, referral: Referral, by: Actor) -> list[Matter]:
    """Return the open matters of a referral, halted."""
    return [perform(one, "halt", by=by) for one in Matter.objects.filter(referral=referral, status__in=OPEN)]


@transaction.atomic
def halt_all(*, case: Case, by: Actor) -> list[Matter]:
    """Return the open matters of a case, halted."""
    return [perform(one, "halt", by=by) for one in Matter.objects.filter(case=case, status__in=OPEN)]


def _save(deadline: Deadline, user: User | None) -> None:
    deadline._history_user = user
    with writing():
        deadline.save()
