"""Write the migration that walls the tables of an app."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wall import tables


class Command(BaseCommand):
    """Writes one migration for each app named, for its tables that lead to a case and have no wall yet."""

    help = "After a model that bears a case was added: write the migration that walls the tables of APP."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("app", nargs="+")

    def handle(self, *args: Any, **options: Any) -> None:
        for label in options["app"]:
            file = tables.write(label)
            self.stdout.write(f"written: {file}" if file else f"{label}: every table has its wall")
