"""Plant cases that nobody has a reason to open."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actors import Actor
from accounts.models import Organisation
from identification.actions import plant_honeytoken
from wall.context import as_command


class Command(BaseCommand):
    """Each looks like any other case of the organisation; who opens one alerts its overseers."""

    help = "Plant cases that nobody has a reason to open, for an organisation named as it is registered."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", help="the organisation's name")
        parser.add_argument("--count", type=int, default=1, help="how many, 1 by default")

    @as_command("plant_honeytoken")
    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(name=options["organisation"]).first()
        if organisation is None:
            raise CommandError("No organisation has this name.")
        for _number in range(options["count"]):
            planted = plant_honeytoken(organisation=organisation, by=Actor.system("plant_honeytoken"))
            self.stdout.write(planted.case.number)
