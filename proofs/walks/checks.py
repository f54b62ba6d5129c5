"""What must be true of a case after every step, asked of the rows and never of the rules."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from accounts.actors import Actor
from audit.log import is_genuine
from audit.models import Event
from identification.models import Case
from proofs.walks import rows
from proofs.walks.oracle import MOVES, WHO, may
from proofs.walks.rows import Key, Rows
from referral.models import Referral

SCOPES = {"summary": "summary", "identity": "identity"}  # every other data set opens the casework
IN_FORCE = "status IN ('given', 'legal_ground') AND (expires_at IS NULL OR expires_at > %s)"


def told(before: Rows, after: Rows, events: Iterable[Event]) -> Iterator[str]:
    """Each change of status has its event, in order, with the same from and to; no event tells of another."""
    now = dict(before.states)
    for event in events:
        if not is_genuine(event):
            yield f"{event.kind} is not genuine"
        if event.outcome != "done" or event.kind not in WHO:
            continue
        said = json.loads(bytes(event.body))
        key: Key = (event.kind.split(".")[0], UUID(said["target"]))
        move = (said["facts"]["from"], said["facts"]["to"])
        if now.get(key, "new") != move[0]:
            yield f"{event.kind} tells of {move[0]}, and the state was {now.get(key, 'new')}"
        if move[0] != move[1] and move not in MOVES[key[0]]:
            yield f"{event.kind} went from {move[0]} to {move[1]}"
        now[key] = move[1]
    for key in set(now) | set(after.states):
        if now.get(key) != after.states.get(key):
            yield f"{key[0]} is {after.states.get(key)}, and the events say {now.get(key)}"


def by_the_right_people(
    events: Iterable[Event], actor: Actor, carrier_id: UUID | None, facts: dict[Key, Any]
) -> Iterator[str]:
    """Each step was made by one whose task it is, or by the system where it may."""
    for event in events:
        if event.outcome != "done" or event.kind not in WHO:
            continue
        said = json.loads(bytes(event.body))
        if said["command"]:
            if not WHO[event.kind].system:
                yield f"{event.kind} by the system"
            continue
        if event.user_id != actor.user_id or event.organisation_id != actor.organisation_id:
            yield f"{event.kind} bears another name than the one who acted"
        key: Key = (event.kind.split(".")[0], UUID(said["target"]))
        known = facts.get(key) or rows.facts_of(rows.record_of(key), carrier_id)
        if not may(event.kind, actor, known):
            yield f"{event.kind} by somebody whose task it is not ({', '.join(sorted(actor.roles))})"


def sight_is_founded(case: Case) -> Iterator[str]:
    """Each current access has its ground in force now, and goes no further than the ground."""
    query = (
        "SELECT a.organisation_id, a.scope, a.basis, a.basis_id, c.recipient_id, c.data, c.purpose, c.status,"
        " (c.expires_at IS NULL OR c.expires_at > %s) AS lasts"
        " FROM identification_caseaccess a LEFT JOIN consent_consent c ON c.id = a.basis_id AND c.case_id = a.case_id"
        " WHERE a.case_id = %s AND a.ended_at IS NULL AND (a.expires_at IS NULL OR a.expires_at > %s)"
    )
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(query, [now, case.pk, now])
        for row in cursor.fetchall():
            if not _is_founded(case, *row):
                yield f"an access ({row[1]} by {row[2]}) whose ground is not in force (consent: {row[7]})"


def _is_founded(
    case: Case,
    organisation_id: UUID,
    scope: str,
    basis: str,
    basis_id: Any,
    recipient_id: UUID | None,
    data: str,
    purpose: str,
    status: str,
    lasts: bool,
) -> bool:
    if basis in ("consent", "legal_ground"):
        kind = "given" if basis == "consent" else "legal_ground"
        return (
            status == kind
            and lasts
            and recipient_id == organisation_id
            and scope == SCOPES.get(data, "casework")
        )
    if basis == "duty_of_care":
        stay = case.placements.filter(pk=basis_id, shelter__organisation=organisation_id)
        return scope == "duty_of_care" and stay.filter(status__in=STAYING).exists()
    if basis == "child_protection":
        return case.age_band != "adult" and case.authority_id == organisation_id
    if basis == "carried":
        return scope == "summary"
    return basis in ("opened", "carries") and case.carrier_id == organisation_id


STAYING = ["requested", "reserved", "admitted", "extension_requested", "transfer_pending"]


def shared_with_a_basis(events: Iterable[Event]) -> Iterator[str]:
    """Each step that shares something had, at that moment, a basis for exactly what it shares."""
    for event in events:
        if event.outcome != "done" or event.kind not in NEEDS:
            continue
        record = rows.record_of((event.kind.split(".")[0], UUID(json.loads(bytes(event.body))["target"])))
        for recipient_id, purpose, data, own in NEEDS[event.kind](record):
            if not has_basis(record.case_id, recipient_id, purpose, data, own):
                yield f"{event.kind} without a basis for {purpose}, {data or 'anything'}"


ACTING = (
    "SELECT 1 FROM children_guardianship WHERE case_id = %s AND status = 'acting'"
    " AND starts <= %s AND (until IS NULL OR until >= %s)"
)
NOTED = (
    "SELECT conclusion FROM children_bestinterestsnote WHERE case_id = %s AND about = %s"
    " ORDER BY written_at DESC, id DESC LIMIT 1"
)
# What is done for a child only while somebody acts for them, and what a note must say yes to.
ACTED_FOR = {"consent.give": "", "placement.admit": "placement", "return.clear": "return"}
ON_A_NOTE = {
    **ACTED_FOR,
    **dict.fromkeys(("return.confirm_receiving", "return.schedule", "return.depart"), "return"),
}


SUSPECTED = "SELECT 1 FROM children_guardianship WHERE case_id = %s AND status = 'suspected'"


def settled_by_a_court(events: Iterable[Event]) -> Iterator[str]:
    """After a suspicion nobody but the authority acts without a court's or child protection's decision."""
    for event in events:
        if event.outcome != "done" or event.kind != "guardianship.appoint":
            continue
        one = rows.record_of(("guardianship", UUID(json.loads(bytes(event.body))["target"])))
        by_right = one.kind == "authority" or one.appointed_by in ("court", "child_protection")
        if not by_right and _first(SUSPECTED, [one.case_id]):
            yield f"a guardian was suspected, and {one.kind} acts, appointed by {one.appointed_by}"


def done_for_a_child(events: Iterable[Event]) -> Iterator[str]:
    """For a child, somebody who is not suspected acted on that day, and the newest note says yes."""
    for event in events:
        if event.outcome != "done" or event.kind not in ON_A_NOTE or event.case_id is None:
            continue
        case = Case.objects.get(pk=event.case_id)
        today, about = timezone.localdate(), ON_A_NOTE[event.kind]
        if case.age_band == "adult":
            continue
        if event.kind in ACTED_FOR and not _first(ACTING, [case.pk, today, today]):
            yield f"{event.kind} for a child for whom nobody acts"
        if about and _first(NOTED, [case.pk, about]) != "yes":
            yield f"{event.kind} for a child without a note that says yes"


def _first(query: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    return row[0] if row else None


def has_basis(case_id: UUID, recipient_id: UUID | None, purpose: str, data: str, own: bool) -> bool:
    """Tell whether a basis for this is in force; `own` asks for the person's own consent."""
    query = f"SELECT 1 FROM consent_consent WHERE case_id = %s AND purpose = %s AND {IN_FORCE}"
    values: list[Any] = [case_id, purpose, timezone.now()]
    for wanted, column in ((recipient_id, "recipient_id"), (data, "data"), (own and "given", "status")):
        if wanted:
            query += f" AND {column} = %s"
            values.append(wanted)
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone() is not None


def _of_referral(one: Referral) -> list[tuple[Any, ...]]:
    return [(one.recipient_id, one.purpose, data, False) for data in one.data_sets] or [
        (None, "nothing", "", True)
    ]


def _of_its_referral(one: Any) -> list[tuple[Any, ...]]:
    return _of_referral(one.referral)


def _of_stay(one: Any) -> list[tuple[Any, ...]]:
    cared_for = one.case.accesses.filter(basis="duty_of_care", basis_id=one.pk, ended_at=None)
    return [] if cared_for.exists() else _of_referral(one.referral)


def _to_prepare(one: Any) -> list[tuple[Any, ...]]:
    return [(one.organisation_id, "return", "", True)]


def _to_tell(one: Any) -> list[tuple[Any, ...]]:
    return [*_to_prepare(one), (one.receiving_organisation_id or UUID(int=0), "return", "", True)]


def _to_identify(one: Case) -> list[tuple[Any, ...]]:
    return [(one.authority_id, "identification", "identity", True)] if one.age_band == "adult" else []


def _to_carry(one: Case) -> list[tuple[Any, ...]]:
    return [(one.carrier_id, "sharing", "identity", one.age_band == "adult")]


def _to_come_back(one: Case) -> list[tuple[Any, ...]]:
    return [(None, "services", "", one.age_band == "adult")]


NEEDS: dict[str, Any] = {
    **{f"referral.{name}": _of_referral for name in ("send", "receive", "accept", "start")},
    **{f"matter.{name}": _of_its_referral for name in ("open", "assign", "start", "resume")},
    **{f"placement.{name}": _of_its_referral for name in ("request", "reserve")},
    **{f"placement.{name}": _of_stay for name in ("admit", "ask_extension", "agree_extension")},
    **{f"return.{name}": _to_prepare for name in ("explore", "consent", "start_documents")},
    **{f"return.{name}": _to_tell for name in ("confirm_receiving", "schedule", "depart")},
    "matter.note_police_contact": lambda one: [(one.organisation_id, "police", "", True)],
    "case.request_identification": _to_identify,
    "case.hand_over": _to_carry,
    "case.reopen": _to_come_back,
}


def nothing_goes_on_without_a_basis(case: Case) -> Iterator[str]:
    """A referral under way has, for each data set, a basis that nobody took back."""
    going = case.referrals.filter(status__in=["sent", "received", "accepted", "in_progress"])
    for one in going:
        bases = case.consents.filter(
            recipient=one.recipient_id, purpose=one.purpose, status__in=["given", "legal_ground"]
        )
        if missing := set(one.data_sets) - set(bases.values_list("data", flat=True)):
            yield f"a referral is {one.status} without a basis for {', '.join(sorted(missing))}"


def ends_are_ends(case: Case) -> Iterator[str]:
    """A child is never sent away; who declined is erased and seen by nobody else; nothing is left open."""
    if case.status in ("not_indicated", "declined_by_person") and case.age_band != "adult":
        yield f"a child, or one who may be, is {case.status}"
    if case.status in ("follow_up", "closed", "declined_by_person", "merged"):
        open_work = {
            "referral": case.referrals.filter(
                status__in=["draft", "sent", "received", "accepted", "in_progress"]
            ),
            "stay": case.placements.filter(status__in=STAYING),
            "return": case.returns.exclude(status__in=["completed", "withdrawn", "not_safe", "failed"]),
            "matter": case.matters.filter(status__in=["opened", "assigned", "active", "decided"]),
        }
        if case.status == "declined_by_person":
            open_work["sight"] = case.accesses.filter(ended_at=None).exclude(organisation=case.carrier_id)
            open_work["consent"] = case.consents.filter(
                status__in=["given", "legal_ground", "ground_proposed"]
            )
        yield from (
            f"{case.status}, and a {name} is open" for name, found in open_work.items() if found.exists()
        )
    if case.status == "declined_by_person" and _has_keys(case):
        yield "the person declined everything, and the keys are there"
    if case.status == "declined_by_person" and _has_marks(case):
        yield "the person declined everything, and can be found by their identity"
    if case.status == "merged" and case.accesses.filter(ended_at=None, basis="consent").exists():
        yield "merged, and somebody else sees it"


def _has_keys(case: Case) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM encryption_casekey WHERE case_id = %s", [case.pk])
        return cursor.fetchone() is not None


def _has_marks(case: Case) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM identification_identitymark WHERE case_id = %s", [case.pk])
        return cursor.fetchone() is not None


ON_THE_WAY = [
    "cleared",
    "documents",
    "receiving_confirmed",
    "scheduled",
    "in_transit",
    "handed_over",
    "monitoring",
]


def returns_are_safe(case: Case) -> Iterator[str]:
    """Three different people stand for a return, and the risk is not high."""
    for one in case.returns.filter(status__in=ON_THE_WAY):
        people = {one.risk_assessed_by_manager_id, one.risk_assessed_by_counsel_id, one.cleared_by_id}
        if len(people) < 3 or None in people:
            yield f"a return is {one.status} without three people"
        if one.risk not in ("low", "medium") or one.asylum_claim:
            yield f"a return is {one.status} at high risk, or against a claim for asylum"


def decided_by_another(case: Case) -> Iterator[str]:
    """Nobody decides or votes who screened, and nobody hears an appeal who took part before."""
    screeners = set(case.screenings.values_list("screened_by", flat=True))
    votes = list(case.votes.values_list("voted_by", "round"))
    before: set[UUID] = set()
    for one in case.decisions.order_by("round"):
        voters = {who for who, number in votes if number == one.round}
        if (voters | {one.decided_by_id}) & screeners:
            yield "one who screened decided"
        earlier = before | {who for who, number in votes if number < one.round}
        if one.on_appeal and (voters | {one.decided_by_id}) & earlier:
            yield "one who took part before heard the appeal"
        before.add(one.decided_by_id)


def votes_carry_decisions(case: Case) -> Iterator[str]:
    """As many members voted as decide, the one who decided among them, and the votes say what was decided."""
    found = [one.round for one in case.decisions.all()]
    if len(set(found)) < len(found):
        yield "two decisions in one round"
    for one in case.decisions.filter(members__gt=1):
        votes = list(case.votes.filter(round=one.round, is_void=False))
        yes = sum(1 for vote in votes if vote.outcome == "yes")
        no = len(votes) - yes
        agreed = yes >= no if one.stage == "reasonable_grounds" else yes > no
        if len(votes) != one.members or one.decided_by_id not in {vote.voted_by_id for vote in votes}:
            yield f"{len(votes)} of {one.members} voted on a decision, or not the one who took it"
        if agreed is (one.outcome == "not_identified"):
            yield f"{one.outcome} with {yes} for and {no} against"
    stages = [(one.stage, one.outcome) for one in case.decisions.order_by("round")]
    before = None
    for stage, outcome in stages:
        if stage == "conclusive_grounds" and before is None:
            yield "a second decision without a first"
        before = outcome if stage else None
        if stage == "reasonable_grounds" and outcome == "identified":
            yield "identified by the first of two decisions"


def questions_are_kept(case: Case) -> Iterator[str]:
    """A question is open only while something is to be decided, one at a time, and the case knows of it."""
    waiting = list(case.inquiries.filter(status="open").values_list("due", "pauses"))
    if len(waiting) > 1 or (waiting and case.status not in ("identification_pending", "appeal")):
        yield f"{len(waiting)} questions are open, and the case is {case.status}"
    if case.status in ("identification_pending", "appeal"):
        known = [(case.question_due, case.paused_on is not None)] if case.question_due else []
        if known != waiting:
            yield f"the case says that {known} is asked, and {waiting} is"


def shown_to(case: Case, actor: Actor) -> Iterator[str]:
    """One who may not see the case does not find it, nor a referral to them that has no basis any more."""
    sees = rows.sees(actor, rows.seeing(case.pk))
    if case.is_visible_to(actor) != sees:
        yield f"the case is {'hidden from' if sees else 'shown to'} {', '.join(sorted(actor.roles))}"
    ours = (case.carrier_id,)
    found = Referral.objects.visible_to(actor).filter(case=case, status__in=["sent", "received", "accepted"])
    for one in found:
        inside = actor.organisation_id in (*ours, one.sender_id)
        if not inside and not has_basis(case.pk, one.recipient_id, one.purpose, "", False):
            yield "a referral is shown to its recipient without a basis"
        if inside and not sees and actor.organisation_id != one.recipient_id:
            yield "a referral is shown to one who does not see the case"
