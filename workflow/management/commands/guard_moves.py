"""Write the migration that guards the status of an app's tables with the transitions declared now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflow import moves


class Command(BaseCommand):
    """Writes one migration for each app named."""

    help = "After a transition was added or changed: write the migration that guards the tables of APP."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("app", nargs="+")

    def handle(self, *args: Any, **options: Any) -> None:
        for label in options["app"]:
            self.stdout.write(f"written: {moves.write(label)}")
