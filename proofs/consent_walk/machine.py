"""The state machine: what people do with what a person agreed to, in any order."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from accounts.actors import Actor
from proofs.consent_walk.effects import Violated
from proofs.consent_walk.memory import ACTIVE, DECIDES, HOLDING, IN_FORCE, WAITING, Agreed, Person
from proofs.consent_walk.onward import OPEN, Onward
from proofs.consent_walk.stage import remember
from proofs.consent_walk.walker import STRAY

NUMBER = st.integers(0, 9_999)
WHO = st.integers(0, 1)
MANY = 14
PLACE = st.integers(0, 11)  # from 6 on, one of the parts
DATA = ["summary", "needs", "identity", "health", "legal", "location"]
FILE = ["summary", "needs", "identity"]
ALONE = ["summary"] * 4 + DATA  # without a summary nothing is sent
HOURS, DAYS = [timedelta(hours=5)] * 8, [timedelta(days=1)] * 4
LEAPS = [*HOURS, *DAYS, timedelta(days=9), timedelta(days=9), timedelta(days=40), timedelta(days=366)]
ONWARD = ["consent", "assess_risk", "join_assessment", "clear", "name_receiver", "start_documents"]
TRAVEL = ["confirm_receiving", "schedule", "depart", "hand_over", "monitor", "fail", "reassess"]


class ConsentMachine(Onward):
    """Each rule is one step of one person's case, tried mostly by those whose task it is."""

    # Time.

    @rule(leap=st.sampled_from(LEAPS))
    def time_passes(self, leap: timedelta) -> None:
        """What has expired is read by nobody, before any clock came by."""
        self.clock.shift(leap)
        self.tally.steps += 1
        self._look("time")

    @rule(who=WHO, n=NUMBER, what=st.sampled_from(["consent", "consent", "referral", "placement"]))
    def clock_comes_by(self, who: int, n: int, what: str) -> None:
        rows_of: dict[str, Any] = {
            "referral": self.people[who].referrals,
            "placement": self.people[who].stays,
        }
        pk = self._one(rows_of.get(what, self.people[who].consents), n, IN_FORCE | WAITING | HOLDING)
        if pk:
            self._step(f"{what}.expire", who, pk, self.stage.world.clock, n)

    # What a person is asked, and says.

    @precondition(lambda self: sum(map(len, (one.consents for one in self.people))) < 2 * MANY)
    @rule(who=WHO, n=NUMBER, data=st.sets(st.sampled_from(DATA), max_size=3), as_usual=st.integers(0, 3))
    def ask(self, who: int, n: int, data: set[str], as_usual: int) -> None:
        purpose, recipient = self._asked_of(n)
        parts = sorted(data) if data and not as_usual else FILE[: 1 + as_usual % 3] + sorted(data - set(FILE))
        by = self._taker(who, n)

        def done(found: list[Any]) -> None:
            for one in found:
                made = Agreed(purpose, recipient.pk if recipient else None, one.data, one.talk, "draft")
                self.people[who].consents[one.pk] = made

        act = partial(self.hands.ask, self.people[who], purpose, recipient, parts, by)
        self._take("consent.draft", who, by, act, done)

    @precondition(lambda self: self._any("consents", {"draft"}))
    @rule(who=WHO, n=NUMBER, barely=st.integers(0, 9))
    def explain(self, who: int, n: int, barely: int) -> None:
        if talk := self._talk(who, n, "draft"):
            by = self._taker(who, n)
            act = partial(self.hands.explain, talk, by, fully=barely < 9)
            self._take("consent.inform", who, by, act, lambda _found: self._become(who, talk, "informed"))

    @precondition(lambda self: self._any("consents", {"informed"}))
    @rule(who=WHO, n=NUMBER, no=PLACE, alone=st.integers(0, 9), how=st.integers(0, 9))
    def answer(self, who: int, n: int, no: int, alone: int, how: int) -> None:
        person, talk = self.people[who], self._talk(who, n, "informed")
        if not talk:
            return
        agreed = [person.consents[one].data for place, one in enumerate(talk) if place != no - 6]
        by, both = self._taker(who, n), {"child": alone != 8, "guardian": alone != 9}
        said_in = person.consents[talk[0]].talk
        self._said_how(who, said_in, by, how)

        def done(_found: object) -> None:
            if agreed and said_in not in person.signed:
                raise Violated("nobody kept how the person agreed")
            if person.is_child and agreed and alone > 7:
                raise Violated("a child agreed alone")
            for one in talk:
                if person.consents[one].data in agreed:
                    person.gave(one, timezone.now())
                else:
                    person.consents[one].state = "refused"

        self._take("consent.give", who, by, lambda: self.hands.answer(talk, agreed, by, **both), done)

    def _said_how(self, who: int, talk: UUID, by: Actor, how: int) -> None:
        """Note that the person can decide, and keep how they agreed; now and then one of it is left out."""
        signed = self.people[who].signed
        if how != 9:
            note = partial(self.hands.note_capacity, talk, by)
            self._take("talk.note_capacity", who, by, note, lambda _found: None)
        if how != 8:
            sign = partial(self.hands.sign, talk, by)
            self._take("talk.sign", who, by, sign, lambda _found: signed.add(talk))

    @precondition(lambda self: self._any("consents", {"given"}))
    @rule(who=WHO, n=NUMBER)
    def withdraw(self, who: int, n: int) -> None:
        pk = self._one(self.people[who].consents, n, {"given"})
        if pk:
            self._step("consent.withdraw", who, pk, self._anybody(who, pk, n), n)

    @precondition(lambda self: self._any("consents", {"given"}))
    @rule(who=WHO, n=NUMBER)
    def withdraw_talk(self, who: int, n: int) -> None:
        person, pk = self.people[who], self._one(self.people[who].consents, n, {"given"})
        if pk is None:
            return
        by, talk = self._taker(who, n), person.consents[pk].talk
        given = [key for key, one in person.consents.items() if (one.talk, one.state) == (talk, "given")]

        def done(_found: object) -> None:
            for one in given:
                person.ended(one, "withdrawn")

        act = partial(self.hands.withdraw_talk, person, talk, by)
        must_be = bool(given) and self._must_be_done("consent.withdraw", person, given[0], by)
        self._take("consent.withdraw", who, by, act, done, never_refused=must_be)

    # Legal grounds.

    @precondition(lambda self: sum(map(len, (one.consents for one in self.people))) < MANY)
    @rule(who=WHO, n=NUMBER, data=st.sampled_from(ALONE), days=st.sampled_from([5, 1, 60]))
    def propose_ground(self, who: int, n: int, data: str, days: int) -> None:
        purpose, recipient = self._asked_of(n)
        if recipient is None:
            return
        ground = ["court_order", "vital_interest", "child_protection"][n % 3]
        by = self._fits(who, n, "dana")
        act = partial(self.hands.propose, self.people[who], (purpose, recipient, data), ground, days, by)

        def done(found: Any) -> None:
            if ground == "child_protection" and not self.people[who].is_child:
                raise Violated("protection of a child, of an adult")
            made = Agreed(purpose, recipient.pk, data, found.talk, "ground_proposed", ground=ground)
            made.until = timezone.now().replace(hour=23, minute=59, second=59) + timedelta(days=days)
            made.written_by = by.user_id
            self.people[who].consents[found.pk] = made

        self._take("consent.propose_ground", who, by, act, done)
        if n % 2:
            self._send_what_was_said(who, n, {recipient.pk})

    @precondition(lambda self: self._any("consents", {"ground_proposed"}))
    @rule(who=WHO, n=NUMBER, by=st.sampled_from(["dov", "dov", "dana", "nora"]))
    def approve_ground(self, who: int, n: int, by: str) -> None:
        if pk := self._one(self.people[who].consents, n, {"ground_proposed"}):
            self._step("consent.approve_ground", who, pk, self.stage.actors[by], n)

    @precondition(lambda self: self._any("consents", {"ground_proposed", "legal_ground"}))
    @rule(who=WHO, n=NUMBER)
    def end_ground(self, who: int, n: int) -> None:
        if pk := self._one(self.people[who].consents, n, {"ground_proposed", "legal_ground"}):
            self._step("consent.end_ground", who, pk, self._fits(who, n, "dov"), n)

    # Referrals.

    @rule(who=WHO, n=NUMBER, more=st.lists(st.sampled_from(DATA), max_size=3, unique=True))
    def refer(self, who: int, n: int, more: list[str]) -> None:
        services = self._services(who)
        known = [(one, agreed) for one in services if (agreed := self._agreed_to(who, one))]
        service, agreed = known[n % len(known)] if known and n % 7 < 5 else (services[n % len(services)], [])
        by, data = self._taker(who, n), agreed or sorted({"summary", *more})
        act = partial(self.hands.refer, self.people[who], service, data, by)
        self._take("referral.draft", who, by, act, lambda found: remember(self.people[who], found))

    @rule(who=WHO, n=NUMBER)
    def send_what_was_said_of_something_else(self, who: int, n: int) -> None:
        """What is agreed to for another purpose, or a ground that nobody else agreed to yet, lets nothing leave."""
        self._send_what_was_said(who, n, set(self.stage.organisations))

    def _send_what_was_said(self, who: int, n: int, to: set[UUID]) -> None:
        services = [one for one in self._services(who) if one.organisation_id in to]
        said = [(one, data) for one in services for data in self._said_of(who, one)]
        if not said:
            return
        service, data = said[n % len(said)]
        before, by = set(self.people[who].referrals), self._taker(who, n)
        act = partial(self.hands.refer, self.people[who], service, data, by)
        self._take("referral.draft", who, by, act, lambda found: remember(self.people[who], found))
        for pk in set(self.people[who].referrals) - before:
            self._step("referral.send", who, pk, by, n)

    @precondition(lambda self: self._any("referrals", {"draft"}))
    @rule(who=WHO, n=NUMBER)
    def send(self, who: int, n: int) -> None:
        if pk := self._one(self.people[who].referrals, n, {"draft"}):
            self._step("referral.send", who, pk, self._taker(who, n), n)

    @precondition(lambda self: self._any("referrals", WAITING))
    @rule(who=WHO, n=NUMBER, name=st.sampled_from(["receive", "accept", "accept", "accept", "decline"]))
    def answer_referral(self, who: int, n: int, name: str) -> None:
        if pk := self._one(self.people[who].referrals, n, WAITING):
            self._step(
                f"referral.{name}", who, pk, self._at(who, n, self.people[who].referrals[pk].recipient), n
            )

    @precondition(lambda self: self._any("referrals", ACTIVE))
    @rule(who=WHO, n=NUMBER, name=st.sampled_from(["start", "start", "complete", "miss"]))
    def go_on(self, who: int, n: int, name: str) -> None:
        if pk := self._one(self.people[who].referrals, n, ACTIVE):
            self._step(
                f"referral.{name}", who, pk, self._at(who, n, self.people[who].referrals[pk].recipient), n
            )

    @precondition(lambda self: self._any("referrals", OPEN))
    @rule(who=WHO, n=NUMBER)
    def take_back(self, who: int, n: int) -> None:
        referrals = self.people[who].referrals
        if pk := self._one(referrals, n, OPEN):
            name = "discard" if referrals[pk].state == "draft" else "revoke"
            self._step(f"referral.{name}", who, pk, self._taker(who, n), n)

    # A bed.

    @precondition(lambda self: self._any("referrals", ACTIVE))
    @rule(who=WHO, n=NUMBER)
    def ask_for_a_bed(self, who: int, n: int) -> None:
        self._begin("placement.request", who, self._fits(who, n, "nora", "sami"), n)

    @precondition(lambda self: self._any("stays", {"requested", "reserved"}))
    @rule(who=WHO, n=NUMBER, name=st.sampled_from(["reserve", "reserve", "refuse", "admit", "admit"]))
    def give_a_bed(self, who: int, n: int, name: str) -> None:
        if pk := self._one(self.people[who].stays, n, {"reserved" if name == "admit" else "requested"}):
            self._step(f"placement.{name}", who, pk, self._at(who, n, self.people[who].stays[pk].shelter), n)

    @precondition(lambda self: self._any("stays", HOLDING))
    @rule(who=WHO, n=NUMBER, name=st.sampled_from(["leave", "exit", "ask_transfer", "ask_extension"]))
    def go_from_a_bed(self, who: int, n: int, name: str) -> None:
        if pk := self._one(self.people[who].stays, n, HOLDING):
            by = (
                self._taker(who, n)
                if name == "ask_extension" or n % 2
                else self._at(who, n, self.people[who].stays[pk].shelter)
            )
            self._step(f"placement.{name}", who, pk, by, n)

    # A return.

    @precondition(lambda self: self._any("referrals", ACTIVE))
    @rule(who=WHO, n=NUMBER)
    def explore_a_return(self, who: int, n: int) -> None:
        self._begin("return.explore", who, self._fits(who, n, "rafi", "nora"), n)

    @precondition(lambda self: bool(self.people and any(one.returns for one in self.people)))
    @rule(who=WHO, n=NUMBER, name=st.sampled_from([*ONWARD, *TRAVEL, "withdraw", "declare_not_safe"]))
    def return_goes_on(self, who: int, n: int, name: str) -> None:
        if pk := self._one(self.people[who].returns, n, set()):
            self._step(f"return.{name}", who, pk, self._prepares(who, n, name), n)

    # What leads on, so that a good part of the walk is far ahead.

    @rule(who=WHO, n=NUMBER)
    def help_goes_on(self, who: int, n: int) -> None:
        self._onward(who, n)

    @rule(who=WHO, n=NUMBER)
    def help_goes_further(self, who: int, n: int) -> None:
        self._onward(who, n)

    @rule(who=WHO, n=NUMBER)
    def help_comes_about(self, who: int, n: int) -> None:
        self._onward(1 - who, n)

    # A child, an authority, and the end of everything.

    @precondition(lambda self: any(one.is_child for one in self.people))
    @rule(who=WHO, n=NUMBER, name=st.sampled_from(["appoint", "suspect", "end"]))
    def guardian_changes(self, who: int, n: int, name: str) -> None:
        who = who if self.people[who].is_child or n % STRAY == 5 else 1 - who
        person = self.people[who]
        known = [key[1] for key in self.now.rows[person.case_id].states if key[0] == "guardianship"]
        if name == "appoint":
            self._begin("guardianship.appoint", who, self._taker(who, n), n)
        elif known:
            self._step(f"guardianship.{name}", who, known[n % len(known)], self._taker(who, n), n)

    @rule(who=WHO, n=NUMBER)
    def authority_is_asked(self, who: int, n: int) -> None:
        person, by = self.people[who], self._taker(who, n)
        board: Any = self.stage.actors["ada"].organisation
        if person.state in DECIDES and n % STRAY != 5:
            self._step("case.halt_identification", who, person.case_id, by, n)
            return

        def done(_found: object) -> None:
            person.state, person.authority, person.is_asked = "identification_pending", board.pk, True
            if not person.decides(board.pk, timezone.now()):
                raise Violated("the authority was asked, and an adult had not agreed")

        act = partial(self.hands.request_identification, person, board, by)
        self._take("case.request_identification", who, by, act, done)

    @rule(who=WHO, n=NUMBER, age=st.sampled_from(["adult", "adult", "child", "unknown", ""]))
    def age_is_corrected(self, who: int, n: int, age: str) -> None:
        person, by = self.people[who], self._taker(who, n)
        if not age and n % 8 == 0:
            self._step("case.decline", who, person.case_id, by, n)
        elif age:
            act = partial(self.hands.correct_age, person, age, by)
            done = partial(_aged, person, age, timezone.now())
            self._take("case.correct_facts", who, by, act, done)

    def _become(self, who: int, talk: list[Any], state: str) -> None:
        for one in talk:
            self.people[who].consents[one].state = state


def _aged(person: Person, age: str, now: datetime, _found: object) -> None:
    person.aged(is_child=age != "adult", now=now)
