"""Random walks through every workflow, in process, through the gate and the actions."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from children.rules import somebody_acts_for_the_child
from config.runner.say import say
from identification import access
from identification import permissions as case_permissions
from identification.deciding import rules as deciding
from identification.rules import person_is_adult
from proofs.planted import always_no, always_yes, replaced
from proofs.result import Result
from proofs.walks.oracle import WHO
from proofs.walks.walk import Walk
from referral.rules import consent_covers_receiver
from tests.cast import Cast
from workflow import gate

SEED = 20261122
STEPS, STEPS_TO_FIND = 10_000, 4_000


def _log_forgets() -> AbstractContextManager[None]:
    return replaced(gate, "remember", lambda *_told, **_facts: None)


def _sight_never_ends() -> AbstractContextManager[None]:
    return replaced(access, "end", lambda **_asked: 0)


def _nobody(_case: object, _actor: object) -> bool:
    return False


PLANTED: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "a referral needs no consent": lambda: always_yes(consent_covers_receiver),
    "sight does not end with its ground": _sight_never_ends,
    "the gate forgets its event": _log_forgets,
    "anybody is a case manager": lambda: always_yes(case_permissions.by_case_manager),
    "a child counts as an adult": lambda: always_yes(person_is_adult),
    "nobody need act for a child": lambda: always_yes(somebody_acts_for_the_child),
    "any votes carry a yes": lambda: always_yes(deciding.votes_say_yes),
    "an appeal is heard by anybody": lambda: replaced(case_permissions, "took_part_before", _nobody),
    "taking consent back is refused": lambda: always_no(case_permissions.by_worker_of_the_person),
}


def prove(
    cast: Cast,
    *,
    steps: int = STEPS,
    steps_to_find: int = STEPS_TO_FIND,
    planted: tuple[str, ...] = tuple(PLANTED),
    seed: int = SEED,
) -> Result:
    """Return what a walk of so many steps found, and whether walks with planted defects found those."""
    walk = Walk(cast, seed)
    for number in walk.go(steps):
        if number % 1000 == 999:
            say(f"  {number + 1:,} steps, {walk.done:,} taken")
    controls = {name: _is_found(cast, name, steps_to_find, seed) for name in planted}
    never = sorted(set(WHO) - set(walk.taken))
    seen = (
        f"{walk.done:,} steps taken and {sum(walk.refused.values()):,} refused in "
        f"{len(walk.world.cases):,} cases; {len(walk.taken)} of {len(WHO)} kinds of step taken"
    )
    if never and steps >= STEPS:
        say(f"  never taken: {', '.join(never)}")
    return Result("walks", steps, seed, walk.found, controls, seen)


def _is_found(cast: Cast, name: str, steps: int, seed: int) -> bool:
    """Tell whether a walk through new cases sees a planted defect."""
    walk = Walk(cast, seed + 1)
    with PLANTED[name]():
        for _number in walk.go(steps, until_found=True):
            pass
    return bool(walk.found.count)
