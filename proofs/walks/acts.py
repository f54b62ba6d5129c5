"""Everything that can be tried: each declared step, through its action where there is one, with what is entered."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from children import actions as children
from children.enums import About, AppointedBy, Conclusion, EndReason, GuardianKind, Way
from children.models import AgeAssessment, BestInterestsNote, Guardianship, ProtectionNotice
from consent import actions as consents
from consent.enums import GroundCode, InformedPoint, PersonTold, Purpose
from consent.models import Consent, Talk
from consent.talks import actions as talking
from identification import actions as cases
from identification.clocks import actions as clocks
from identification.deciding.grounds import Grounds
from identification.enums import AgeBand, ClosingReason, Profile, Sex, YesNo
from identification.inquiries import actions as inquiries
from identification.models import Case, Screening
from legal_aid import actions as matters
from legal_aid.enums import DeadlineKind, MatterKind, MatterOutcome
from legal_aid.models import Matter
from proofs.walks.world import DATA_FOR, World, talks
from referral import actions as referrals
from referral.enums import DeclineReason, ReferralOutcome, Urgency
from referral.models import Referral
from repatriation.enums import FailureReason, RiskLevel
from repatriation.models import Return
from shelters import actions as stays
from shelters.enums import BedKind, ExitReason, RefusalReason
from shelters.models import Placement, Shelter
from tests.cast import COUNTRY
from tests.makers import NOTHING, POINTING, REASON, WRITTEN
from tests.makers_deciding import PANEL, TWICE
from workflow.gate import perform

# A step as it is tried: does it, or raises Refused.
Act = Callable[[World, Any, Actor], Any]
Entries = Callable[[World, Any], dict[str, Any]]


def _nothing(_world: World, _record: Any) -> dict[str, Any]:
    return {}


def step(name: str, entries: Entries = _nothing) -> Act:
    """Return a step that the gate takes alone."""
    return lambda world, record, by: perform(record, name, by=by, **entries(world, record))


def action(do: Callable[..., Any], subject: str, entries: Entries = _nothing) -> Act:
    """Return a step that goes through its action."""
    return lambda world, record, by: do(**{subject: record}, by=by, **entries(world, record))


def _in_days(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


# What is entered.


def _reason(world: World, _record: Any) -> dict[str, Any]:
    return {"reason": world.either(REASON, "no")}


def _facts(world: World, _record: Any) -> dict[str, Any]:
    age = world.either(AgeBand.ADULT, world.anyone_of(AgeBand.CHILD, AgeBand.UNKNOWN))
    return {"age_band": age, "sex": world.anyone_of(*Sex.values), "language": world.either("ru", "fa")}


def _safety(world: World, _record: Any) -> dict[str, Any]:
    return {name: world.anyone_of(*YesNo.values) for name in ("in_danger", "injured", "controlled")}


def _authority(world: World, _record: Any) -> dict[str, Any]:
    return {"authority": world.either(world.cast.ada.organisation, world.organisation())}


def _decision(world: World, _record: Any) -> dict[str, Any]:
    return {
        "grounds": world.either(WRITTEN, Grounds("no", "no", "no")),
        "appeal_told": world.either(True, False),
    }


def _ballot(world: World, _record: Any) -> dict[str, Any]:
    return {
        "outcome": world.anyone_of("yes", "yes", "no"),
        "grounds": world.either(WRITTEN, Grounds("no", "no", "no")),
    }


def _answer(world: World, _record: Any) -> dict[str, Any]:
    return {"answer": world.either("The lease is with us.", "no")}


def _risk(world: World, record: Any) -> dict[str, Any]:
    risk = world.either(world.anyone_of(RiskLevel.LOW, RiskLevel.MEDIUM), RiskLevel.HIGH)
    return {"risk": risk}


def _claims(world: World, _record: Any) -> dict[str, Any]:
    names = ("asylum_claim", "proceeding_pending", "leave_of_court")
    return {name: world.either(False, True) for name in names}


def _nights(world: World) -> dict[str, Any]:
    first = world.either(0, world.anyone_of(3, -5))
    return {"starts": _in_days(first), "ends": _in_days(world.either(14, world.anyone_of(-9, 80)))}


def _bed(world: World, record: Placement) -> dict[str, Any]:
    ours = [one for one in world.beds if one.shelter_id == record.shelter_id and one.kind == record.kind]
    bed = world.dice.choice(world.either(ours, world.beds))
    return {"bed": bed, **_nights(world), "risk_assessed_on": _in_days(world.either(-1, -50))}


def _arrival(world: World, _record: Any) -> dict[str, Any]:
    sure = ("no_exploiter_here", "guardian_or_authority_decided")
    entered: dict[str, Any] = {name: world.either(True, False) for name in sure}
    return {**entered, "risk_assessed_on": _in_days(world.either(-1, 2)), "care_note": "No nuts."}


def _longer(world: World, record: Placement) -> dict[str, Any]:
    days = world.either(20, world.anyone_of(-3, 200))
    return {"until": record.ends + timedelta(days=days), "reason": world.either(REASON, "no")}


def _ground(world: World, _record: Any) -> dict[str, Any]:
    return {
        "ground": world.anyone_of(*GroundCode.values),
        "reason": world.either("The court ordered that the shelter is told of it.", "no"),
        "person_told": PersonTold.TOLD,
        "until": _in_days(world.anyone_of(5, 60)),
        "tell_by": None,
    }


def _answers(world: World, record: Screening) -> dict[str, Any]:
    kind = world.anyone_of(POINTING, POINTING, POINTING, NOTHING, NOTHING, {"EX01": "yes"})
    return {"answers": kind}


# What is new: nothing of it is written before the gate opens.


def open_a_case(world: World, by: Actor) -> Case:
    """Return a case in `screening`, of somebody grown up or not."""
    case = Case(
        carrier=by.organisation or world.organisation(),
        jurisdiction=world.anyone_of(COUNTRY, COUNTRY, TWICE, PANEL),
        age_band=world.anyone_of(AgeBand.ADULT, AgeBand.ADULT, AgeBand.CHILD, AgeBand.UNKNOWN),
        sex=world.anyone_of(*Sex.values),
        in_danger=world.either(YesNo.NO, ""),
        injured=YesNo.NO,
        controlled=YesNo.NO,
    )
    case = cases.open_case(case=case, by=by, pseudonym="Robin")
    world.cases.append(case.pk)
    return case


def _begin(world: World, case: Case, by: Actor) -> Any:
    fits = Profile.CHILD_LABOUR if case.is_child else Profile.ADULT_LABOUR
    profile = world.either(fits, world.anyone_of(*Profile.values))
    new = Screening(case=case, profile=profile, screened_by=by.user or world.cast.dana.user)
    return perform(new, "begin", by=by)


def _draft_consents(world: World, case: Case, by: Actor) -> Any:
    purpose, recipient, data = world.dice.choice(talks(world.cast))
    recipient = world.either(recipient, None)
    purpose = world.either(purpose, world.anyone_of(*Purpose.values))
    author = by if by.user else world.cast.dana
    made = Consent(case=case, purpose=purpose, recipient=recipient, data=data[0], written_by=author.user)
    if not by.user:
        return perform(made, "draft", by=by)
    return consents.prepare(case=case, purpose=purpose, recipient=recipient, data=data, by=by)


def _propose(world: World, case: Case, by: Actor) -> Any:
    purpose, recipient, data = world.dice.choice(talks(world.cast)[:5])
    asked = {"purpose": purpose, "recipient": recipient, "data": world.dice.choice(data)}
    new = Consent(case=case, written_by=by.user or world.cast.dana.user, **asked)
    return perform(new, "propose_ground", by=by, **_ground(world, new))


def _draft_referral(world: World, case: Case, by: Actor) -> Any:
    service = world.service(list(DATA_FOR))
    data = world.either(DATA_FOR.get(service.kind, ["summary"]), ["summary", "health"])  # type: ignore[call-overload]
    given = {"data_sets": world.either(data, data[:1]), "urgency": Urgency.TODAY, "note": "A quiet room."}
    return perform(Referral.to(service, case, **given), "draft", by=by)


def _merge(world: World, record: Case, by: Actor) -> Any:
    """Merge into an older case of the same carrier where there is one, or now and then into any."""
    known = Case.objects.exclude(pk=record.pk).order_by("-opened_at", "pk")
    fitting = known.filter(
        carrier=record.carrier_id, opened_at__lt=record.opened_at, age_band=record.age_band
    )
    choices = list(world.either(fitting, known)[:20])
    return cases.merge(case=record, into=world.dice.choice(choices), by=by) if choices else None


def _referral_for(world: World, case: Case, kind: str) -> Referral | None:
    """Return a referral of this case that could lead to something, or now and then any."""
    fitting = [one for one in case.referrals.all() if one.kind == kind]
    going = [one for one in fitting if one.status in ("accepted", "in_progress")]
    chosen = world.either(going or fitting, fitting)
    return world.dice.choice(chosen) if chosen else None


def _request_bed(world: World, case: Case, by: Actor) -> Any:
    referral = _referral_for(world, case, "accommodation")
    if referral is None or not Shelter.objects.filter(organisation=referral.recipient_id).exists():
        return None
    fits = {"female": BedKind.WOMEN, "male": BedKind.MEN}.get(case.sex, BedKind.FAMILIES)
    fits = BedKind.UNACCOMPANIED_CHILDREN if case.is_child else fits
    new = Placement.of(referral, kind=world.either(fits, world.anyone_of(*BedKind.values)))
    return stays.request(placement=new, by=by, **_nights(world))


def _explore(world: World, case: Case, by: Actor) -> Any:
    referral = _referral_for(world, case, "return")
    if referral is None:
        return None
    return perform(Return.on(referral, destination_country=world.either("BK", "CT")), "explore", by=by)


def _ask(world: World, case: Case, by: Actor) -> Any:
    due = _in_days(world.either(world.anyone_of(0, 3), world.anyone_of(-2, 40)))
    if case.authority_id is None or not by.user:
        return None
    return inquiries.ask(case=case, question=world.either(REASON, "no"), due=due, by=by)


def _open_matter(world: World, case: Case, by: Actor) -> Any:
    referral = _referral_for(world, case, "legal_aid")
    if referral is None:
        return None
    return perform(Matter.on(referral, kind=MatterKind.COMPENSATION, notes=REASON), "open", by=by)


def _appoint(world: World, case: Case, by: Actor) -> Any:
    kind = world.anyone_of(*GuardianKind.values)
    until = world.anyone_of(None, _in_days(40), _in_days(world.either(400, -1)))
    whose = world.either(AppointedBy.COURT, AppointedBy.LAW)
    given = {"kind": kind, "appointed_by": whose, "starts": _in_days(-2), "until": until}
    return children.appoint(guardianship=Guardianship(case=case, written_by=by.user, **given), by=by)


def _write_note(world: World, case: Case, by: Actor) -> Any:
    about = world.anyone_of(About.PLACEMENT, About.RETURN, *About.values)
    conclusion = world.either(Conclusion.YES, Conclusion.NO)
    new = BestInterestsNote(case=case, about=about, conclusion=conclusion, review_on=_in_days(30))
    said = {"childs_view": world.either("I like it there.", " "), **_reason(world, case)}
    return children.write_note(note=new, **said, by=by)


def _tell(world: World, case: Case, by: Actor) -> Any:
    new = ProtectionNotice(case=case, body="Child protection service")
    return children.tell(notice=new, told_on=_in_days(0), way=Way.PHONE, by=by)


def _ask_age(world: World, case: Case, by: Actor) -> Any:
    agreed = {"child_agrees": world.either(True, False), "guardian_agrees": world.either(True, False)}
    new = AgeAssessment(case=case)
    return children.request_assessment(assessment=new, **agreed, **_reason(world, case), by=by)


# What is done with several rows of one talk at once.


def _inform(world: World, record: Consent, by: Actor) -> Any:
    points = world.either(list(InformedPoint.values), ["purpose"])
    together = Consent.objects.filter(talk=record.talk, status="draft").select_related("case")
    given = {"points": points, "language": "ru", "interpreter": ""}
    return consents.inform(consents=list(together) or [record], by=by, **given)


def _answer_consents(world: World, record: Consent, by: Actor) -> Any:
    together = list(Consent.objects.filter(talk=record.talk, status="informed").select_related("case"))
    every = [one.data for one in together]
    agreed = world.either(every, world.some_of(every)) if every else []
    both = {"child_agrees": world.either(True, False), "guardian_agrees": world.either(True, False)}
    if not together:
        return consents.give(consent=record, by=by, **both)
    with transaction.atomic():
        _sign(world, together[0], by)
        return consents.record_answers(consents=together, agreed=agreed, by=by, **both)


def _sign(world: World, consent: Consent, by: Actor) -> None:
    """The person can decide now, and says how they agree; now and then one of the two is left out."""
    talk = Talk.objects.get(pk=consent.talk)
    if world.either(True, False):
        talk = talking.note_capacity(talk=talk, capacity="yes", note="", ask_again_on=None, by=by)
    if world.either(True, False):
        talking.sign(talk=talk, way="spoken", witness="Somebody else", by=by)


def _never(world: World, case: Case, by: Actor) -> Any:
    return consents.refuse_police(case=case, by=by)


def _add_deadline(world: World, record: Matter, by: Actor) -> Any:
    given = {"kind": DeadlineKind.HEARING, "due": _in_days(9)}
    return matters.add_deadline(matter=record, key=uuid4(), by=by, **given)


def _mark_done(world: World, record: Matter, by: Actor) -> Any:
    deadline = record.deadlines.order_by("done_at").first()
    return matters.mark_deadline_done(deadline=deadline, by=by) if deadline else None


BEGINNINGS: dict[str, Act] = {
    "screening.begin": _begin,
    "consent.draft": _draft_consents,
    "consent.refuse_unasked": _never,
    "consent.propose_ground": _propose,
    "referral.draft": _draft_referral,
    "placement.request": _request_bed,
    "return.explore": _explore,
    "matter.open": _open_matter,
    "guardianship.appoint": _appoint,
    "bestinterestsnote.write": _write_note,
    "protectionnotice.tell": _tell,
    "ageassessment.request": _ask_age,
    "inquiry.ask": _ask,
}
STEPS: dict[str, Act] = {
    "case.record_identity": action(
        cases.record_identity,
        "case",
        lambda world, _case: {"full_name": world.anyone_of("A B", "C D", ""), "birth_date": _in_days(-9000)},
    ),
    "case.correct_facts": action(cases.correct_facts, "case", _facts),
    "case.ask_safety_again": step("ask_safety_again", _safety),
    "case.presume": step("presume"),
    "case.override_upward": step("override_upward", _reason),
    "case.ask_not_indicated": step("ask_not_indicated"),
    "case.agree_not_indicated": step("agree_not_indicated"),
    "case.start_recovery": step("start_recovery"),
    "case.extend_recovery": step("extend_recovery"),
    "case.warn_recovery": action(clocks.warn, "case"),
    "case.request_identification": action(cases.request_identification, "case", _authority),
    "case.halt_identification": action(cases.halt_identification, "case"),
    "case.vote": action(cases.vote, "case", _ballot),
    "case.find_grounds": action(cases.find_grounds, "case", _decision),
    "case.identify": action(cases.identify, "case", _decision),
    "case.refuse_identification": action(cases.refuse_identification, "case", _decision),
    "case.appeal": action(cases.appeal, "case"),
    "case.find_grounds_on_appeal": action(cases.find_grounds_on_appeal, "case", _decision),
    "case.grant_appeal": action(cases.grant_appeal, "case", _decision),
    "case.dismiss_appeal": action(cases.dismiss_appeal, "case", _decision),
    "case.follow_up": step("follow_up", lambda world, _case: {"safety_plan": world.either(True, False)}),
    "case.close": step("close", lambda world, _case: {"closing_reason": ClosingReason.INTEGRATED}),
    "case.reopen": step("reopen"),
    "case.merge": _merge,
    "case.undo_merge": action(cases.undo_merge, "case"),
    "case.decline": action(cases.decline, "case", lambda world, _one: {"can_decide": "yes"}),
    "case.hand_over": action(
        cases.hand_over,
        "case",
        lambda world, _case: {"carrier": world.either(world.cast.nora.organisation, world.organisation())},
    ),
    "inquiry.reply": action(inquiries.reply, "inquiry", _answer),
    "inquiry.say_why_not": action(inquiries.say_why_not, "inquiry", _answer),
    "inquiry.give_up": action(inquiries.give_up, "inquiry"),
    "inquiry.take_back": action(inquiries.take_back, "inquiry"),
    "inquiry.warn_of_due_day": action(inquiries.warn, "inquiry"),
    "screening.answer": action(cases.answer, "screening", _answers),
    "screening.weigh_anew": step("weigh_anew"),
    "screening.complete": step("complete", lambda world, _one: {"note": "A note.", "cooperation": YesNo.NO}),
    "consent.inform": _inform,
    "consent.give": _answer_consents,
    "consent.refuse": step("refuse"),
    "consent.withdraw": action(consents.withdraw, "consent"),
    "consent.expire": action(consents.expire, "consent"),
    "consent.lapse": action(consents.lapse, "consent"),
    "consent.approve_ground": step("approve_ground"),
    "consent.end_ground": action(consents.end_ground, "consent"),
    "referral.send": action(referrals.send, "referral"),
    "referral.rewrite": step(
        "rewrite", lambda world, one: {"data_sets": one.data_sets[:1], "urgency": "days", "note": ""}
    ),
    "referral.discard": step("discard"),
    "referral.receive": step("receive"),
    "referral.accept": action(referrals.accept, "referral"),
    "referral.decline": action(
        referrals.decline, "referral", lambda world, _one: {"decline_reason": DeclineReason.FULL}
    ),
    "referral.start": step("start"),
    "referral.complete": action(
        referrals.complete, "referral", lambda world, _one: {"outcome": ReferralOutcome.HELPED}
    ),
    "referral.miss": action(referrals.miss, "referral"),
    "referral.revoke": action(referrals.revoke, "referral"),
    "referral.expire": action(referrals.expire, "referral"),
    "placement.reserve": action(stays.reserve, "placement", _bed),
    "placement.admit": action(stays.admit, "placement", _arrival),
    "placement.refuse": action(
        stays.refuse, "placement", lambda world, _one: {"refusal_reason": RefusalReason.FULL}
    ),
    "placement.ask_extension": action(stays.ask_extension, "placement", _longer),
    "placement.agree_extension": action(stays.agree_extension, "placement"),
    "placement.refuse_extension": step("refuse_extension"),
    "placement.ask_transfer": step("ask_transfer"),
    "placement.exit": action(
        stays.move_on,
        "placement",
        lambda world, _one: {"exit_reason": ExitReason.HOME, "exit_plan": world.either(True, False)},
    ),
    "placement.leave": action(stays.leave, "placement"),
    "placement.expire": action(stays.expire, "placement"),
    "return.consent": step(
        "consent", lambda world, _one: {"wish": world.either("Home, to my sister.", "no")}
    ),
    "return.name_receiver": step(
        "name_receiver",
        lambda world, _one: {"receiving_organisation": world.either(world.cast.away, world.organisation())},
    ),
    "return.assess_risk": step("assess_risk", _risk),
    "return.join_assessment": step("join_assessment", _claims),
    "return.declare_not_safe": step("declare_not_safe"),
    "return.clear": step("clear"),
    "return.reassess": step("reassess", _risk),
    "return.start_documents": step("start_documents"),
    "return.confirm_receiving": step("confirm_receiving"),
    "return.schedule": step("schedule", lambda world, _one: {"travel_on": _in_days(7)}),
    "return.depart": step("depart"),
    "return.hand_over": step(
        "hand_over",
        lambda world, _one: {"sending_signed": world.either(True, False), "receiving_signed": True},
    ),
    "return.monitor": step("monitor"),
    "return.complete": step("complete", lambda world, _one: {"no_contact_wished": world.either(True, False)}),
    "return.withdraw": step("withdraw"),
    "return.fail": step("fail", lambda world, _one: {"failure_reason": FailureReason.JOURNEY}),
    "guardianship.suspect": action(children.suspect, "guardianship", _reason),
    "guardianship.end": step("end", lambda world, _one: {"end_reason": EndReason.UNABLE}),
    "ageassessment.find_child": action(children.find_child, "ageassessment", _reason),
    "ageassessment.find_adult": action(children.find_adult, "ageassessment", _reason),
    "ageassessment.leave_in_doubt": step("leave_in_doubt", _reason),
    "ageassessment.withdraw": step("withdraw"),
    "matter.assign": step(
        "assign",
        lambda world, _one: {"lawyer": world.either(world.cast.lena.user, world.cast.nora.user)},
    ),
    "matter.start": step("start"),
    "matter.decide": step("decide", lambda world, _one: {"outcome": MatterOutcome.GRANTED}),
    "matter.close": step("close"),
    "matter.halt": step("halt"),
    "matter.resume": step("resume", lambda world, _one: {"lawyer": world.cast.lena.user}),
    "matter.note_police_contact": step("note_police_contact"),
    "matter.write_notes": step("write_notes", lambda world, _one: {"notes": "A note."}),
    "matter.add_deadline": _add_deadline,
    "matter.mark_deadline_done": _mark_done,
}
