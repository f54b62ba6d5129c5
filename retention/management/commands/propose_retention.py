"""Propose to erase the cases that were kept for as long as their rule says; a person decides."""

from collections.abc import Iterable
from typing import Any

from accounts.actors import Actor
from identification.models import Case
from retention import actions, clock
from workflow.clock import ExpireCommand


class Command(ExpireCommand):
    """Through the gate, once for each case; what was put off comes back, what has moved on lapses."""

    help = (
        "Propose what was kept for long enough, for data protection officers to decide. Run it every morning."
    )
    done = "looked at"

    def over(self) -> Iterable[Any]:
        return [*clock.to_lapse(), *clock.to_come_back(), *clock.due_cases()]

    def expire(self, row: Any, by: Actor) -> Any:
        if isinstance(row, Case):
            return actions.propose_due(case=row, by=by)
        return (
            actions.lapse(proposal=row, by=by) if not row.is_due else actions.come_back(proposal=row, by=by)
        )
