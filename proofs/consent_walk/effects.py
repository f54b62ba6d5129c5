"""What each step that was taken means for what is remembered, and what must have been agreed to before it."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from proofs.consent_walk.memory import Person, Sent

Effect = Callable[[Person, Any, Actor], None]


class Violated(AssertionError):
    """Something is not as it must be."""


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Violated(otherwise)


def _withdrawn(person: Person, found: Any, _by: Actor) -> None:
    person.ended(found.pk, "withdrawn")


def _expired(person: Person, found: Any, _by: Actor) -> None:
    until = person.consents[found.pk].until
    _require(until is not None and until <= timezone.now(), "a basis expired before its time")
    person.ended(found.pk, "expired")


def _approved(person: Person, found: Any, by: Actor) -> None:
    ground = person.consents[found.pk]
    _require(ground.written_by != by.user_id, "one person alone stands for a legal ground")
    _require("data_protection" in by.roles, "a legal ground was agreed to by somebody whose task it is not")
    ground.state = "legal_ground"


def _shared(state: str) -> Effect:
    def effect(person: Person, found: Any, _by: Actor) -> None:
        sent = person.referrals[found.pk]
        _require(person.covers(sent, timezone.now()), f"{state}, and not all that is shared was agreed to")
        sent.state = state

    return effect


def _accepted(person: Person, found: Any, by: Actor) -> None:
    sent = person.referrals[found.pk]
    _shared("accepted")(person, found, by)
    if sent.kind == "case_management":
        agreed = person.agreed(sent.recipient, "sharing", "identity", timezone.now())
        _require(agreed, "the case was taken over, and who the person is was not to be told")
        person.taken_over(sent.recipient, timezone.now())


def _referral(state: str) -> Effect:
    def effect(person: Person, found: Any, _by: Actor) -> None:
        person.referrals[found.pk].state = state

    return effect


def _revoked(person: Person, found: Any, _by: Actor) -> None:
    person.revoked(found.pk)


def _stay(state: str) -> Effect:
    def effect(person: Person, found: Any, _by: Actor) -> None:
        person.stays[found.pk].state = state

    return effect


def _bed_asked_for(person: Person, found: Any, _by: Actor) -> None:
    sent = person.referrals[found.referral_id]
    _require(person.covers(sent, timezone.now()), "a bed was asked for, and it was not agreed to")


def _bed_held(person: Person, found: Any, by: Actor) -> None:
    stay = person.stays[found.pk]
    covers = person.covers(person.referrals[stay.referral], timezone.now())
    _require(covers, "a bed is held, and it was not agreed to")
    stay.state = "reserved"


def _on(state: str) -> Effect:
    """A stay goes on where it is agreed to, or where the bed was kept though consent is gone."""

    def effect(person: Person, found: Any, _by: Actor) -> None:
        stay = person.stays[found.pk]
        covers = person.covers(person.referrals[stay.referral], timezone.now())
        _require(covers or stay.is_kept, f"{state}, with neither a basis nor a duty of care")
        stay.state = state

    return effect


def _explored(person: Person, found: Any, _by: Actor) -> None:
    sent: Sent = person.referrals[found.referral_id]
    agreed = person.agreed_to_return(sent.recipient, timezone.now())
    _require(agreed, "a return is explored, and the person has not agreed to it")


def _prepared(state: str) -> Effect:
    def effect(person: Person, found: Any, _by: Actor) -> None:
        going = person.returns[found.pk]
        agreed = person.agreed_to_return(going.organisation, timezone.now())
        _require(agreed, f"a return is {state}, and the person has not agreed to it")
        going.state = state

    return effect


def _received(state: str) -> Effect:
    def effect(person: Person, found: Any, by: Actor) -> None:
        going = person.returns[found.pk]
        told = person.agreed_to_return(going.receiver, timezone.now())
        _require(told, f"a return is {state}, and who receives may not know of it")
        _prepared(state)(person, found, by)

    return effect


def _return(state: str) -> Effect:
    def effect(person: Person, found: Any, _by: Actor) -> None:
        going = person.returns[found.pk]
        going.state, going.receiver = state or going.state, found.receiving_organisation_id

    return effect


def _declined(person: Person, _found: Any, _by: Actor) -> None:
    _require(not person.is_child, "a child was sent away")
    person.declined()


def _nothing(_person: Person, _found: Any, _by: Actor) -> None:
    """Neither opens nor closes anything."""


EFFECTS: dict[str, Effect] = {
    "consent.withdraw": _withdrawn,
    "consent.end_ground": _withdrawn,
    "consent.expire": _expired,
    "consent.approve_ground": _approved,
    "referral.send": _shared("sent"),
    "referral.receive": _shared("received"),
    "referral.accept": _accepted,
    "referral.start": _shared("in_progress"),
    "referral.decline": _referral("declined"),
    "referral.complete": _referral("completed"),
    "referral.miss": _referral("not_attended"),
    "referral.expire": _referral("expired"),
    "referral.discard": _referral("revoked"),
    "referral.revoke": _revoked,
    "placement.request": _bed_asked_for,
    "placement.reserve": _bed_held,
    "placement.admit": _on("admitted"),
    "placement.ask_extension": _on("extension_requested"),
    "placement.ask_transfer": _stay("transfer_pending"),
    "placement.refuse": _stay("refused"),
    "placement.leave": _stay("left_voluntarily"),
    "placement.exit": _stay("exited"),
    "placement.expire": _stay("expired"),
    "return.explore": _explored,
    "return.consent": _prepared("consented"),
    "return.start_documents": _prepared("documents"),
    "return.confirm_receiving": _received("receiving_confirmed"),
    "return.schedule": _received("scheduled"),
    "return.depart": _received("in_transit"),
    "return.name_receiver": _return(""),
    "return.assess_risk": _return(""),
    "return.join_assessment": _return("risk_assessed"),
    "return.reassess": _return("risk_assessed"),
    "return.clear": _return("cleared"),
    "return.declare_not_safe": _return("not_safe"),
    "return.hand_over": _return("handed_over"),
    "return.monitor": _return("monitoring"),
    "return.fail": _return("failed"),
    "return.withdraw": _return("withdrawn"),
    "case.decline": _declined,
    "case.halt_identification": lambda person, _found, _by: person.halted(),
    "guardianship.suspect": _nothing,
    "guardianship.end": _nothing,
}
