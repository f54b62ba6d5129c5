"""Thirty-two at once on one case: withdrawals against sends, acceptances, reads and papers that leave.

In each round a shelter has accepted a referral and reads; another referral waits for its answer, a third for being
sent. Then, all at one moment: the consent is taken back, twice; the shelter receives, accepts, begins; the carrier
sends; and everybody else reads what the shelter may read: the case, its identity, a paper and its bytes, the referrals,
the consent form as PDF; some in process, some as pages. Each reads once while it happens, and once afterwards.

- A read that begins after the withdrawal has committed gets nothing. One that overlapped it may go either way.
- The withdrawal is done: once, with one event, and it is refused to nobody but who comes second.
- Nothing is half done: no referral is open, no sight lasts, and the log tells each referral step by step.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from random import Random
from typing import Any

from django.db import connections, transaction
from django.test import override_settings

from config.runner.say import say
from documents import rules
from identification import access
from identification.enums import Scope
from identification.models import Case, CaseAccess
from identification.models.query import CaseQuerySet
from proofs.consent_race.round import PATIENCE, Round
from proofs.planted import replaced
from proofs.races import _without_lock
from proofs.result import Found, Result
from tests.cast import Cast
from tests.helpers import client_of
from workflow import gate

SEED = 20261122
ROUNDS, ROUNDS_TO_FIND, WORKERS = 1_000, 60, 32


def _remembered() -> AbstractContextManager[None]:
    """What an organisation saw once, it sees again."""
    kept, seen = CaseQuerySet.visible_to, set[tuple[Any, Any]]()

    def visible_to(rows: CaseQuerySet, actor: Any, *, at_least: Scope = Scope.SUMMARY) -> CaseQuerySet:
        fresh = kept(rows, actor, at_least=at_least).values_list("pk", flat=True)
        seen.update((actor.organisation_id, pk) for pk in fresh)
        known = [pk for organisation, pk in seen.copy() if organisation == actor.organisation_id]
        until = CaseAccess.objects.emergency_until(actor)
        return rows.filter(pk__in=known).annotate(emergency_until=until)

    return replaced(CaseQuerySet, "visible_to", visible_to)


def _afterwards() -> AbstractContextManager[None]:
    """Sight ends a moment after the withdrawal."""
    kept = access.end
    return replaced(access, "end", lambda **asked: transaction.on_commit(lambda: kept(**asked)))


PLANTED: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "the gate does not lock the case": lambda: replaced(gate, "_hold", _without_lock),
    "a read uses what was seen before": _remembered,
    "sight ends after the withdrawal has committed": _afterwards,
}


def prove(
    cast: Cast,
    *,
    rounds: int = ROUNDS,
    rounds_to_find: int = ROUNDS_TO_FIND,
    planted: tuple[str, ...] = tuple(PLANTED),
    workers: int = WORKERS,
    seed: int = SEED,
) -> Result:
    """Return what so many rounds found, and whether rounds with planted defects found those."""
    found, quiet = Found(), replaced(logging.getLogger("django.request"), "disabled", True)
    # All of it happens in one day, to one case after the other, each with its paper.
    many_papers = replaced(rules, "MOST_IN_A_DAY", 10**6)
    with quiet, many_papers, override_settings(CASES_A_DAY_BEFORE_FRESH_FACTOR=10**6, CASES_A_DAY=10**6):
        races = Races(cast, workers, seed)
        try:
            for number in range(rounds):
                for words in races.round(number):
                    found.add(words)
                if number % 100 == 99:
                    say(f"  {number + 1} rounds")
            seen = races.seen()
            controls = {name: _is_found(races, name, rounds_to_find) for name in planted}
        finally:
            races.close()
    return Result("consent-race", rounds, seed, found, controls, seen)


def _is_found(races: "Races", name: str, rounds: int) -> bool:
    with PLANTED[name]():
        found = any(
            "ended with" not in words  # a defect that merely breaks the step shows nothing
            for number in range(rounds)
            for words in races.round(number)
        )
    races.case = None  # what a defect left behind is not met again
    return found


class Races:
    """The rounds, and the workers with their connections, who stay."""

    def __init__(self, cast: Cast, workers: int, seed: int) -> None:
        self.cast, self.dice, self.workers = cast, Random(seed), workers
        self.pool = ThreadPoolExecutor(workers)
        self.case: Case | None = None
        self.reads = self.rounds = self.after = self.served = 0
        self.accepted = self.sent = 0
        self.browsers = [client_of(cast.sami) for _page in range(5)]
        self.carrier = client_of(cast.nora)

    def close(self) -> None:
        """Everybody's connections are closed."""
        everybody = threading.Barrier(self.workers)

        def leave() -> None:
            everybody.wait(timeout=PATIENCE)
            connections.close_all()

        for one in [self.pool.submit(leave) for _worker in range(self.workers)]:
            one.result(timeout=PATIENCE)
        self.pool.shutdown()

    def seen(self) -> str:
        """Return in words what was tried."""
        return (
            f"{self.workers} workers; {self.reads:,} reads, {self.served:,} of them got something, {self.after:,} "
            f"began after the withdrawal had committed; of the acceptances {self.accepted:,} came first, of the sends "
            f"{self.sent:,}"
        )

    def round(self, number: int) -> Iterator[str]:
        """Yield what went wrong in one round."""
        now = Round(self, by_page=number % 4 == 3)
        results = now.run(self.pool)
        yield from now.judged(results)
