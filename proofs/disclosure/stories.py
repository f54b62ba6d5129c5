"""The stories: cases of several organisations, each at a moment of its life, walked there by the real workflow."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from accounts.actions import invite
from accounts.actors import Actor
from accounts.enums import ServiceKind
from breakglass.actions import end as end_look
from children.actions import suspect
from consent.actions import propose_ground, withdraw
from consent.enums import ConsentStatus, DataSet, GroundCode, PersonTold, Purpose
from consent.models import Consent
from documents.enums import DocumentKind, DocumentStatus
from identification.actions import decline, identify, merge, open_identity, plant_honeytoken
from identification.enums import AgeBand, OpeningReason
from identification.inquiries.actions import reply
from identification.models import Case
from referral.actions import accept, send
from retention.actions import lift as lift_hold
from retention.actions import propose_due
from rights.actions import lift
from rights.enums import CopyStatus, Outcome, Part
from shelters.models import Bed
from tests.access import worlds
from tests.cast import Cast
from tests.makers import (
    NOTED,
    consented,
    decided_case,
    drafted,
    opened_case,
    pending_case,
    presumed_case,
    referral_at,
    screened,
)
from tests.makers_breakglass import FINDING, broken
from tests.makers_children import FOUND, SUSPICION, appointed, asked_for, noted
from tests.makers_children import told as told_to_child_protection
from tests.makers_contact import reached
from tests.makers_deciding import ANSWER, DECISION, PANEL, asked, judges, voted
from tests.makers_documents import document_at
from tests.makers_facts import with_facts
from tests.makers_legal_aid import matter_at, with_deadline
from tests.makers_repatriation import return_at
from tests.makers_retention import REASON, closed_case, held, wished
from tests.makers_rights import REASON as BECAUSE
from tests.makers_rights import complaint, copy_at, correction, restricted
from tests.makers_shelters import admitted, in_days, placement_at
from workflow.gate import perform
from workflow.guard import writing

Story = Callable[[Cast], Case]
LONG_AGO = timedelta(days=400)
LONGEST = 3 * 365  # days for which a closed case is kept here
WHY = "The child has to sleep somewhere safe tonight."


def _opened(cast: Cast) -> Case:
    case = opened_case(cast.odile)
    screened(case, cast.odile, notes=NOTED)
    consented(case, cast.odile, cast.nora.organisation)
    _opened_and_noted(case, cast.odile)
    reached(case, cast.odile)
    return with_facts(case, cast.odile)


def _helped(cast: Cast) -> Case:
    """A case with a bed, a lawyer, a return and a decision, each in hands of their own; and papers."""
    _free_the_bed()
    case = pending_case(cast)
    admitted(cast, case=case)
    return_at("cleared", cast, case=case)
    with_deadline(matter_at("active", cast, case=case), cast, in_days(5))
    _opened_and_noted(case, cast.nora)
    _with_papers(case, cast, DocumentKind.IDENTITY_DOCUMENT, DocumentKind.COURT_PAPER)
    document_at(DocumentStatus.WITHDRAWN, cast, case=case, kind=DocumentKind.IDENTITY_DOCUMENT)
    reached(case, cast.nora)
    return _with_rights(with_facts(case, cast.nora), cast)


def _offered(cast: Cast) -> Case:
    return referral_at("received", cast).case


def _drafted(cast: Cast) -> Case:
    case = presumed_case(cast.nora)
    reached(case, cast.nora)
    drafted(case, cast.nora, cast.otto)
    return case


def _told(*data: DataSet) -> Story:
    def told(cast: Cast) -> Case:
        case = presumed_case(cast.nora)
        consented(case, cast.nora, cast.sami.organisation, data=data)
        referral = drafted(case, cast.nora, cast.sami, data_sets=list(data))
        accept(referral=send(referral=referral, by=cast.nora), by=cast.sami)
        reached(case, cast.nora)
        _with_papers(case, cast, DocumentKind.IDENTITY_DOCUMENT, DocumentKind.MEDICAL_PAPER)
        return case

    return told


def _counsel(cast: Cast) -> Case:
    case = with_facts(presumed_case(cast.nora), cast.nora)
    data = [DataSet.SUMMARY, DataSet.NEEDS, DataSet.LEGAL]
    consented(case, cast.nora, cast.lena.organisation, data=data)
    referral = drafted(case, cast.nora, cast.lena, ServiceKind.LEGAL_AID, data_sets=data)
    accept(referral=send(referral=referral, by=cast.nora), by=cast.lena)
    return case


def _stay(status: str) -> Story:
    def stay(cast: Cast) -> Case:
        _free_the_bed()
        return placement_at(status, cast).case

    return stay


def _ground(cast: Cast) -> Case:
    case = presumed_case(cast.nora, age_band=AgeBand.UNKNOWN)
    assert cast.sami.organisation
    data = [DataSet.SUMMARY, DataSet.IDENTITY]
    said: dict[str, Any] = {
        "ground": GroundCode.CHILD_PROTECTION,
        "reason": WHY,
        "person_told": PersonTold.TOLD,
    }
    for one in data:
        until = timezone.localdate() + timedelta(days=30)
        whom: dict[str, Any] = {"purpose": Purpose.SHARING, "recipient": cast.sami.organisation, "data": one}
        proposed = propose_ground(case=case, **whom, **said, until=until, by=cast.dana)
        perform(proposed, "approve_ground", by=cast.dov)
    referral = drafted(case, cast.nora, cast.sami, data_sets=data)
    accept(referral=send(referral=referral, by=cast.nora), by=cast.sami)
    whom["data"] = DataSet.HEALTH  # one more, which waits for the second person
    propose_ground(case=case, **whom, **said, until=until, by=cast.dana)
    _with_papers(case, cast, DocumentKind.IDENTITY_DOCUMENT, DocumentKind.MEDICAL_PAPER)
    _as_a_child(case, cast)
    return case


def _passed_on(cast: Cast) -> Case:
    case = presumed_case(cast.odile)
    consented(case, cast.odile, cast.nora.organisation)
    referral = drafted(case, cast.odile, cast.nora, ServiceKind.CASE_MANAGEMENT)
    accept(referral=send(referral=referral, by=cast.odile), by=cast.nora)
    return case


def _judged(cast: Cast) -> Case:
    case = decided_case(cast)
    matter_at("closed", cast, case=case)
    return with_facts(case, cast.nora)


def _voting(cast: Cast) -> Case:
    case = voted(pending_case(cast, jurisdiction=PANEL), cast.ada)
    case = voted(case, cast.aldo, yes=False)
    asked(case, cast)
    return case


def _divided(cast: Cast) -> Case:
    case = pending_case(cast, jurisdiction=PANEL)
    reply(inquiry=asked(case, cast), answer=ANSWER, by=cast.nora)
    case = voted(case, cast.ada, *judges(cast, "Agnes"))
    return identify(case=voted(case, cast.aldo, yes=False), **DECISION, by=cast.ada)


def _reviewed(cast: Cast) -> Case:
    case = _opened(cast)
    glass = end_look(breakglass=broken(case, cast.dana), by=cast.dana)
    perform(glass, "justify", finding=FINDING, by=cast.dov)
    return case


def _emergency(cast: Cast) -> Case:
    case = _opened(cast)
    broken(case, cast.nora)
    return case


def _merged(cast: Cast) -> Case:
    older, case = opened_case(cast.nora), opened_case(cast.nora)
    return merge(case=case, into=older, by=cast.nora)


def _bait(cast: Cast) -> Case:
    assert cast.nora.organisation
    return plant_honeytoken(organisation=cast.nora.organisation, by=Actor.system("plant_honeytokens")).case


def _kept(cast: Cast) -> Case:
    """Closed long ago: proposed and put off, held and held no longer, and the person was refused."""
    case = closed_case(cast, days_ago=LONGEST)
    proposal = propose_due(case=case, by=Actor.system("propose_retention"))
    perform(proposal, "put_off", until=in_days(20), reason=REASON, by=cast.dov)
    lift_hold(legalhold=held(case, cast, held_for="complaint"), reason=REASON, by=cast.dana)
    held(case, cast)
    wish = wished(case, cast, said=REASON)
    perform(wish, "refuse", grounds=REASON, complaint_explained=True, by=cast.dov)
    return case


STORIES: dict[str, Story] = {
    "opened": _opened,
    "helped": _helped,
    "withdrawn": _helped,
    "expired": _helped,
    "erased": _helped,
    "offered": _offered,
    "drafted": _drafted,
    "summary": _told(DataSet.SUMMARY),
    "casework": _told(DataSet.SUMMARY, DataSet.NEEDS),
    "health": _told(DataSet.SUMMARY, DataSet.NEEDS, DataSet.HEALTH),
    "counsel": _counsel,
    "completed": lambda cast: referral_at("completed", cast).case,
    "longer": _stay("extension_requested"),
    "moved_on": _stay("exited"),
    "ground": _ground,
    "passed_on": _passed_on,
    "judged": _judged,
    "voting": _voting,
    "divided": _divided,
    "returned": lambda cast: return_at("completed", cast).case,
    "reviewed": _reviewed,
    "emergency": _emergency,
    "merged": _merged,
    "kept": _kept,
    "bait": _bait,
}


def around(cast: Cast) -> None:
    """There is what belongs to no case: somebody was stopped for opening very many, and somebody is invited."""
    organisation = cast.dana.organisation
    assert organisation
    worlds.stopped(organisation)
    invite(organisation=organisation, email="new@example.org", roles=["observer"], by=cast.dana)


def told(name: str, cast: Cast, fill: Callable[[Case], None]) -> Case:
    """Return the case of a story, filled before its last turn: after it nobody could write any more."""
    begun = timezone.now() - (LONG_AGO if name == "expired" else timedelta(0))
    with time_machine.travel(begun):
        case = STORIES[name](cast)
        fill(case)
    if name == "withdrawn":
        for consent in list(Consent.objects.filter(case=case, recipient=cast.sami.organisation)):
            if consent.status == ConsentStatus.GIVEN:
                withdraw(consent=consent, by=cast.nora)
    if name == "erased":
        decline(case=case, can_decide="yes", by=cast.nora)
    return case


def birthday(number: int) -> date:
    """Return a day of birth that is nobody else's, and in a year that no page tells for another reason."""
    return date(1901 + number, 1 + number % 12, 1 + number % 28)


def _opened_and_noted(case: Case, by: Actor) -> None:
    """Somebody opened the identity, and wrote down why."""
    open_identity(case=case, by=by, reason=OpeningReason.OTHER, note=WHY)


def _as_a_child(case: Case, cast: Cast) -> None:
    """One guardian is suspected, another acts; the age was assessed, and a note and a notice are written."""
    suspect(guardianship=appointed(case, cast.nora), reason=SUSPICION, by=cast.nora)
    appointed(case, cast.nora)
    noted(case, cast.nora)
    told_to_child_protection(case, cast.nora)
    perform(asked_for(case, cast.nora), "leave_in_doubt", reason=FOUND, by=cast.nora)


def _with_rights(case: Case, cast: Cast) -> Case:
    """A copy is ready for Nora, about whom the person complains; something is wrong, something was kept from use."""
    perform(correction(cast, case, Part.LEGAL), "leave", by=cast.nora, reason=BECAUSE)
    kept = restricted(cast, case, DataSet.HEALTH)
    lift(restriction=kept, reason=BECAUSE, person_told=True, by=cast.nora)
    copy_at(CopyStatus.READY, cast, case)  # before the complaint: who is complained about prepares none
    made = perform(complaint(cast, case, person=cast.nora.user, by=cast.dov), "take", by=cast.dov)
    perform(made, "reply", outcome=Outcome.RIGHT, reason=BECAUSE, by=cast.dov)
    return case


def _with_papers(case: Case, cast: Cast, *kinds: str) -> None:
    for kind in kinds:
        document_at(DocumentStatus.CLEAN, cast, case=case, kind=kind)


def _free_the_bed() -> None:
    """Beds are few in the tests' shelter: each story gets its own, under the label that makers use."""
    for bed in Bed.objects.filter(label="1a"):
        bed.label = f"x{Bed.objects.count()}"
        with writing():
            bed.save()
            Bed(shelter=bed.shelter, label="1a", kind=bed.kind).save(force_insert=True)
