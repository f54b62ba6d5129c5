"""Dump the demo's database and look for its people in it."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo import control, dump
from demo.load import is_loaded
from demo.people import EVERYBODY
from demo.search import Finding, Secret, search, secrets
from wall.context import as_command


class Command(BaseCommand):
    """A control is planted in clear each time and must be found; exit 1 when anything else is."""

    help = "Dump the demo's database and search the dump for every name, telephone, address and narrative."

    def add_arguments(self, parser: CommandParser) -> None:
        explained = "write one person's name in clear first, to see the check fail; it is removed afterwards"
        parser.add_argument("--plant", action="store_true", help=explained)

    @as_command("check_dump")
    def handle(self, *args: Any, **options: Any) -> None:
        if not is_loaded():
            raise CommandError("The demo is not loaded: there is nobody to look for. Run load_demo first.")
        clear = next(iter(EVERYBODY.values())).full_name if options["plant"] else ""
        try:
            with control.planted(clear):
                taken = dump.take()
        except dump.NoDump as error:
            raise CommandError(str(error)) from error
        self._judge(taken)

    def _judge(self, taken: bytes) -> None:
        haystack, wanted = dump.opened(taken), secrets()
        missed, found = control.missed(haystack), search(haystack, wanted)
        self._tell(taken, wanted, missed, found)
        if missed or found:
            raise SystemExit(1)

    def _tell(self, taken: bytes, wanted: list[Secret], missed: list[str], found: list[Finding]) -> None:
        counts = ", ".join(f"{count} {what}" for what, count in Counter(one.what for one in wanted).items())
        self.stdout.write(f"searched: a dump of {len(taken):,} bytes, for {len(wanted)} texts ({counts})")
        self.stdout.write("as: plain, UTF-16, hexadecimal, JSON, base64 at each of three places")
        self.stdout.write(f"control found: {'no, not as ' + ', '.join(missed) if missed else 'yes'}")
        for one in found:
            self.stdout.write(f"FOUND: {one.secret.what} of {one.secret.owner}, {one.form}")
        self.stdout.write(f"found: {len(found)}")
