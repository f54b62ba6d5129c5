"""Two real connections at one moment: acceptance against withdrawal, acceptance against acceptance."""

import threading
import time
from collections.abc import Callable, Iterator
from contextvars import copy_context
from random import Random
from typing import Any

from django.db import connections, transaction

from audit.models import Event
from config.runner.say import say
from consent.actions import withdraw
from consent.models import Consent
from identification.models import Case, CaseAccess
from proofs.planted import replaced
from proofs.result import Found, Result
from referral.actions import accept
from referral.models import Referral
from tests.cast import Cast
from tests.makers import presumed_case, referral_at
from workflow import gate
from workflow.refusal import Refused

SEED = 20261122
WITHDRAWALS, ACCEPTANCES, TRIES_TO_FIND = 300, 100, 300
ROUNDS_OF_A_CASE = 10
PATIENCE = 30
JITTER = 0.004  # seconds: about as long as a step takes


def prove(
    cast: Cast,
    *,
    withdrawals: int = WITHDRAWALS,
    acceptances: int = ACCEPTANCES,
    tries_to_find: int = TRIES_TO_FIND,
    seed: int = SEED,
) -> Result:
    """Return what so many races found, and whether a gate without its lock is found out."""
    races, found = _Races(cast, seed), Found()
    for number in range(withdrawals):
        _add(found, races.withdrawal(held=number % 2 == 0))
        if number % 100 == 99:
            say(f"  {number + 1} withdrawals")
    for number in range(acceptances):
        _add(found, races.acceptances(held=number % 2 == 0))
    with replaced(gate, "_hold", _without_lock):
        tries = next((one for one in range(tries_to_find) if any(races.withdrawal(held=False))), None)
    seen = (
        f"{withdrawals} acceptances against a withdrawal (the acceptance came first {races.accepted_first} times), "
        f"{acceptances} against another acceptance; without the case's lock the first violation came "
        f"after {'–' if tries is None else tries + 1} tries"
    )
    controls = {"the gate does not lock the case": tries is not None}
    return Result("races", withdrawals + acceptances, seed, found, controls, seen)


class _Races:
    """The rounds, each on a fresh referral."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.dice = cast, Random(seed)
        self.case: Case | None = None
        self.rounds = self.accepted_first = 0

    def withdrawal(self, *, held: bool) -> Iterator[str]:
        """Yield what went wrong: the withdrawal must be done, and the recipient must see nothing afterwards."""
        referral = self._fresh()
        consent = Consent.objects.filter(
            case=referral.case, recipient=referral.recipient, status="given"
        ).latest("given_at")
        accepted, withdrawn = self._at_once(
            lambda: accept(referral=referral, by=self.cast.sami),
            lambda: withdraw(consent=consent, by=self.cast.nora),
            hold=referral.case if held else None,
        )
        self.accepted_first += isinstance(accepted, Referral)
        if not isinstance(withdrawn, Consent):
            yield f"the withdrawal ended with {withdrawn!r}"
        if not isinstance(accepted, Referral | Refused):
            yield f"the acceptance ended with {accepted!r}"
        yield from self._after(referral, "revoked")
        if CaseAccess.objects.filter(case=referral.case, ended_at=None, basis_id=consent.pk).exists():
            yield "the recipient still has sight by the consent that was taken back"
        if Consent.objects.get(pk=consent.pk).status != "withdrawn":
            yield "the consent is not withdrawn"

    def acceptances(self, *, held: bool) -> Iterator[str]:
        """Yield what went wrong: one acceptance is done, the other refused because of the state."""
        self.case = None  # what an earlier acceptance left would be counted too
        referral = self._fresh()
        both = [lambda: accept(referral=referral, by=self.cast.sami)] * 2
        results = self._at_once(*both, hold=referral.case if held else None)
        refused = [one for one in results if isinstance(one, Refused)]
        if len(refused) != 1 or [one.code for one in refused[0].refusals] != ["wrong_state"]:
            yield f"two acceptances ended with {results!r}"
        yield from self._after(referral, "accepted")
        bases = Consent.objects.filter(case=referral.case, recipient=referral.recipient, status="given")
        sights = CaseAccess.objects.filter(ended_at=None, basis_id__in=bases.values("pk")).count()
        if sights != len(referral.data_sets):
            yield f"{sights} accesses instead of {len(referral.data_sets)}"

    def _after(self, referral: Referral, status: str) -> Iterator[str]:
        """Yield where the state is not as it must be, or the log does not tell it step by step."""
        row = Referral.objects.get(pk=referral.pk)
        if row.status != status:
            yield f"the referral is {row.status}"
        told = Event.objects.filter(case_id=row.case_id, outcome="done", kind__startswith="referral.")
        mine = [said for event in told.order_by("pk") if (said := _said(event))["target"] == str(row.pk)]
        moves = [(said["facts"]["from"], said["facts"]["to"]) for said in mine]
        if [one for one, _other in moves[1:]] != [other for _one, other in moves[:-1]] or moves[-1][
            1
        ] != row.status:
            yield f"the log tells {moves}, and the state is {row.status}"

    def _fresh(self) -> Referral:
        """Return a received referral; a case serves for some rounds."""
        if self.rounds % ROUNDS_OF_A_CASE == 0 or self.case is None:
            self.case = presumed_case(self.cast.nora)
        self.rounds += 1
        return referral_at("received", self.cast, case=self.case)

    def _at_once(self, *acts: Callable[[], object], hold: Case | None) -> list[object]:
        """Run the acts in threads of their own: all waiting for the same held case, or each a moment apart."""
        results: list[object] = [None] * len(acts)
        started = threading.Barrier(len(acts) + 1)
        waits = [self.dice.random() * JITTER * (hold is None) for _act in acts]

        def run(place: int) -> None:
            try:
                connections["default"].ensure_connection()
                started.wait(timeout=PATIENCE)
                time.sleep(waits[place])
                results[place] = acts[place]()
            except Exception as error:
                results[place] = error
            finally:
                connections.close_all()

        threads = [
            threading.Thread(target=copy_context().run, args=(run, place)) for place in range(len(acts))
        ]
        with transaction.atomic():
            if hold:
                Case.objects.select_for_update().get(pk=hold.pk)
            for thread in threads:
                thread.start()
            started.wait(timeout=PATIENCE)
            if hold:
                time.sleep(JITTER)
        for thread in threads:
            thread.join(timeout=PATIENCE)
        return results


def _said(event: Event) -> dict[str, Any]:
    from audit.log import read

    return read(event)


def _add(found: Found, violations: Iterator[str]) -> None:
    for one in violations:
        found.add(one)


def _without_lock(record: Any) -> Any:
    """The planted defect: the record is read anew, and the case is not locked."""
    model = type(record)
    row = record if record._state.adding else model._base_manager.get(pk=record.pk)
    if model is not Case:
        row.case = Case.objects.get(pk=row.case_id)
    return row
