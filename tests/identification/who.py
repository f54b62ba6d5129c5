"""Who passes the permission of a step, whatever its rules say."""

from accounts.actors import Actor
from tests.cast import Cast
from workflow.gate import refusals
from workflow.models import Stateful
from workflow.refusal import Ground


def who_may(cast: Cast, record: Stateful, step: str) -> set[str]:
    """Return the names of those whose task this step is; the clock is called `system`."""
    actors = {**cast.everybody(), "system": Actor.system("a_test")}
    return {name for name, actor in actors.items() if is_theirs(record, step, actor)}


def is_theirs(record: Stateful, step: str, actor: Actor) -> bool:
    """Tell whether the step's permission lets this actor through."""
    return all(one.ground is not Ground.PERMISSION for one in refusals(record, step, by=actor))
