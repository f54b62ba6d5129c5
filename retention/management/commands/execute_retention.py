"""Do what people approved, erase what is held no longer, and remove what belongs to no case and whose time is over."""

from collections.abc import Iterable
from typing import Any

from accounts.actors import Actor
from identification.models import Case
from retention import actions, clock
from retention.schedule import Rule
from workflow.clock import ExpireCommand


class Command(ExpireCommand):
    """Cases go through the gate, which asks for holds anew. Anonymous notices are shuffled each time."""

    help = "Erase what was approved, and remove what nothing needs any more. Run it every night."
    done = "looked at"

    def over(self) -> Iterable[Any]:
        actions.shuffle_notices()
        return [*clock.approved(), *clock.declined_and_kept(), *clock.by_themselves()]

    def expire(self, row: Any, by: Actor) -> Any:
        if isinstance(row, Case):
            return actions.finish(case=row, by=by)
        return (
            actions.clear(rule=row, by=by) if isinstance(row, Rule) else actions.execute(proposal=row, by=by)
        )
