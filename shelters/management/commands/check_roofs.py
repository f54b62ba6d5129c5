"""Ask again of everybody who lives in a shelter whether they live with somebody they allege."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.actors import Actor
from shelters.actions import check_roofs
from wall.context import as_command


class Command(BaseCommand):
    """Mails go to the case managers whose own records agree; the list names no person and no place."""

    help = "Tell case managers of stays that are not safe any more. Run it every morning."

    @as_command("check_roofs")
    def handle(self, *args: Any, **options: Any) -> None:
        rows = check_roofs(by=Actor.system("check_roofs"))
        for placement in rows:
            self.stdout.write(str(placement.pk))
        self.stdout.write(f"{len(rows)} not safe")
