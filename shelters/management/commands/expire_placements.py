"""Expire the stays whose day of arrival passed without the person."""

from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand

from accounts.actors import Actor
from shelters.actions import expire
from shelters.models import Placement
from wall.context import as_command
from workflow.refusal import Refused


class Command(BaseCommand):
    """Each is expired through the gate; the bed is free again."""

    help = "Expire the requests and reservations whose day of arrival has passed. Run it every night."

    @as_command("expire_placements")
    def handle(self, *args: Any, **options: Any) -> None:
        rows = list(Placement.objects.missed())
        for placement in rows:
            # Somebody may have acted since the list was read: the gate refuses and remembers.
            with suppress(Refused):
                expire(placement=placement, by=Actor.system("expire_placements"))
        self.stdout.write(f"{len(rows)} expired")
