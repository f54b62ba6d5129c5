"""Every member of the cast tries every route on every story: no word reaches anybody who may not know it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from random import Random

import time_machine
from django.db import connections
from django.test.utils import override_settings
from django.utils import timezone

from accounts.models import Organisation
from config.runner.say import say
from encryption import keys
from identification.models import Case
from proofs.disclosure.attempts import Attempt, every_attempt
from proofs.disclosure.canaries import Aviary, sealed_fields
from proofs.disclosure.looking import Watcher
from proofs.disclosure.oracle import MAY_KNOW, WORKS_AT
from proofs.disclosure.planted import PLANTED
from proofs.disclosure.stories import STORIES, around, told
from proofs.result import Found, Result
from tests.cast import Cast

SEED = 20261122
OTHERS = 1 / 3  # HEAD and POST
MAIL = "django.core.mail.backends.locmem.EmailBackend"


def prove(
    cast: Cast,
    *,
    stories: tuple[str, ...] = tuple(STORIES),
    share: float = 1,
    routes: frozenset[str] = frozenset(),
    planted: tuple[str, ...] = tuple(PLANTED),
    seed: int = SEED,
) -> Result:
    """Return how many words reached somebody who may not know them, and whether each planted leak was seen.

    `share` is the part of the attempts that is made, of those that are no GET a third of it; `routes`, where some are
    named, are the only ones tried.
    """
    found = Found()
    with one_connection(), override_settings(EMAIL_BACKEND=MAIL):
        around(cast)
        aviary = Aviary(_names(cast))
        cases = {name: told(name, cast, partial(aviary.fill, name)) for name in stories}
        _nothing_is_forgotten(found, aviary, complete=stories == tuple(STORIES))
        keys.forget()
        every = (one for one in every_attempt(cases) if not routes or one.route in routes)
        attempts = list(_some(every, share, Random(seed)))
        watcher = Watcher(cast, aviary)
        with time_machine.travel(timezone.now(), tick=False):  # a new minute would write to every session
            for number, attempt in enumerate(attempts):
                for leak in watcher.leaks_of(attempt):
                    found.add(leak)
                if number % 5_000 == 4_999:
                    say(f"  {number + 1:,} of {len(attempts):,}")
        controls = {name: _is_found(name, cast, aviary, cases) for name in planted}
    words = len(set(aviary.written.values()))
    seen = (
        f"{len({one.route for one in attempts})} routes, {len(WORKS_AT) + 1} people, {len(cases)} stories; "
        f"{words} words hidden, {len(watcher.shown):,} times one reached somebody who may know it; "
        f"{watcher.compared:,} answers to strangers compared with those for a thing that never was"
    )
    return Result("disclosure", len(attempts), seed, found, controls, seen)


@contextmanager
def one_connection() -> Iterator[None]:
    """While this is open, refusals are written where the attempt is taken back."""
    apart = connections["apart"]
    connections["apart"] = connections["default"]
    try:
        yield
    finally:
        connections["apart"] = apart


def _nothing_is_forgotten(found: Found, aviary: Aviary, *, complete: bool) -> None:
    """Every sealed field of every model holds a word in some story, and every story has its line in the oracle."""
    written = {canary.field.partition("@")[0] for canary in aviary.written.values()}
    for name in sorted(sealed_fields() - written) if complete else ():
        found.add(f"no story holds a {name}: tell one, and say in the oracle who may know it")
    for name in sorted(set(STORIES) ^ set(MAY_KNOW)):
        found.add(f"story and oracle do not know both of “{name}”")


def _some(attempts: Iterator[Attempt], share: float, dice: Random) -> Iterator[Attempt]:
    """Yield a part of them, with every attempt at a thing that never was: the others are compared with those."""
    for one in attempts:
        if one.story == "none" or dice.random() < (share if one.method == "GET" else share * OTHERS):
            yield one


def _is_found(name: str, cast: Cast, aviary: Aviary, cases: dict[str, Case]) -> bool:
    """Tell whether a planted leak is seen by those attempts that come to where it is."""
    plant, routes = PLANTED[name]
    tries = [one for one in every_attempt(cases) if one.route in routes]
    watcher = Watcher(cast, aviary)
    with plant():
        every = (leak for one in tries for leak in watcher.leaks_of(one))
        return any(
            "answered 5" not in leak for leak in every
        )  # a defect that merely breaks the page shows nothing


def _names(cast: Cast) -> dict[object, str]:
    known = {actor.organisation_id: WORKS_AT[who] for who, actor in cast.everybody().items()}
    return {one.pk: known.get(one.pk, "away") for one in Organisation.objects.all()}
