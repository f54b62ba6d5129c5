"""Draw `docs/workflows/*.md` from the declared transitions."""

from typing import Any

from django.core.management.base import BaseCommand

from workflow import diagrams


class Command(BaseCommand):
    """Writes the pages and names those that changed."""

    help = "Draw docs/workflows/*.md from the declared transitions."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = diagrams.write()
        for path in changed:
            self.stdout.write(f"drawn: {path}")
        self.stdout.write(f"{len(changed)} changed")
