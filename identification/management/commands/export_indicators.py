"""Print a set of indicators as it was published."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from identification.indicators import UnknownSet, published

WRONG = 2


class Command(BaseCommand):
    """What it prints, `import_indicators` of another installation takes."""

    help = "Print an indicator set as JSON, by its version, such as ilo_ec_2009_v1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("version")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = published(options["version"])
        except UnknownSet as error:
            self.stderr.write(str(error))
            raise SystemExit(WRONG) from None
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))
