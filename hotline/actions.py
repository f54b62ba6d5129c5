"""What changes calls, with everything that goes with each change."""

from django.db import transaction

from accounts.actors import Actor
from hotline.models import Call
from identification.actions import open_case
from identification.models import Case
from workflow.gate import perform


@transaction.atomic
def turn(*, call: Call, case: Case, pseudonym: str = "", by: Actor) -> Case:
    """Return the case, open, into which the call was turned: both happen or neither."""
    case = open_case(case=case, pseudonym=pseudonym, by=by)
    perform(call, "turn", case=case, by=by)
    return case
