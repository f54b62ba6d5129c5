"""Warning that the time for recovery and reflection ends: once for each last day, to who carries the case."""

from django.db import transaction

from accounts.actors import Actor
from identification import notifications
from identification.models import Case
from workflow.gate import perform


@transaction.atomic
def warn(*, case: Case, by: Actor) -> Case:
    """Return the case, of whose last day of recovery its case managers are told."""
    case = perform(case, "warn_recovery", by=by)
    notifications.recovery_ends_soon(case.carrier_id)
    return case
