"""What people told of what happened to them, and what a shelter asks before somebody moves in."""

from contextlib import suppress
from typing import Any

from demo.people.happened import HAPPENED
from demo.stories.stays import reserve
from demo.walk import Walk
from facts import actions
from workflow.refusal import Refused


def told(walk: Walk) -> None:
    """The facts, the story and who is alleged are written down."""
    happened = HAPPENED[walk.person.key]
    whose: dict[str, Any] = {"case": walk.case, "by": walk.worker}
    actions.record_facts(**whose, **happened.facts)
    for order, part in enumerate(happened.story, start=1):
        actions.add_event(**whose, key=walk.key("event"), order=order, **part)
    for one in happened.alleged:
        actions.add_exploiter(**whose, key=walk.key("exploiter"), **one)


def stopped(walk: Walk, place: str) -> None:
    """The shelter asked under its roof: the kin of somebody alleged lives there, so no bed was reserved."""
    with suppress(Refused):
        reserve(walk, walk.stay, walk.world.answering(place))
