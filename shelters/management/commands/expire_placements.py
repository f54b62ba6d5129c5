"""Expire the stays whose day of arrival passed without the person."""

from collections.abc import Iterable

from accounts.actors import Actor
from shelters.actions import expire
from shelters.models import Placement
from workflow.clock import ExpireCommand


class Command(ExpireCommand):
    """Each is expired through the gate; the bed is free again."""

    help = "Expire the requests and reservations whose day of arrival has passed. Run it every night."

    def over(self) -> Iterable[Placement]:
        return Placement.objects.missed()

    def expire(self, row: Placement, by: Actor) -> Placement:
        return expire(placement=row, by=by)
