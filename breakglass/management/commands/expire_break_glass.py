"""Expire the looks in an emergency whose hour is over."""

from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.actors import Actor
from breakglass.actions import expire
from breakglass.enums import BreakGlassStatus
from breakglass.models import BreakGlass
from wall.context import as_command
from workflow.refusal import Refused


class Command(BaseCommand):
    """Each is expired through the gate. The sight itself ends with its hour, whether this runs or not."""

    help = "Expire the looks in an emergency whose hour is over. Run it every few minutes."

    @as_command("expire_break_glass")
    def handle(self, *args: Any, **options: Any) -> None:
        over = BreakGlass.objects.filter(status=BreakGlassStatus.OPEN, expires_at__lte=timezone.now())
        rows = list(over)
        for glass in rows:
            # Somebody may have acted since the list was read: the gate refuses and remembers.
            with suppress(Refused):
                expire(breakglass=glass, by=Actor.system("expire_break_glass"))
        self.stdout.write(f"{len(rows)} expired")
