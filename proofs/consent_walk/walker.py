"""How a step of the walk is taken: tried, remembered, and everything looked at afterwards."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

import time_machine
from django.db import connections, transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from accounts.actors import Actor
from accounts.models import Organisation
from consent.enums import DataSet, Purpose, purpose_of
from proofs.consent_walk import checks
from proofs.consent_walk.effects import EFFECTS, Violated
from proofs.consent_walk.hands import Hands, Hidden, NothingLeft
from proofs.consent_walk.memory import HOLDING, Person
from proofs.consent_walk.reading import Now, Reader
from proofs.consent_walk.stage import Stage, remember
from proofs.walks import rows
from proofs.walks.checks import done_for_a_child, told
from referral.models import Service
from workflow.refusal import Refused

WATCH_ONLY = {"observer", "analyst"}
STRAY = 9  # one in so many steps is tried by somebody else
REMEMBERED = {"case", "consent", "referral", "placement", "return", "guardianship"}


class Tally:
    """How many steps were tried and taken, and how often somebody but the carrier could read: of all examples."""

    def __init__(self) -> None:
        self.steps = self.done = self.read = self.looks = 0
        self.kinds: Counter[str] = Counter()


class Walker(RuleBasedStateMachine):
    """Two people of the stage, and a clock; all is taken back at the end of each example."""

    stage: ClassVar[Stage]
    reader: ClassVar[Reader]
    tally: ClassVar[Tally]
    hands: ClassVar[Hands]

    def __init__(self) -> None:
        super().__init__()
        self.opened = ExitStack()
        self.clock = self.opened.enter_context(time_machine.travel(self.stage.begun, tick=True))
        self.opened.enter_context(_taken_back())
        self.people: list[Person] = []
        self.at = {name: one.organisation_id for name, one in self.stage.actors.items()}

    def teardown(self) -> None:
        """Forget the example."""
        self.opened.close()

    @initialize(first=st.integers(0, 99), second=st.integers(0, 99))
    def two_people(self, first: int, second: int) -> None:
        """Begin with two of the stage."""
        self.people = self.stage.two(first, second)
        self._look("the beginning")

    # Taking a step.

    def _begin(self, kind: str, who: int, by: Actor, dice: int) -> None:
        person = self.people[who]

        def done(found: Any) -> None:
            if kind in EFFECTS:
                EFFECTS[kind](person, found, by)
            if kind != "guardianship.appoint":
                remember(person, found)

        self._take(kind, who, by, lambda: self.hands.begin(kind, person, by, dice), done)

    def _step(self, kind: str, who: int, pk: UUID, by: Actor, dice: int) -> None:
        person = self.people[who]
        act = partial(self.hands.take, kind, pk, by, dice)

        def done(found: Any) -> None:
            EFFECTS[kind](person, found, by)

        self._take(kind, who, by, act, done, never_refused=self._must_be_done(kind, person, pk, by))

    def _take(
        self,
        kind: str,
        who: int,
        by: Actor,
        act: Callable[[], Any],
        done: Callable[[Any], None],
        *,
        never_refused: bool = False,
    ) -> None:
        """Try a step; remember what it did; then everything must be as it is remembered."""
        case_id, before, found, refused = self.people[who].case_id, self.now, None, None
        try:
            found = act()
        except Refused as reasons:
            refused = reasons
        except Hidden:
            self._did_nothing(kind, before, must_be_done=never_refused and self._carries(who, by))
            return
        except NothingLeft:
            self._did_nothing(kind, before, must_be_done=never_refused)
            return
        if found is None and refused is None:
            return  # nothing was there to try it with
        self.tally.steps += 1
        self.tally.done += refused is None
        self.tally.kinds[kind] += refused is None
        if refused is None:
            done(found)
        elif never_refused:
            raise Violated(f"{kind} was refused: {refused.sentences}")
        self._look(kind)
        self._told(kind, case_id, before, is_refused=refused is not None)

    def _did_nothing(self, kind: str, before: Now, *, must_be_done: bool) -> None:
        self.tally.steps += 1
        if must_be_done:
            raise Violated(f"{kind} was not done, though nothing may stand in its way")
        self._look(kind)
        self._nothing_changed(kind, before, set())

    def _carries(self, who: int, by: Actor) -> bool:
        return by.organisation_id == self.people[who].carrier

    def _told(self, kind: str, case_id: UUID, before: Now, *, is_refused: bool) -> None:
        """Each change has its one event; a refused step has one, and changed nothing of either person."""
        events = rows.events_since(case_id, before.rows[case_id])
        if is_refused:
            if [one.outcome for one in events] != ["refused"]:
                raise Violated(f"{kind} was refused, and the log says {[one.kind for one in events]}")
            self._nothing_changed(kind, before, set())
            return
        ours = [one for one in events if one.kind.split(".")[0] in REMEMBERED]
        self._none(kind, told(before.rows[case_id], self.now.rows[case_id], ours))
        self._none(kind, done_for_a_child(events))
        self._nothing_changed(kind, before, {case_id})

    def _nothing_changed(self, kind: str, before: Now, but: set[UUID]) -> None:
        for case_id in set(before.rows) - but:
            if before.rows[case_id].marks != self.now.rows[case_id].marks:
                raise Violated(f"{kind} changed what it must not")

    def _look(self, kind: str) -> None:
        """Read everything, and ask whether all of it may be."""
        first, second = self.people
        self.now, now = self.reader.now((first.case_id, second.case_id)), timezone.now()
        for person in self.people:
            self._none(kind, checks.everything_stands_as_remembered(person, self.now))
            self._none(kind, checks.sight_is_founded(person, self.now.sights, now))
            self._none(kind, checks.nobody_reads_more(person, self.now, self.at, now))
        carriers = {one.case_id: one.carrier for one in self.people}
        self.tally.read += sum(self.at[who] != carriers[case] for who, _what, case, _pk in self.now.readings)

    def _none(self, kind: str, violations: Iterator[str]) -> None:
        for one in violations:
            raise Violated(f"after {kind}: {one}")

    # Choosing.

    def _must_be_done(self, kind: str, person: Person, pk: UUID, by: Actor) -> bool:
        """The person's own wish to go: for those who work with them nothing stands in the way."""
        if not by.roles - WATCH_ONLY:
            return False
        sees = (self._name(by), "summary", person.case_id) in {one[:3] for one in self.now.readings}
        if kind == "consent.withdraw":
            return sees and person.consents[pk].state == "given"
        if kind == "placement.leave":
            stay = person.stays[pk]
            return stay.state in HOLDING and by.organisation_id in (stay.shelter, person.carrier)
        return False

    def _any(self, name: str, states: set[str]) -> bool:
        return any(one.state in states for person in self.people for one in getattr(person, name).values())

    def _one(self, records: dict[UUID, Any], n: int, states: set[str]) -> UUID | None:
        """Return a record in one of these states, or now and then any."""
        fitting = [pk for pk, one in records.items() if one.state in states and n % STRAY != 5]
        possible = fitting or list(records)
        return possible[n % len(possible)] if possible else None

    def _talk(self, who: int, n: int, state: str) -> list[UUID]:
        """Return the consents of one talk that stand here."""
        consents = self.people[who].consents
        talks = list(dict.fromkeys(one.talk for one in consents.values() if one.state == state))
        chosen = talks[n % len(talks)] if talks else None
        return [pk for pk, one in consents.items() if (one.talk, one.state) == (chosen, state)]

    def _asked_of(self, n: int) -> tuple[str, Organisation | None]:
        """Return a purpose and a recipient: mostly those that a referral would need."""
        usual = [("sharing", "sami"), ("sharing", "lena"), ("return", "rafi"), ("sharing", "nora")]
        usual += [("sharing", "otto"), ("identification", "ada"), ("police", "lena"), ("return", "away")]
        usual += [("return", "sami"), ("sharing", "rafi")]
        purpose, name = usual[n % len(usual)]
        purpose = Purpose.values[n % len(Purpose.values)] if n % STRAY == 7 else purpose
        known: Any = self.stage.actors.get(name)
        return purpose, known.organisation if known else self.stage.cast.away

    def _agreed_to(self, who: int, service: Service) -> list[str]:
        """Return what a referral to this service could share now; nothing where not even a summary."""
        now, person, to = timezone.now(), self.people[who], service.organisation_id
        live = [d for d in DataSet.values if person.agreed(to, purpose_of(service.kind), d, now)]
        return live if "summary" in live else []

    def _said_of(self, who: int, service: Service) -> list[list[str]]:
        """Return for each purpose what the organisation was named for, agreed to or only proposed."""
        theirs = defaultdict[str, set[str]](set)
        for one in self.people[who].consents.values():
            if one.recipient == service.organisation_id and one.state in {"given", "ground_proposed"}:
                theirs[one.purpose].add(one.data)
        return [sorted(theirs[purpose]) for purpose in sorted(theirs)]

    def _services(self, who: int) -> list[Service]:
        """Return the services that the carrier can refer to: a first responder passes the case on."""
        carrier = self.people[who].carrier
        passes_on = carrier == self.at["odile"]
        kinds = [one for one in self.stage.world.services if not passes_on or one.kind == "case_management"]
        return [one for one in kinds if one.organisation_id != carrier]

    def _taker(self, who: int, n: int) -> Actor:
        """Return who takes consents for the carrier."""
        return self._fits(who, n, "odile" if self.people[who].carrier == self.at["odile"] else "nora")

    def _anybody(self, who: int, pk: UUID, n: int) -> Actor:
        """Return whom the person may tell: the carrier's, or somebody of the organisation that it names."""
        recipient = self.people[who].consents[pk].recipient
        return self._at(who, n, recipient) if recipient and n % 3 == 0 else self._taker(who, n)

    def _fits(self, who: int, n: int, *names: str) -> Actor:
        everybody = list(self.stage.actors)
        return self.stage.actors[everybody[n % len(everybody)] if n % STRAY == 5 else names[n % len(names)]]

    def _at(self, who: int, n: int, organisation: UUID) -> Actor:
        """Return who works at an organisation."""
        names = [
            name for name, one in self.at.items() if one == organisation and name not in ("vera", "dana")
        ]
        return self._fits(who, n, *(names or ["nora"]))

    def _name(self, actor: Actor) -> str:
        return next((name for name, one in self.stage.actors.items() if one is actor), "")


@contextmanager
def _taken_back() -> Iterator[None]:
    """What happens inside never happened; refusals are written on their own connection, as always."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    connections["apart"].close()
