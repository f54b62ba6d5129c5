"""A walk: one random step after another by random people, and after each the question whether all is still true."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import time_machine
from django.utils import timezone

from accounts.actors import Actor
from identification.models import Case
from proofs.result import Found
from proofs.walks import checks, rows
from proofs.walks.acts import BEGINNINGS, STEPS, open_a_case
from proofs.walks.ahead import go_ahead
from proofs.walks.oracle import NEVER_REFUSED, WHO, Facts, may
from proofs.walks.rows import Key, Rows
from proofs.walks.world import World
from tests.cast import Cast
from workflow.refusal import Refused
from workflow.steps import transitions

NEW_CASE, LEAP, WILD, LOOK, AHEAD = 0.02, 0.01, 0.2, 0.1, 0.75
RECENT, TRIES = 3, 6
LEAPS = (timedelta(hours=5), timedelta(days=1), timedelta(days=9), timedelta(days=35), timedelta(days=200))
# Steps after which a record is over are tried less often than those that lead on, so that some records get far.
RARE, SELDOM, ONWARD, BESIDE = 0.03, 0.3, 3.0, 0.8
ENDING = {
    *("case.follow_up", "case.close", "case.halt_identification", "case.override_upward", "case.merge"),
    *("consent.withdraw", "consent.refuse", "consent.end_ground", "referral.revoke", "referral.decline"),
    "referral.discard",
    *("referral.miss", "referral.complete", "placement.leave", "placement.refuse", "placement.exit"),
    *("inquiry.take_back", "inquiry.say_why_not"),
    *("return.withdraw", "return.fail", "return.declare_not_safe", "matter.halt", "matter.close"),
    *("guardianship.suspect", "guardianship.end"),
}
BESIDES = {"case.record_identity", "screening.answer", "screening.weigh_anew", "referral.rewrite"}
NOTHING_YET = Rows({}, {}, 0)


class Walk:
    """The steps so far, and what was found."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.world, self.found = World(cast, seed), Found()
        self.done = 0
        self.taken: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.in_vain: Counter[tuple[object, ...]] = Counter()

    def go(self, steps: int, *, until_found: bool = False) -> Iterator[int]:
        """Take so many steps, yielding the number of each; stop at the first violation if that is what is wanted."""
        with time_machine.travel(timezone.now(), tick=True) as clock:
            for number in range(steps):
                if self.world.dice.random() < LEAP:
                    clock.shift(self.world.dice.choice(LEAPS))
                    self.in_vain.clear()
                self._step()
                yield number
                if until_found and self.found.count:
                    return

    def _step(self) -> None:
        if not self.world.cases or self.world.dice.random() < NEW_CASE:
            self._open_a_case()
            return
        case_id = self._some_case()
        before = rows.of(case_id)
        case = Case.objects.select_related("carrier").get(pk=case_id)
        kind, key, record, facts, actor = self._chosen(case, before)
        known = {key: facts} if key else {}
        act = STEPS[kind] if key else BEGINNINGS[kind]
        done, reasons = self._try(kind, lambda: act(self.world, record, actor))
        after = rows.of(case_id)
        events = rows.events_since(case_id, before)
        self.taken.update(one.kind for one in events if one.outcome == "done" and one.kind in WHO)
        if done:
            self.done += 1
            if before.states != after.states:
                self.in_vain.clear()
            self._all(kind, checks.by_the_right_people(events, actor, case.carrier_id, known))
            self._all(kind, checks.shared_with_a_basis(events))
            self._all(kind, checks.done_for_a_child(events))
            self._all(kind, checks.settled_by_a_court(events))
        elif reasons is None:
            self.in_vain[case_id, kind, key] += 1  # nothing was there to try it with
        else:
            self.refused[kind] += 1
            self.in_vain[case_id, kind, key] += 1
            self._all(kind, _refused(kind, actor, facts, before, after, events, key))
        self._all(kind, checks.told(before, after, events))
        self._look_at(kind, case_id)

    def _open_a_case(self) -> None:
        odile, nora = self.world.cast.odile, self.world.cast.nora
        actor = self.world.dice.choice(self.world.either([nora, nora, nora, odile], self.world.people))
        known = len(self.world.cases)
        done, _reasons = self._try("case.open", lambda: open_a_case(self.world, actor))
        self.taken["case.open"] += len(self.world.cases) - known
        self.done += done
        if not done:
            self.refused["case.open"] += 1
        elif not actor.roles & {"first_responder", "case_manager"}:
            self.found.add("case.open by somebody whose task it is not")
        elif self.world.dice.random() < AHEAD:
            case_id = self.world.cases[-1]
            self._try("far ahead", lambda: go_ahead(self.world, Case.objects.get(pk=case_id), actor))
            self._all(
                "far ahead",
                checks.told(NOTHING_YET, rows.of(case_id), rows.events_since(case_id, NOTHING_YET)),
            )
            self._look_at("case and return", case_id)

    def _chosen(self, case: Case, before: Rows) -> tuple[str, Key | None, Any, Facts, Actor]:
        """Return a step, its record (the case, for a beginning) and who tries it: mostly one whose task it is."""
        wild = self.world.dice.random() < WILD
        for tries in range(1, TRIES + 1):
            kind, key = self._some_step(case.pk, before, wild)
            record = rows.record_of(key) if key else case
            facts = rows.facts_of(record)
            actor, fits = self._somebody(kind, facts)
            if fits or wild or tries == TRIES:
                break
            self.in_vain[case.pk, kind, key] += 1
        return kind, key, record, facts, actor

    def _some_case(self) -> UUID:
        recent = self.world.cases[-RECENT:]
        return self.world.dice.choice(recent if self.world.dice.random() < 0.85 else self.world.cases)

    def _some_step(self, case_id: UUID, before: Rows, wild: bool) -> tuple[str, Key | None]:
        """Return a step that leads on from here, or a wild one, any at all; a beginning has no record yet."""
        possible: list[tuple[str, Key | None]] = [(kind, None) for kind in BEGINNINGS]
        for key, status in before.states.items():
            names = {one.name for one in transitions(rows.MODELS[key[0]]) if wild or one.source == status}
            possible += [(kind, key) for name in sorted(names) if (kind := f"{key[0]}.{name}") in STEPS]
        counted = Counter(kind for kind, _key in possible)
        tried = [(1 + self.in_vain[case_id, kind, key]) ** 2 for kind, key in possible]
        weights = [
            _weight(kind) / counted[kind] / tries for (kind, _), tries in zip(possible, tried, strict=True)
        ]
        return self.world.dice.choices(possible, weights)[0]

    def _somebody(self, kind: str, facts: Any) -> tuple[Actor, bool]:
        """Return one who tries it, mostly one whose task it is, and whether there is such a one."""
        everybody = [*self.world.people, self.world.clock]
        fitting = [one for one in everybody if may(kind, one, facts)]
        tries = fitting if fitting and self.world.dice.random() > WILD else everybody
        # Whose task a beginning is may hang on a record that is yet to be written.
        return self.world.dice.choice(tries), bool(fitting) or kind in BEGINNINGS

    def _try(self, kind: str, act: Any) -> tuple[bool, Refused | None]:
        """Return whether it was done, and why not; anything but a refusal is a violation."""
        try:
            return act() is not None or kind in ("consent.inform", "consent.give"), None
        except Refused as refused:
            return False, refused
        except Exception as error:
            self.found.add(f"{kind}: {type(error).__name__}: {str(error).splitlines()[0][:160]}")
            return False, None

    def _look_at(self, kind: str, case_id: UUID) -> None:
        case = Case.objects.get(pk=case_id)
        self._all(kind, checks.sight_is_founded(case))
        self._all(kind, checks.nothing_goes_on_without_a_basis(case))
        self._all(kind, checks.ends_are_ends(case))
        if kind.startswith("return"):
            self._all(kind, checks.returns_are_safe(case))
        if kind.startswith("case"):
            self._all(kind, checks.decided_by_another(case))
            self._all(kind, checks.votes_carry_decisions(case))
        if kind.startswith(("case", "inquiry", "consent")):
            self._all(kind, checks.questions_are_kept(case))
        if self.world.dice.random() < LOOK:
            self._all(kind, checks.shown_to(case, self.world.dice.choice(self.world.people)))

    def _all(self, kind: str, violations: Iterator[str]) -> None:
        for one in violations:
            self.found.add(f"after {kind}: {one}")


def _weight(kind: str) -> float:
    if kind in ENDING:
        return SELDOM
    if kind in ("case.decline", "consent.expire", "consent.lapse", "case.hand_over", "case.correct_facts"):
        return RARE
    return BESIDE if kind in BEGINNINGS or kind in BESIDES else ONWARD


def _refused(
    kind: str, actor: Actor, facts: Any, before: Rows, after: Rows, events: list[Any], key: Key | None
) -> Iterator[str]:
    """A refusal changes nothing, is in the log once, and never stands in the way of a person's wish to go."""
    if before.marks != after.marks:
        yield f"refused, and something changed: {_difference(before, after)}"
    if [one.outcome for one in events] != ["refused"]:
        yield f"refused, and the log says {[one.outcome for one in events]}"
    if (
        key
        and kind in NEVER_REFUSED
        and before.states[key] in NEVER_REFUSED[kind]
        and may(kind, actor, facts)
    ):
        yield "refused, which it never may be"


def _difference(before: Rows, after: Rows) -> str:
    changed = {
        name for name in {*before.marks, *after.marks} if before.marks.get(name) != after.marks.get(name)
    }
    return ", ".join(sorted(name.rstrip("0123456789abcdef-") for name in changed))
