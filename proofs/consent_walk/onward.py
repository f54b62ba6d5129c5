"""The steps that lead on from where a person stands, so that a good part of the walk is far ahead."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.actors import Actor
from proofs.consent_walk.memory import ACTIVE, HOLDING, WAITING, Sent
from proofs.consent_walk.walker import STRAY, Walker

OPEN = {"draft"} | WAITING | ACTIVE
NEXT = {
    "explored": ["consent"],
    "consented": ["assess_risk", "join_assessment", "name_receiver"],
    "risk_assessed": ["clear", "join_assessment"],
    "cleared": ["start_documents"],
    "documents": ["confirm_receiving", "name_receiver"],
    "receiving_confirmed": ["schedule"],
    "scheduled": ["depart"],
    "in_transit": ["hand_over"],
    "handed_over": ["monitor"],
    "not_safe": ["reassess"],
    "failed": ["reassess"],
}


class Onward(Walker):
    """Knows what would come next; the rules that it leads to are the machine's."""

    ask: Any
    explain: Any
    answer: Any
    refer: Any
    ask_for_a_bed: Any
    explore_a_return: Any

    def _onward(self, who: int, n: int) -> None:
        """Take one of the steps that lead on from here, by those whose task it is."""
        sure = n * STRAY
        ways = list(self._ways(who, sure))
        (ways[n % len(ways)] if ways else lambda: self.ask(who=who, n=sure, data=set(), as_usual=2))()

    def _ways(self, who: int, n: int) -> Iterator[Callable[[], None]]:
        person = self.people[who]
        if self._talk(who, n, "draft"):
            yield lambda: self.explain(who=who, n=n, barely=0)
        if self._talk(who, n, "informed"):
            yield lambda: self.answer(who=who, n=n, no=0, alone=0, how=0)
        going = {one.service for one in person.referrals.values() if one.state in OPEN}
        if any(self._agreed_to(who, one) and one.pk not in going for one in self._services(who)):
            yield lambda: self.refer(who=who, n=n, more=[])
        for pk, sent in person.referrals.items():
            yield from self._with_referral(who, n, pk, sent)
        for pk, stay in person.stays.items():
            if name := {"requested": "reserve", "reserved": "admit"}.get(stay.state):
                by = self._at(who, n, stay.shelter)
                yield partial(self._step, f"placement.{name}", who, pk, by, n)
        for pk, going_home in person.returns.items():
            for name in NEXT.get(going_home.state, []):
                yield partial(self._step, f"return.{name}", who, pk, self._prepares(who, n, name), n)

    def _with_referral(self, who: int, n: int, pk: UUID, sent: Sent) -> Iterator[Callable[[], None]]:
        by = self._at(who, n, sent.recipient)
        if sent.state == "draft" and self.people[who].covers(sent, timezone.now()):
            yield partial(self._step, "referral.send", who, pk, self._taker(who, n), n)
        if sent.state in WAITING:
            yield partial(self._step, "referral.accept", who, pk, by, n)
        if sent.state == "accepted":
            yield partial(self._step, "referral.start", who, pk, by, n)
        beds = {
            one.referral for one in self.people[who].stays.values() if one.state in HOLDING | {"requested"}
        }
        if sent.state in ACTIVE and sent.kind == "accommodation" and pk not in beds:
            yield lambda: self.ask_for_a_bed(who=who, n=n)
        if sent.state in ACTIVE and sent.kind == "return":
            yield lambda: self.explore_a_return(who=who, n=n)

    def _prepares(self, who: int, n: int, name: str) -> Actor:
        theirs = {"join_assessment": "lena", "assess_risk": "nora", "reassess": "nora"}
        theirs |= dict.fromkeys(("clear", "declare_not_safe"), "dana")
        return self._fits(who, n, theirs.get(name, "rafi"))
