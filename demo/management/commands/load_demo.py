"""Load the demo, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.load import load
from demo.staff import signing_in
from wall.context import as_command

EVERY = 10


class Command(BaseCommand):
    """When the demo is there, nothing changes; who can sign in is printed either way."""

    help = "Load the invented people of the demo, unless they are there, and print who can sign in."

    @as_command("load_demo")
    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo is never loaded in production.")
        load(self._tell)
        self.stdout.write(signing_in())

    def _tell(self, done: int, total: int) -> None:
        if done % EVERY == 0 or done == total:
            self.stderr.write(f"  {done} of {total} invented people")
            self.stderr.flush()
