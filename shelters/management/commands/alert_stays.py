"""Tell both sides of the stays that are past their last day. Nobody is put out by the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.actors import Actor
from shelters.actions import alert_overdue
from wall.context import as_command


class Command(BaseCommand):
    """Mails go to the shelter's managers and the case managers; the list names no person and no place."""

    help = "Tell both sides of the stays that are past their last day. Run it every morning."

    @as_command("alert_stays")
    def handle(self, *args: Any, **options: Any) -> None:
        rows = alert_overdue(by=Actor.system("alert_stays"))
        for placement in rows:
            self.stdout.write(f"{placement.pk} {placement.ends.isoformat()}")
        self.stdout.write(f"{len(rows)} past their last day")
