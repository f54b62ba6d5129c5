"""Three responders, each on a connection of their own, enter one group and screen it: nobody and no answer is lost.

Each responder adds a third of the people, every entry sent twice, by two of them at one moment. Then all three
screen everybody together: of each screening each of them asks a third of the questions.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.db import connections

from accounts.actors import Actor
from audit.models import Event
from groups import actions as groups
from groups.models import Group, Member
from identification import actions
from identification.enums import AnswerValue, Profile
from identification.models import Answer, Case, Identity, Screening
from proofs.planted import replaced
from proofs.result import Found, Result
from tests.cast import Cast
from tests.makers_groups import begun_group, colleague, new_person
from workflow.gate import perform

SEED = 20261122
PEOPLE, ROUNDS, ROUNDS_TO_FIND = 20, 5, 5
RESPONDERS = ("Olga", "Omar")
READING = 0.02  # seconds that somebody who keeps a whole sheet looks at it


def prove(
    cast: Cast,
    *,
    people: int = PEOPLE,
    rounds: int = ROUNDS,
    rounds_to_find: int = ROUNDS_TO_FIND,
    seed: int = SEED,
) -> Result:
    """Return what so many groups found, and whether people entered twice and answers written over are found out."""
    raid, found = _Raid(cast, people, seed), Found()
    for _round in range(rounds):
        for words in raid.group():
            found.add(words)
    controls = {}
    for name, place, defect in (
        ("who is sent twice is added twice", (groups, "added"), _as_somebody_new),
        ("an answer writes the whole sheet again", (actions, "answer"), _whole_sheet(actions.answer)),
    ):
        with replaced(*place, defect):
            controls[name] = any(any(raid.group()) for _round in range(rounds_to_find))
    seen = (
        f"{rounds} groups of {people} people by three responders at once, every person sent twice; "
        f"{raid.answers} answers, a third of each screening by each responder"
    )
    return Result("group-screening", rounds * people, seed, found, controls, seen)


class _Raid:
    """The three responders, and what they do with one group after the other."""

    def __init__(self, cast: Cast, people: int, seed: int) -> None:
        self.people, self.dice, self.answers = people, Random(seed), 0
        self.responders = [cast.odile, *(colleague(cast.odile, name) for name in RESPONDERS)]

    def group(self) -> Iterator[str]:
        """Yield what went wrong with one group, after everybody is entered and screened."""
        group, keys = begun_group(self.responders[0]), [uuid4() for _person in range(self.people)]
        before = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
        yield from self._at_once(self._adding(group, keys))
        yield from _people_as_sent(group, keys, before)
        yield from self._screened(keys)

    def _adding(self, group: Group, keys: list[UUID]) -> list[Callable[[], object]]:
        """Return every entry twice, one after the other in line, so that two responders take it at one moment."""

        def entry(place: int, key: UUID, by: Actor) -> Callable[[], object]:
            return lambda: groups.add_person(
                group=group, case=new_person(pk=key), pseudonym=f"Person {place}", by=by
            )

        takers = self.responders
        return [
            entry(place, key, takers[(place + twice) % len(takers)])
            for place, key in enumerate(keys)
            for twice in (0, 1)
        ]

    def _screened(self, keys: list[UUID]) -> Iterator[str]:
        """Yield each answer that is not there, or not as it was given."""
        expected: dict[UUID, dict[str, str]] = {}
        acts: list[Callable[[], object]] = []
        for case in Case.objects.filter(pk__in=keys).select_related("carrier"):
            begun = Screening(case=case, profile=Profile.ADULT_LABOUR, screened_by=self.responders[0].user)
            screening = perform(begun, "begin", by=self.responders[0])
            expected[screening.pk] = sheet = self._sheet(screening)
            acts += [self._asking(screening, sheet, place) for place in range(len(self.responders))]
        yield from self._at_once(acts)
        for pk, sheet in expected.items():
            kept = dict(Answer.objects.filter(screening=pk).values_list("code", "value"))
            lost = [code for code, value in sheet.items() if kept.get(code) != value]
            if lost or len(kept) != len(sheet):
                yield f"{len(lost)} of {len(sheet)} answers of a screening are lost or changed"
            self.answers += len(sheet)

    def _sheet(self, screening: Screening) -> dict[str, str]:
        given = [AnswerValue.YES, AnswerValue.NO, AnswerValue.REFUSED]
        codes = [one.code for one in screening.indicators.of(screening.profile)]
        return {code: str(self.dice.choice(given)) for code in codes}

    def _asking(self, screening: Screening, sheet: dict[str, str], place: int) -> Callable[[], object]:
        """Return a third of the questions, asked by one of the three."""
        mine = dict(list(sheet.items())[place :: len(self.responders)])
        return lambda: actions.answer(screening=screening, answers=mine, by=self.responders[place])

    def _at_once(self, acts: Iterable[Callable[[], object]]) -> Iterator[str]:
        """Do all of it in three threads, each with a connection of its own; yield every error."""
        with ThreadPoolExecutor(len(self.responders)) as threads:
            done = [threads.submit(copy_context().run, _alone, act) for act in acts]
            yield from [f"{error!r}"[:200] for one in done if (error := one.result())]


def _alone(act: Callable[[], object]) -> Exception | None:
    """Return the error of the act, if there was one; its connection is closed."""
    try:
        act()
    except Exception as error:
        return error
    finally:
        connections.close_all()
    return None


def _people_as_sent(group: Group, keys: list[UUID], before: int) -> Iterator[str]:
    """Yield who is missing, there twice, or not as they were entered."""
    cases = list(Member.objects.filter(group=group).values_list("case", flat=True))
    if sorted(cases) != sorted(keys):
        yield f"{len(keys)} people were sent, and {len(cases)} stand in the group"
    names = {identity.case_id: identity.pseudonym for identity in Identity.objects.filter(case__in=keys)}
    wrong = [key for place, key in enumerate(keys) if names.get(key) != f"Person {place}"]
    if wrong:
        yield f"{len(wrong)} people are called something else"
    told = Event.objects.filter(id__gt=before, outcome="done")
    for kind, about in (("group.add", {}), ("case.open", {"case_id__in": keys})):
        if (count := told.filter(kind=kind, **about).count()) != len(keys):
            yield f"{count} events tell {kind} of {len(keys)} people"


def _as_somebody_new(group: Group, case: Case) -> None:
    """A planted defect: nobody is ever known."""
    if Case.objects.filter(pk=case.pk).exists():
        case.pk = uuid4()


def _whole_sheet(answer: Callable[..., Screening]) -> Callable[..., Screening]:
    """Return a planted defect: all questions are written, those of the others as they stood a moment ago."""

    def whole(*, screening: Screening, answers: dict[str, str], by: Actor) -> Any:
        codes = [one.code for one in screening.indicators.of(screening.profile)]
        sheet = dict.fromkeys(codes, AnswerValue.NOT_ASKED) | screening.answered()
        time.sleep(READING)
        return answer(screening=screening, answers={**sheet, **answers}, by=by)

    return whole
