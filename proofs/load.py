"""People at work: threads on real connections that read, write, seal something new and open cases."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from uuid import UUID

from django.db import connections

from identification.actions import record_identity
from identification.models import Case, Identity
from referral.models import Referral
from tests.cast import Cast
from tests.makers import drafted, opened_case, presumed_case

WORKERS = 4
NAME, NOTE = "Person of the load", "A note of the load"
PAUSE = 0.02  # seconds, so that the renewal gets its turn on a small machine


class Load:
    """What was done, and what failed."""

    def __init__(self, cast: Cast, cases: int) -> None:
        self.cast = cast
        self.cases: list[UUID] = []
        self.done, self.failed = 0, list[str]()
        self._stop = threading.Event()
        for _case in range(cases):
            case = presumed_case(cast.nora)
            record_identity(case=case, by=cast.nora, full_name=NAME)
            drafted(case, cast.nora, cast.sami, note=NOTE)
            self.cases.append(case.pk)
        self._known = list(self.cases)

    @contextmanager
    def running(self) -> Iterator[None]:
        """While this is open, everybody works."""
        self._stop.clear()
        threads = [threading.Thread(target=self._work, args=(Random(seed),)) for seed in range(WORKERS)]
        for one in threads:
            one.start()
        try:
            yield
        finally:
            self._stop.set()
            for one in threads:
                one.join()

    def _work(self, dice: Random) -> None:
        acts: list[Callable[[Case], str]] = [*[self._read] * 8, self._write, self._seal]
        while not self._stop.is_set():
            act = dice.choice(acts) if dice.random() > 0.005 else self._open
            try:
                wrong = act(Case.objects.get(pk=dice.choice(self._known)))
            except Exception as error:
                wrong = f"{type(error).__name__}: {str(error)[:120]}"
            if wrong:
                self.failed.append(f"{act.__name__.strip('_')}: {wrong}")
            self.done += 1
            time.sleep(PAUSE)
        connections.close_all()

    def _read(self, case: Case) -> str:
        identity = Identity.objects.get(case=case)
        note = Referral.objects.filter(case=case).order_by("?")[0]
        time.sleep(PAUSE)  # a row is read some time before it is opened
        return "" if (identity.full_name, note.note) == (NAME, NOTE) else "another text"

    def _write(self, case: Case) -> str:
        record_identity(case=case, by=self.cast.nora, narrative=f"Told at {time.monotonic()}.")
        return ""

    def _seal(self, case: Case) -> str:
        """Something new is sealed without anything being opened before: the ring may be from before a renewal."""
        drafted(case, self.cast.nora, self.cast.sami, note=NOTE)
        return ""

    def _open(self, _case: Case) -> str:
        self.cases.append(opened_case(self.cast.nora).pk)
        return ""
