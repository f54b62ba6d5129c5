"""Consent, referral, stay and return together, in random order: nobody reads a field without a live basis.

A Hypothesis state machine (`machine.py`) takes the steps in process, through the actions and the gate; time leaps. What
the people agreed to is remembered beside it in plain Python (`memory.py`), which asks nothing of the product, and after
every step, for two people at once, all of this is asked of the database and of the product's own querysets:

1. What an organisation other than the carrier reads (the case as a summary, its work, its identity; a referral with the
   fields that it copies; consents, papers by data set, what happened, who is alleged, stays, returns) is at most what
   it may read now: each data set rests on a basis of just this recipient, purpose and data set, and on work on it.
2. Each access that lasts rests on such a basis, on a bed held, on the authority's task, or on having carried the case.
   It shows no more than its data set opens; a duty of care shows no case.
3. Taking consent back, and leaving a bed, is never refused to those who work with the person.
4. What rested on a basis that is withdrawn, expired, lapsed or ended has stopped: referrals are revoked, returns that
   have not begun withdrawn, identification halted, a bed that was only asked for refused; who has a bed keeps it.
5. What has expired is read by nobody, before any clock comes by: expired is withdrawn.
6. One purpose, one data set, one recipient, one person stands for no other.
7. What was refused, never answered or replaced opens nothing.
8. Nothing is agreed to before it is kept how the person said so; for a child nothing without the child, and without
   somebody who acts for them that day.
9. A legal ground counts when a second person agreed to it, and until its day.
10. Nothing is sent, received, accepted, begun, reserved or prepared without its basis at that moment.
11. Every change of a state is one that is declared, and has exactly one event, genuine, with the same from and to.
12. A step that is refused has exactly one event, and changes nothing; a step of one person changes nothing of another.
13. Nothing stands anywhere else than what was done explains: no consent, referral, stay or return more, none less.
"""

import logging
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.test import override_settings
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from config.runner.say import say
from documents import rules
from proofs.consent_walk.effects import Violated
from proofs.consent_walk.hands import Hands
from proofs.consent_walk.machine import ConsentMachine
from proofs.consent_walk.pages import ByPages, PageMachine
from proofs.consent_walk.planted import PLANTED
from proofs.consent_walk.reading import Reader
from proofs.consent_walk.stage import Stage
from proofs.consent_walk.walker import Tally, Walker
from proofs.planted import replaced
from proofs.result import Found, Result
from proofs.walks.world import World
from tests.cast import Cast

SEED = 20261122
STEPS, PAGES, STEPS_TO_FIND, PROCESSES = 100_000, 3_000, 6_000, 2
PEOPLE = 8
LENGTH, EXAMPLES = 100, 40  # steps of an example, examples of a round


@dataclass
class Share:
    """What one process found."""

    steps: Tally = field(default_factory=Tally)
    pages: Tally = field(default_factory=Tally)
    found: list[str] = field(default_factory=list)
    controls: dict[str, bool] = field(default_factory=dict)

    @property
    def tallies(self) -> tuple[Tally, Tally]:
        """Both, in process and by page."""
        return self.steps, self.pages


def prove(
    cast: Cast,
    *,
    steps: int = STEPS,
    pages: int = PAGES,
    steps_to_find: int = STEPS_TO_FIND,
    planted: tuple[str, ...] = tuple(PLANTED),
    processes: int = PROCESSES,
    people: int = PEOPLE,
    seed: int = SEED,
) -> Result:
    """Return what so many steps found, and whether walks with planted defects found those."""
    World(cast, seed)  # the judges, shelters and beds are there before two look for them
    asked = [
        (
            cast,
            seed + number,
            (number, processes, people),
            (steps, pages),
            steps_to_find,
            planted[number::processes],
        )
        for number in range(processes)
    ]
    shares = [_share(*asked[0])] if processes == 1 else _at_once(asked)
    found, controls = Found(), dict[str, bool]()
    for share in shares:
        controls |= share.controls
        for words in share.found:
            found.add(words)
    n, done, read, looks = (_sum(shares, name) for name in ("steps", "done", "read", "looks"))
    kinds = {kind for one in shares for tally in one.tallies for kind, times in tally.kinds.items() if times}
    by_page = sum(one.pages.steps for one in shares)
    seen = (
        f"{n - by_page:,} steps in process and {by_page:,} by page; {done:,} taken, the others refused, or time that "
        f"passed, or looks, of which {looks:,} were shown something; {len(kinds)} kinds of step; {read:,} times "
        "somebody else than the carrier could read something, each time on a live basis"
    )
    return Result("consent-walk", n, seed, found, {name: controls[name] for name in planted}, seen)


def _at_once(asked: list[tuple[Any, ...]]) -> list[Share]:
    """Each share in a process of its own, on people of its own."""
    connections.close_all()
    with ProcessPoolExecutor(len(asked), multiprocessing.get_context("fork")) as pool:
        return [one.result() for one in [pool.submit(_share, *words) for words in asked]]


def _share(
    cast: Cast,
    seed: int,
    place: tuple[int, int, int],
    asked: tuple[int, int],
    steps_to_find: int,
    planted: tuple[str, ...],
) -> Share:
    number, of, people = place
    with replaced(rules, "MOST_IN_A_DAY", 1_000):  # papers: one person adds them for all
        stage = Stage(cast, seed, number, of, people)
    share = Share()
    share.found += _far(stage, ConsentMachine, share.steps, seed, asked[0] // of)
    if number == 0:  # one process alone counts whom somebody opened today
        share.found += _far(stage, PageMachine, share.pages, seed, asked[1])
    for name in planted:
        share.controls[name] = _is_found(stage, name, seed, steps_to_find)
        say(f"  {'found' if share.controls[name] else 'not found'}: {name}")
    connections.close_all()
    return share


def _far(stage: Stage, machine: type[Walker], tally: Tally, seed: int, steps: int) -> list[str]:
    """Return what so many steps found, in rounds."""
    found: list[str] = []
    rounds = 0
    quiet = replaced(logging.getLogger("django.request"), "disabled", True)
    with quiet, override_settings(CASES_A_DAY_BEFORE_FRESH_FACTOR=10**6, CASES_A_DAY=10**6):
        while tally.steps < steps:
            left = steps - tally.steps
            # The first story is made short; that may take minutes.
            found += _walked(stage, tally, seed + 1000 * rounds, left, machine=machine, shrink=not found)
            rounds += 1
            say(f"  {tally.steps:,} of {steps:,} steps")
    return found


def _sum(shares: list[Share], name: str) -> int:
    return sum(getattr(tally, name) for one in shares for tally in one.tallies)


def _is_found(stage: Stage, name: str, seed: int, steps: int) -> bool:
    tally = Tally()
    with PLANTED[name]():
        while tally.steps < steps:
            if _walked(stage, tally, seed + 7 + tally.steps, steps - tally.steps, shrink=False):
                return True
    return False


def _walked(
    stage: Stage,
    tally: Tally,
    number: int,
    steps: int,
    *,
    machine: type[Walker] = ConsentMachine,
    shrink: bool = True,
) -> list[str]:
    """Return what was violated in one round, with the steps that lead there; most rounds find nothing."""
    hands = ByPages(stage.world) if machine is PageMachine else Hands(stage.world)
    machine.stage, machine.tally, machine.hands = stage, tally, hands
    machine.reader = Reader(stage.actors)
    phases = [Phase.generate, *([Phase.shrink] if shrink else [])]
    length = min(LENGTH, steps)
    asked = settings(
        max_examples=min(EXAMPLES, 1 + steps // length),
        stateful_step_count=length,
        phases=phases,
        database=None,
        deadline=None,
        derandomize=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seed(number)(machine), settings=asked)
    except Exception as error:
        story = "; ".join(line for note in getattr(error, "__notes__", []) for line in note.splitlines())
        words = str(error) if isinstance(error, Violated) else f"{type(error).__name__}: {error}"
        return [f"{words} [{story[:2000]}]"]
    return []
