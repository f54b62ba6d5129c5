"""Tell the case managers whose cases' time for recovery and reflection ends in the next days."""

from collections.abc import Iterable

from accounts.actors import Actor
from identification.clocks.actions import warn
from identification.models import Case
from workflow.clock import ExpireCommand


class Command(ExpireCommand):
    """Each is told once, through the gate; the clock itself ends nothing."""

    help = "Warn of the recovery and reflection times that end within a week. Run it every morning."
    done = "warned"

    def over(self) -> Iterable[Case]:
        return Case.objects.recovery_ends_soon()

    def expire(self, row: Case, by: Actor) -> Case:
        return warn(case=row, by=by)
