"""The oracle, written by hand from the domain and not from the code: which moves there are, and who makes them."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from accounts.actors import Actor

FR, CM, CA, SW, SH = (
    "first_responder",
    "case_manager",
    "authority_member",
    "service_worker",
    "shelter_manager",
)
LC, RO, SUP, DPO = "legal_counsel", "return_officer", "supervisor", "data_protection"
WORKERS = frozenset({FR, CM, CA, SW, SH, LC, RO, SUP, DPO})
TAKERS = frozenset({FR, CM})
ANSWERERS = frozenset({SW, SH, LC, RO, CM})


def _pairs(text: str) -> set[tuple[str, str]]:
    """Read lines such as "new > draft", one source, several targets."""
    lines = [line.split(">") for line in text.strip().splitlines()]
    return {(one.strip(), other) for one, others in lines for other in others.split()}


MOVES: dict[str, set[tuple[str, str]]] = {
    "case": _pairs(
        """new > screening
        screening > presumed not_indicated declined_by_person merged
        not_indicated > presumed declined_by_person
        presumed > recovery identification_pending follow_up declined_by_person merged
        merged > screening presumed declined_by_person
        recovery > identification_pending follow_up declined_by_person
        identification_pending > presumed identified not_identified follow_up declined_by_person
        identified > follow_up declined_by_person
        not_identified > appeal follow_up declined_by_person
        appeal > presumed identification_pending identified not_identified follow_up declined_by_person
        follow_up > closed declined_by_person
        closed > presumed declined_by_person"""
    ),
    "screening": _pairs("new > open\nopen > completed"),
    "inquiry": _pairs("new > open\nopen > answered not_answered withdrawn"),
    "consent": _pairs(
        """new > draft ground_proposed refused
        draft > informed refused
        informed > given refused
        given > withdrawn expired superseded
        ground_proposed > legal_ground withdrawn
        legal_ground > withdrawn expired"""
    ),
    "referral": _pairs(
        """new > draft
        draft > sent revoked
        sent > received accepted declined expired revoked
        received > accepted declined expired revoked
        accepted > in_progress completed not_attended revoked
        in_progress > completed not_attended revoked"""
    ),
    "placement": _pairs(
        """new > requested
        requested > reserved refused expired
        reserved > admitted left_voluntarily expired
        admitted > extension_requested transfer_pending exited left_voluntarily
        extension_requested > admitted exited left_voluntarily
        transfer_pending > exited left_voluntarily"""
    ),
    "return": _pairs(
        """new > explored
        explored > consented withdrawn
        consented > risk_assessed withdrawn
        risk_assessed > not_safe cleared withdrawn
        not_safe > risk_assessed withdrawn
        cleared > documents withdrawn
        documents > receiving_confirmed failed withdrawn
        receiving_confirmed > scheduled failed withdrawn
        scheduled > in_transit failed withdrawn
        failed > risk_assessed withdrawn
        in_transit > handed_over failed
        handed_over > monitoring
        monitoring > completed"""
    ),
    "guardianship": _pairs(
        """new > acting
        acting > suspected ended"""
    ),
    "bestinterestsnote": _pairs("new > written"),
    "protectionnotice": _pairs("new > told"),
    "ageassessment": _pairs("new > requested\nrequested > child adult in_doubt withdrawn"),
    "matter": _pairs(
        """new > opened
        opened > assigned halted
        assigned > active halted
        active > decided halted
        decided > closed halted
        halted > active"""
    ),
}


@dataclass(frozen=True)
class Facts:
    """What the oracle must know of a record to say who may act on it."""

    at: dict[str, UUID | None]  # the organisations that play a part in it, by the part
    seeing: frozenset[UUID]  # the organisations that see the case now
    not_again: frozenset[UUID] = field(default_factory=frozenset)  # people whose second pair of eyes it takes
    passes_on: bool = False  # a referral for case management


@dataclass(frozen=True)
class Who:
    """Those who hold one of the roles where the part is played; or the system."""

    ways: tuple[tuple[frozenset[str], str], ...]
    system: bool = False
    another: bool = False


def _who(*ways: tuple[Any, str], system: bool = False, another: bool = False) -> Who:
    sets = tuple((frozenset({one} if isinstance(one, str) else one), where) for one, where in ways)
    return Who(sets, system, another)


SYSTEM = _who(system=True)
TAKER, MANAGER = _who((TAKERS, "carrier")), _who((CM, "carrier"))
SUPERVISOR = _who((SUP, "carrier"), another=True)
DECIDER = _who((CA, "authority"), another=True)
ANSWERER = _who((ANSWERERS, "recipient"))
SHELTER, OFFICER, COUNSEL = _who((SH, "shelter")), _who((RO, "organisation")), _who((LC, "organisation"))
PREPARER = _who((RO, "organisation"), (CM, "carrier"))


def _rows(prefix: str, rows: dict[str, Who]) -> dict[str, Who]:
    return {f"{prefix}.{name}": who for names, who in rows.items() for name in names.split()}


WHO: dict[str, Who] = {
    **_rows(
        "case",
        {
            "open record_identity correct_facts ask_safety_again presume override_upward decline": TAKER,
            "ask_not_indicated start_recovery extend_recovery request_identification follow_up reopen": MANAGER,
            "merge undo_merge": MANAGER,
            "warn_recovery": SYSTEM,
            "agree_not_indicated close": SUPERVISOR,
            "halt_identification": _who((CM, "carrier"), system=True),
            "identify refuse_identification grant_appeal dismiss_appeal": DECIDER,
            "vote find_grounds find_grounds_on_appeal": DECIDER,
            "wait_for_answer go_on": SYSTEM,
            "appeal": _who((CM, "carrier"), (LC, "seeing")),
            "hand_over": _who((CM, "new_carrier")),
        },
    ),
    **_rows(
        "inquiry",
        {
            "ask give_up": _who((CA, "authority")),
            "take_back": _who((CA, "authority"), system=True),
            "reply say_why_not": MANAGER,
            "warn_of_due_day": SYSTEM,
        },
    ),
    **_rows("screening", {"begin answer complete weigh_anew": TAKER}),
    **_rows(
        "consent",
        {
            "draft inform give refuse refuse_unasked supersede": TAKER,
            "withdraw": _who((WORKERS, "seeing")),
            "expire lapse lapse_proposal": SYSTEM,
            "tell_person": _who((TAKERS | {SUP, DPO}, "carrier")),
            "propose_ground": _who((SUP, "carrier")),
            "approve_ground": _who((DPO, "carrier"), another=True),
            "end_ground": _who(({SUP, DPO}, "carrier"), system=True),
        },
    ),
    **_rows(
        "referral",
        {
            "draft send rewrite": TAKER,
            "receive accept decline start complete miss": ANSWERER,
            "revoke discard": _who((TAKERS, "carrier"), (TAKERS, "sender"), system=True),
            "expire": SYSTEM,
        },
    ),
    **_rows(
        "placement",
        {
            "request": _who(({SH, SW}, "shelter"), (CM, "carrier")),
            "reserve admit exit": SHELTER,
            "refuse": _who((SH, "shelter"), system=True),
            "ask_extension": MANAGER,
            "agree_extension refuse_extension": SUPERVISOR,
            "ask_transfer": _who((SH, "shelter"), (CM, "carrier")),
            "leave": _who((WORKERS, "shelter"), (WORKERS, "carrier"), system=True),
            "expire": SYSTEM,
        },
    ),
    **_rows(
        "return",
        {
            "explore consent name_receiver": PREPARER,
            "assess_risk reassess": MANAGER,
            "join_assessment": _who((LC, "seeing")),
            "declare_not_safe clear": SUPERVISOR,
            "start_documents confirm_receiving schedule depart hand_over": OFFICER,
            "monitor complete fail": _who((RO, "organisation"), system=True),
            "withdraw": _who((WORKERS, "organisation"), (WORKERS, "seeing"), system=True),
        },
    ),
    **_rows("guardianship", {"appoint suspect": TAKER, "end": _who((TAKERS, "carrier"), system=True)}),
    **_rows("bestinterestsnote", {"write": MANAGER}),
    **_rows("protectionnotice", {"tell": TAKER}),
    **_rows("ageassessment", {"request find_child find_adult leave_in_doubt withdraw": MANAGER}),
    **_rows(
        "matter",
        {
            "open assign start decide close resume note_police_contact": COUNSEL,
            "write_notes add_deadline mark_deadline_done": COUNSEL,
            "halt": _who((LC, "organisation"), system=True),
        },
    ),
}
REFERRING = {"referral.draft", "referral.send", "referral.rewrite"}
# The person's own wish to go. From these states, for those who may, nothing stands in the way.
NEVER_REFUSED: dict[str, set[str]] = {
    "placement.leave": {"reserved", "admitted", "extension_requested", "transfer_pending"},
    "consent.withdraw": {"given"},
    "return.withdraw": {
        *("explored", "consented", "risk_assessed", "not_safe", "cleared", "documents"),
        *("receiving_confirmed", "scheduled", "failed"),
    },
}


def may(kind: str, actor: Actor, facts: Facts) -> bool:
    """Tell whether this actor is one of those whose task the step is, whatever the state."""
    who = WHO[kind]
    if actor.is_system:
        return who.system
    if who.another and actor.user_id in facts.not_again:
        return False
    if facts.passes_on and _is_narrower(kind, actor):
        return False
    if kind in REFERRING and CM not in actor.roles and not facts.passes_on:
        return False
    return any(actor.roles & roles and _is_at(actor, where, facts) for roles, where in who.ways)


def _is_narrower(kind: str, actor: Actor) -> bool:
    """Only a case manager takes over a case."""
    return WHO[kind] is ANSWERER and CM not in actor.roles


def _is_at(actor: Actor, where: str, facts: Facts) -> bool:
    if where == "seeing":
        return actor.organisation_id in facts.seeing
    if where == "recipient" and facts.at.get("sender") == actor.organisation_id:
        return False
    return actor.organisation_id is not None and facts.at.get(where) == actor.organisation_id
