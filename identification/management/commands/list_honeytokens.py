"""List the cases that nobody has a reason to open."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.actors import Actor
from audit.log import record
from identification.models import Honeytoken
from wall.context import as_command


class Command(BaseCommand):
    """For whoever runs the installation; that they looked is in the log."""

    help = "List the cases that nobody has a reason to open: number, organisation, day, how often opened."

    @as_command("list_honeytokens")
    def handle(self, *args: Any, **options: Any) -> None:
        rows = list(Honeytoken.objects.select_related("case__carrier").order_by("planted_at"))
        record("honeytoken.list", by=Actor.system("list_honeytokens"), ids=[row.pk for row in rows])
        for row in rows:
            told = (row.case.number, row.case.carrier, f"{row.planted_at:%Y-%m-%d}", row.alerts.count())
            self.stdout.write("\t".join(map(str, told)))
