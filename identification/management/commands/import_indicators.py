"""Install a set of indicators from a file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.actors import Actor
from identification.indicators.actions import WrongSet, install
from wall.context import as_command

WRONG = 2
MOST_BYTES = 1_000_000


class Command(BaseCommand):
    """The file is checked by the published schema first; a set that is here never changes."""

    help = "Install an indicator set from a JSON file (identification/indicators/schema/indicator_set.json)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    @as_command("import_indicators")
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            row = install(data=_data(options["file"]), by=Actor.system("import_indicators"))
        except (WrongSet, OSError) as error:
            self.stderr.write(str(error))
            raise SystemExit(WRONG) from None
        told = f"{row.version} is asked in new screenings from {row.effective_from} on." if row else SAME
        self.stdout.write(told)


SAME = "This very set is here already; nothing was changed."


def _data(file: Path) -> Any:
    if file.stat().st_size > MOST_BYTES:
        raise WrongSet(f"The file is larger than {MOST_BYTES:,} bytes.")
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise WrongSet("The file is not JSON in UTF-8.") from None
