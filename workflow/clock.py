"""What the host's clock lets run out, row by row, through the gate."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand

from accounts.actors import Actor
from wall.context import as_command
from workflow.refusal import Refused


class ExpireCommand(BaseCommand):
    """Each row whose time is over is expired as the system, under the command's own name."""

    # What is told of the rows at the end.
    done = "expired"

    def over(self) -> Iterable[Any]:
        """Return the rows whose time is over."""
        raise NotImplementedError

    def expire(self, row: Any, by: Actor) -> Any:
        """Expire one row."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        name = type(self).__module__.rpartition(".")[2]
        with as_command(name):
            self.stdout.write(f"{self._expired(Actor.system(name))} {self.done}")

    def _expired(self, by: Actor) -> int:
        rows = list(self.over())
        for row in rows:
            # Somebody may have acted since the list was read: the gate refuses and remembers.
            with suppress(Refused):
                self.expire(row, by)
        return len(rows)
