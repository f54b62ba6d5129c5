"""What one person agreed to and when, remembered in plain Python: the oracle of the walk.

Written by hand from the domain. It asks nothing of `consent.bases`, of accesses or of any query of the product: it is
told what was done, and says what must have become of everything else, and who may read what at a given moment.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

LASTS = timedelta(days=365)  # what a person agreed to, at the most
CARRIED_FOR = timedelta(days=30)  # a former carrier's summary
SCOPE = {"summary": "summary", "identity": "identity"}  # every other data set opens the casework
WIDTH = {"summary": 1, "casework": 2, "identity": 3}

IN_FORCE = {"given", "legal_ground"}
GROUNDS = {"ground_proposed", "legal_ground"}
WAITING, ACTIVE = {"sent", "received"}, {"accepted", "in_progress"}
ANSWERED = {"completed", "not_attended", "declined"}
IN_HOUSE = {"admitted", "extension_requested", "transfer_pending"}
HOLDING = {"reserved"} | IN_HOUSE
AT_REST = {"not_safe", "failed"}
ON_THE_WAY = {"in_transit", "handed_over", "monitoring"}
BEFORE_TRANSIT = AT_REST | {
    *("explored", "consented", "risk_assessed", "cleared", "documents", "receiving_confirmed", "scheduled"),
}
DECIDES = {"identification_pending", "appeal"}


@dataclass
class Agreed:
    """One purpose, one recipient, one data set."""

    purpose: str
    recipient: UUID | None
    data: str
    talk: UUID
    state: str
    until: datetime | None = None
    ground: str = ""
    written_by: object = None  # who proposed the ground

    def says(self, recipient: UUID | None, purpose: str, data: str, now: datetime) -> bool:
        """Tell whether just this is agreed to, or rests on a ground that two people stand for, at this moment."""
        in_time = self.until is None or self.until > now
        asked = (recipient, purpose, data)
        return self.state in IN_FORCE and in_time and (self.recipient, self.purpose, self.data) == asked


@dataclass
class Sent:
    """A referral: to whom, for what, and what it copies."""

    sender: UUID
    recipient: UUID
    kind: str
    purpose: str
    data: tuple[str, ...]
    service: UUID
    state: str = "draft"


@dataclass
class Stay:
    """A bed asked for, or lived in."""

    shelter: UUID
    referral: UUID
    state: str = "requested"
    is_kept: bool = False  # consent is gone, and nobody is put out


@dataclass
class Going:
    """A return: who prepares it, and who receives."""

    organisation: UUID
    referral: UUID
    state: str = "explored"
    receiver: UUID | None = None


@dataclass
class Person:
    """All that the walk remembers of one person."""

    case_id: UUID
    number: str
    carrier: UUID
    is_child: bool
    state: str = "presumed"
    authority: UUID | None = None
    is_asked: bool = False  # the authority has a task
    before: tuple[UUID, datetime] | None = None  # who carried the case, and until when they keep the summary
    acting: list[UUID] = field(default_factory=list)  # who acts for the child
    consents: dict[UUID, Agreed] = field(default_factory=dict)
    signed: set[UUID] = field(default_factory=set)  # talks of which it is kept how the person agreed
    referrals: dict[UUID, Sent] = field(default_factory=dict)
    stays: dict[UUID, Stay] = field(default_factory=dict)
    returns: dict[UUID, Going] = field(default_factory=dict)

    def states(self) -> dict[tuple[str, UUID], str]:
        """Return where everything must stand."""
        kinds = {
            "consent": self.consents,
            "referral": self.referrals,
            "placement": self.stays,
            "return": self.returns,
        }
        found = {(kind, pk): one.state for kind, rows in kinds.items() for pk, one in rows.items()}  # type: ignore[attr-defined]
        return {**found, ("case", self.case_id): self.state}

    # What is agreed.

    def agreed(self, recipient: UUID | None, purpose: str, data: str, now: datetime) -> bool:
        """Tell whether a basis for just this is in force."""
        return any(one.says(recipient, purpose, data, now) for one in self.consents.values())

    def covers(self, one: Sent, now: datetime) -> bool:
        """Tell whether every data set that a referral copies has its basis now."""
        return bool(one.data) and all(self.agreed(one.recipient, one.purpose, d, now) for d in one.data)

    def agreed_to_return(self, organisation: UUID | None, now: datetime, *, own: bool = True) -> bool:
        """Tell whether the person themselves agreed that this organisation prepares a return or receives them."""
        theirs = [one for one in self.consents.values() if not own or one.state == "given"]
        return any(one.says(organisation, "return", one.data, now) for one in theirs)

    # What follows from what was done.

    def gave(self, pk: UUID, now: datetime, until: datetime | None = None) -> None:
        """The person agreed: what said the same before is replaced."""
        new = self.consents[pk]
        for one in self.consents.values():
            same = (one.recipient, one.purpose, one.data) == (new.recipient, new.purpose, new.data)
            if one is not new and same and one.state == "given":
                one.state = "superseded"
        new.state, new.until = "given", until or now + LASTS

    def ended(self, pk: UUID, how: str) -> None:
        """A basis is gone, and with it all that rested on it. The bed stays; a journey goes on."""
        basis = self.consents[pk]
        basis.state = how
        for one in list(self.referrals.values()):
            if one.state in WAITING | ACTIVE and self._rests(one, basis):
                self._revoke(one)
        for stay in self.stays.values():
            if stay.shelter == basis.recipient and self._rests(self.referrals[stay.referral], basis):
                self._not_asked_any_more(stay)
        for going in self.returns.values():
            meets = basis.recipient in (going.organisation, going.receiver)
            if basis.purpose == "return" and meets and going.state in BEFORE_TRANSIT:
                going.state = "withdrawn"
        if basis.purpose == "identification" and self.state in DECIDES and basis.recipient == self.authority:
            self.halted()

    def revoked(self, pk: UUID) -> None:
        """A referral was taken back: nobody is put out, and a return on it is not prepared further."""
        self._revoke(self.referrals[pk])

    def halted(self) -> None:
        """The authority has nothing to decide any more."""
        self.state, self.is_asked = "presumed", False

    def taken_over(self, carrier: UUID, now: datetime) -> None:
        """Another organisation carries the case; the one before keeps a summary for a time."""
        self.before, self.carrier = (self.carrier, now + CARRIED_FOR), carrier

    def aged(self, *, is_child: bool, now: datetime) -> None:
        """The person is a child now, or none any more."""
        if is_child == self.is_child:
            return
        self.is_child = is_child
        if is_child:
            for pk, one in self.consents.items():
                if one.state == "given" and one.purpose != "identification":
                    self.ended(pk, "expired")
            return
        self.acting.clear()
        for pk, one in self.consents.items():
            if one.state in GROUNDS and one.ground == "child_protection":
                self.ended(pk, "withdrawn")
        if self.state in DECIDES and not self._wishes_identification(now):
            self.halted()

    def declined(self) -> None:
        """The person wants nothing from us: everything is at an end."""
        self.state, self.is_asked = "declined_by_person", False
        for pk, one in self.consents.items():
            if one.state == "given" or one.state in GROUNDS:
                self.ended(pk, "withdrawn")
        for sent in self.referrals.values():
            if sent.state == "draft" or sent.state in WAITING | ACTIVE:
                self._revoke(sent)
        for stay in self.stays.values():
            stay.state = "left_voluntarily" if stay.state in HOLDING else stay.state
            self._not_asked_any_more(stay)
        ends = {"in_transit": "failed", "handed_over": "completed", "monitoring": "completed"}
        for going in self.returns.values():
            going.state = "withdrawn" if going.state in BEFORE_TRANSIT else ends.get(going.state, going.state)

    # Who may read.

    def sight(self, who: UUID, now: datetime) -> set[str]:
        """Return the data sets that an organisation other than the carrier may read, each on a live basis."""
        active = [one for one in self.referrals.values() if one.recipient == who and one.state in ACTIVE]
        found = {d for one in active for d in one.data if self.agreed(who, one.purpose, d, now)}
        if self.decides(who, now):
            found.add("identity")
        if self.before and self.before[0] == who and self.before[1] > now:
            found.add("summary")
        return found

    def decides(self, who: UUID, now: datetime) -> bool:
        """Tell whether an authority has its task: the person agreed to it, or is a child."""
        asked = self.is_asked and self.authority == who
        return asked and (self.is_child or self._wishes_identification(now))

    def width(self, who: UUID, now: datetime) -> int:
        """Return how far an organisation may see the case: 0 nothing, 1 summary, 2 casework, 3 identity."""
        return max((WIDTH[SCOPE.get(one, "casework")] for one in self.sight(who, now)), default=0)

    def reads_referral(self, pk: UUID, who: UUID, now: datetime) -> bool:
        """Tell whether an organisation may read a referral: what it copies, or, when it is over, that it was."""
        one = self.referrals[pk]
        if one.sender == who and self.width(who, now):
            return True
        if one.recipient != who:
            return False
        return one.state in ANSWERED or (one.state in WAITING | ACTIVE and self.covers(one, now))

    def reads_return(self, pk: UUID, who: UUID, now: datetime, *, is_counsel: bool) -> bool:
        """Tell whether an organisation may read a return: while there is a basis, and once it has begun or ended."""
        one = self.returns[pk]
        if is_counsel and self.width(who, now):
            return True
        begun = one.state in ON_THE_WAY or one.state in ("completed", "withdrawn")
        return one.organisation == who and (begun or self.agreed_to_return(who, now, own=False))

    # Inside.

    def _rests(self, one: Sent, basis: Agreed) -> bool:
        copies = basis.data in one.data
        return copies and (one.recipient, one.purpose) == (basis.recipient, basis.purpose)

    def _revoke(self, one: Sent) -> None:
        one.state = "revoked"
        pk = next(key for key, value in self.referrals.items() if value is one)
        for stay in self._stays_on(pk):
            self._not_asked_any_more(stay)
        for going in self.returns.values():
            if going.referral == pk and going.state in BEFORE_TRANSIT - AT_REST:
                going.state = "withdrawn"

    def _stays_on(self, referral: UUID) -> Iterator[Stay]:
        return (one for one in self.stays.values() if one.referral == referral)

    def _not_asked_any_more(self, stay: Stay) -> None:
        """A bed that was only asked for is refused; who has one keeps it."""
        stay.is_kept = stay.is_kept or stay.state in HOLDING
        if stay.state == "requested":
            stay.state = "refused"

    def _wishes_identification(self, now: datetime) -> bool:
        """Only for a child a legal ground stands in."""
        own = [one for one in self.consents.values() if self.is_child or one.state == "given"]
        return any(one.says(self.authority, "identification", "identity", now) for one in own)
