"""Five rounds of interleaved blocks. Each quantity is timed once per block and round; ratios are within a round."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from statistics import median
from typing import Any
from uuid import uuid4

from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from accounts.models import Organisation
from benchmarks import databases, load, rows
from benchmarks.raw import Raw
from config.runner.say import say
from encryption import keys
from identification.actions import open_case
from identification.models import Case
from referral.models import Referral
from tests.helpers import client_of
from wall.context import as_command
from workflow.gate import perform

ROUNDS, SHORTEST, LONGEST, BLOCK_SECONDS = 5, 15, 30, 0.2
NEW = {
    **dict.fromkeys(("in_danger", "injured", "controlled"), "no"),
    "age_band": "adult",
    "sex": "female",
    "language": "ru",
    "jurisdiction": "AV",
    "pseudonym": "Robin",
}


@dataclass
class Measured:
    """The median of each block in milliseconds, by quantity, one for each round."""

    block: int
    medians: dict[str, list[float]] = field(default_factory=dict)

    def ratios(self, name: str, to: str) -> list[float]:
        """Return how much longer one takes than another, round by round."""
        return [one / other for one, other in zip(self.medians[name], self.medians[to], strict=True)]

    @property
    def spread(self) -> float:
        """Return how far the trivial page wandered: the slowest round over the fastest."""
        return max(self.medians["trivial"]) / min(self.medians["trivial"])


def everything() -> Measured:
    """Return all medians of one run."""
    with override_settings(ROOT_URLCONF="benchmarks.pages"), as_command("benchmark"):
        databases.use(databases.LARGE)
        quantities = Quantities()
        measured = Measured(_calibrated(quantities.trivial()))
        say(f"Five rounds of blocks of {measured.block} …")
        for number in range(ROUNDS):
            _round(measured, quantities, number)
        quantities.raw.close()
        quantities.received.close()
    return measured


def _calibrated(trivial: Callable[[], None]) -> int:
    """Return how many of the trivial page fill a block."""
    for _warm in range(20):
        trivial()
    one = _timed(trivial)
    return max(SHORTEST, min(LONGEST, round(BLOCK_SECONDS / one)))


def _round(measured: Measured, quantities: "Quantities", number: int) -> None:
    """Measure every quantity once, the order turned by one in each round; then the list of the smaller database."""
    named = list(quantities.all().items())
    turned = named[number:] + named[:number]
    for name, act in turned:
        measured.medians.setdefault(name, []).append(_block(act, measured.block))
    with _elsewhere(databases.SMALL):
        small = Quantities.reading()
        measured.medians.setdefault("list, small", []).append(_block(small, measured.block))
    say(f"  round {number + 1} of {ROUNDS}")


@contextmanager
def _elsewhere(cases: int) -> Iterator[None]:
    databases.use(cases)
    try:
        yield
    finally:
        databases.use(databases.LARGE)


def _block(act: Callable[[], None], count: int) -> float:
    act()
    act()
    return median(_timed(act) for _one in range(count)) * 1000


def _timed(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


class Quantities:
    """What is measured; each act takes its next subject, and no subject serves twice."""

    def __init__(self) -> None:
        self.manager, self.recipient = load.actor(load.MANAGER), load.actor(load.RECIPIENT)
        self.mine, self.theirs = client_of(self.manager), client_of(self.recipient)
        self.raw, self.received = Raw(self.manager), Raw(self.recipient)
        carried = Case.objects.filter(carrier=self.manager.organisation_id).order_by("number")
        self.cases = iter(list(carried.filter(referrals=None)))
        self.shown = cycle(list(carried.exclude(referrals=None)[:200]))
        self.referrals = iter(list(Referral.objects.select_related("case").order_by("id")))
        assert self.recipient.organisation
        self.service = self.recipient.organisation.offered.get()

    def all(self) -> dict[str, Callable[[], None]]:
        """Return every quantity of the larger database, by its name."""
        return {
            "trivial": self.trivial(),
            "raw create": self.raw.create,
            "create": self.create,
            "create, page": self.create_page,
            "raw recovery": self.raw_recovery,
            "recovery": lambda: _did(perform(next(self.cases), "start_recovery", by=self.manager)),
            "recovery, page": lambda: _went(
                self.mine, f"{next(self.cases).get_absolute_url()}do/start_recovery/"
            ),
            "raw receive": self.raw_receive,
            "receive": lambda: _did(perform(next(self.referrals), "receive", by=self.recipient)),
            "receive, page": lambda: _went(
                self.theirs, f"{next(self.referrals).get_absolute_url()}do/receive/"
            ),
            "list": lambda: _shown(self.mine, "/cases/"),
            "case": lambda: _shown(self.mine, next(self.shown).get_absolute_url()),
        }

    @staticmethod
    def reading() -> Callable[[], None]:
        """Return the list page of the database that is in use now."""
        client = client_of(load.actor(load.MANAGER))
        return lambda: _shown(client, "/cases/")

    def trivial(self) -> Callable[[], None]:
        """Return the trivial page."""
        client, url = Client(), f"/trivial/{Organisation.objects.first().pk}/"  # type: ignore[union-attr]
        return lambda: _shown(client, url)

    def create(self) -> None:
        """Open a case in process."""
        entered = {name: value for name, value in NEW.items() if name != "pseudonym"}
        case = Case(carrier=self.manager.organisation, **entered)
        open_case(case=case, by=self.manager, pseudonym=NEW["pseudonym"])

    def create_page(self) -> None:
        """Send the form that opens a case."""
        _went(self.mine, "/cases/new/", {**NEW, "key": str(uuid4())})

    def raw_recovery(self) -> None:
        """The writes of a recovery that starts."""
        one = next(self.cases)
        columns = {
            "id": one.pk,
            "number": one.number,
            "carrier_id": one.carrier_id,
            "opened_at": one.opened_at,
        }
        row = rows.case({**columns, "age_band": one.age_band, "sex": one.sex}, one.status)
        until = timezone.localdate() + timedelta(days=30)
        self.raw.change(row, "case.start_recovery", one.pk, "recovery", recovery_until=until)

    def raw_receive(self) -> None:
        """The writes of a referral that is received."""
        one = next(self.referrals)
        case = {"id": one.case_id, "carrier_id": one.sender_id}
        table, columns = rows.referral(case, self.service, tuple(one.data_sets), one.sent_by_id)
        self.received.change((table, {**columns, "id": one.pk}), "referral.receive", one.case_id, "received")


def _did(row: Any) -> None:
    keys.forget()  # each case is another one: its key is not in memory
    assert row.status in ("recovery", "received")


def _went(client: Client, url: str, data: dict[str, str] | None = None) -> None:
    keys.forget()
    response = client.post(url, data or {})
    assert response.status_code == 302, (url, response.status_code)


def _shown(client: Client, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
