"""How returns are told."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.actors import Actor
from children.enums import About
from children.models import BestInterestsNote
from consent.withdrawal.effects import Effect, Part
from identification import jurisdictions
from identification.enums import GONE
from identification.jurisdictions import days
from identification.presenters import Chip, Waiting, number_for, shown_in
from repatriation.enums import BEFORE_TRANSIT, ENDED, ReturnStatus
from repatriation.models import Return, ReturnQuerySet

SENTENCES = {
    "return.view": _("looked at a return"),
    "return.list": _("looked at the list of returns"),
    "return.withdrawal_noted": _("noted that consent was taken back while the return was already under way"),
}
TONES = {
    ReturnStatus.EXPLORED: ("waiting", "clock"),
    ReturnStatus.CONSENTED: ("waiting", "clock"),
    ReturnStatus.RISK_ASSESSED: ("waiting", "shield"),
    ReturnStatus.NOT_SAFE: ("danger", "warning"),
    ReturnStatus.CLEARED: ("going", "check"),
    ReturnStatus.DOCUMENTS: ("going", "paper"),
    ReturnStatus.RECEIVING_CONFIRMED: ("going", "check"),
    ReturnStatus.SCHEDULED: ("going", "clock"),
    ReturnStatus.IN_TRANSIT: ("going", "road"),
    ReturnStatus.HANDED_OVER: ("going", "home"),
    ReturnStatus.MONITORING: ("going", "home"),
    ReturnStatus.COMPLETED: ("good", "check"),
    ReturnStatus.WITHDRAWN: ("ended", "dash"),
    ReturnStatus.FAILED: ("halted", "cross"),
}
# The states whose next step is the return officer's.
OFFICERS_TURN = [
    ReturnStatus.EXPLORED,
    ReturnStatus.CLEARED,
    ReturnStatus.DOCUMENTS,
    ReturnStatus.RECEIVING_CONFIRMED,
    ReturnStatus.SCHEDULED,
    ReturnStatus.IN_TRANSIT,
    ReturnStatus.HANDED_OVER,
]
MOST_WAITING = 50
SOON = 1


def stopped(returns: Iterable[Return]) -> list[Effect]:
    """Return what becomes of these when consent is taken back: nothing recalls a journey that has begun."""
    prepared = gettext("The return that %(who)s prepares is not prepared any further.")
    begun = gettext(
        "The journey with %(who)s has begun and cannot be called back. That consent is gone is noted."
    )
    return [
        Effect(Part.STOPS, prepared % {"who": one.organisation}, one.organisation_id)
        if one.status in BEFORE_TRANSIT
        else Effect(Part.STAYS_KNOWN, begun % {"who": one.organisation}, one.organisation_id)
        for one in returns
    ]


def chip(record: Return) -> Chip:
    """Return the status of a return as its chip."""
    return Chip.of(ReturnStatus(record.status), TONES)


def facts(record: Return) -> list[tuple[object, object]]:
    """Return what is known of the way: nothing that names the person."""
    rows = [
        (_("To"), jurisdictions.load()[record.destination_country]),
        (_("Prepared by"), record.organisation),
        (_("Received by"), record.receiving_organisation or _("not named yet")),
        (_("Day of travel"), _day(record.travel_on)),
        (_("Handover signed"), _signatures(record)),
        (_("Why it did not work"), record.get_failure_reason_display()),
    ]
    return [(label, value) for label, value in rows if value]


def assessment(record: Return, actor: Actor) -> list[tuple[object, object]]:
    """Return the risk assessment: how dangerous, who stands for it, how long it holds."""
    rows: list[tuple[object, object]] = [
        (_("Risk"), record.get_risk_display()),
        (_("Case manager"), record.risk_assessed_by_manager),
        (_("Legal counsel"), record.risk_assessed_by_counsel or _("has not joined yet")),
        (_("Holds until"), _day(_holds_until(record))),
        (_("Cleared by"), record.cleared_by or _("not cleared")),
    ]
    if record.risk_assessed_by_counsel_id:
        rows[3:3] = _legal(record)
    rows[1:1] = _best_interests(record, actor) if record.case.is_child else []
    return rows


def _best_interests(record: Return, actor: Actor) -> list[tuple[object, object]]:
    """Return what the newest note on a return of this child comes to, for those who may know it."""
    notes = BestInterestsNote.objects.visible_to(actor).filter(case=record.case)
    note = notes.newest(About.RETURN)  # type: ignore[attr-defined]
    told = note.get_conclusion_display() if note else _("not noted yet")
    may_know = note is not None or actor.is_of(record.case.carrier_id)
    return [(_("Best interests of the child"), told)] if may_know else []


def wish_for(record: Return, actor: Actor) -> str | None:
    """Return the sealed wish: for the carrier, and for the return organisation while the person agrees."""
    if record.case.status in GONE:
        return None
    prepares = actor.is_of(record.organisation_id) and record.status not in ENDED
    agreed = prepares and record.agreement_with(record.organisation_id) is not None
    return record.wish if agreed or actor.is_of(record.case.carrier_id) else None


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the returns that wait for this actor today."""
    visible = Return.objects.visible_to(actor).select_related("case").order_by("status_since")
    found = [
        *_for_officer(visible, actor),
        *_for_supervisor(visible, actor),
        *_for_manager(visible, actor),
        *_for_counsel(visible, actor),
    ]
    return found[:MOST_WAITING]


def _for_officer(visible: ReturnQuerySet, actor: Actor) -> list[Waiting]:
    if not actor.has(roles.RETURN_OFFICER):
        return []
    own = visible.filter(organisation=actor.organisation_id)
    over = own.filter(status=ReturnStatus.MONITORING, monitoring_until__lt=timezone.localdate())
    going_on, ending = (
        gettext("Go on with the return of case %(number)s"),
        gettext("The follow-up after the return of case %(number)s is over"),
    )
    turns = own.filter(status__in=OFFICERS_TURN)[:MOST_WAITING]
    return [
        *(_waiting(going_on, row, actor, row.travel_on) for row in turns),
        *(_waiting(ending, row, actor, row.monitoring_until) for row in over[:MOST_WAITING]),
    ]


def _for_supervisor(visible: ReturnQuerySet, actor: Actor) -> list[Waiting]:
    if not actor.has(roles.SUPERVISOR):
        return []
    joint = visible.filter(case__carrier=actor.organisation_id, status=ReturnStatus.RISK_ASSESSED).exclude(
        risk_assessed_by_counsel=None
    )
    rows = joint.exclude(risk_assessed_by_manager=actor.user_id).exclude(
        risk_assessed_by_counsel=actor.user_id
    )
    label = gettext("Clear a return, or not: case %(number)s")
    return [_waiting(label, row, actor, _holds_until(row)) for row in rows[:MOST_WAITING]]


def _for_manager(visible: ReturnQuerySet, actor: Actor) -> list[Waiting]:
    if not actor.has(roles.CASE_MANAGER):
        return []
    rows = visible.filter(
        case__carrier=actor.organisation_id, status=ReturnStatus.CONSENTED, risk_assessed_by_manager=None
    )
    label = gettext("Assess the risk of a return: case %(number)s")
    return [_waiting(label, row, actor) for row in rows[:MOST_WAITING]]


def _for_counsel(visible: ReturnQuerySet, actor: Actor) -> list[Waiting]:
    if not actor.has(roles.LEGAL_COUNSEL):
        return []
    rows = visible.filter(
        status__in=[ReturnStatus.CONSENTED, ReturnStatus.RISK_ASSESSED],
        risk_assessed_by_manager__isnull=False,
        risk_assessed_by_counsel=None,
    )
    label = gettext("Join the risk assessment of a return: case %(number)s")
    return [_waiting(label, row, actor) for row in rows[:MOST_WAITING]]


def _waiting(label: str, record: Return, actor: Actor, due: date | None = None) -> Waiting:
    number = number_for(record.case, actor)
    about = shown_in(number, record.case)
    return Waiting(label % {"number": number}, record.get_absolute_url(), due, SOON, about)


def _holds_until(record: Return) -> date | None:
    if record.risk_assessed_at is None:
        return None
    length = timedelta(days=days(record.case.jurisdiction, "risk_assessment_days"))
    return (record.risk_assessed_at + length).date()


def _day(day: date | None) -> str:
    return date_format(day, "j E Y") if day else ""


def _legal(record: Return) -> list[tuple[object, object]]:
    return [
        (_("Claim for asylum"), _yes_no(record.asylum_claim)),
        (_("Proceeding pending"), _yes_no(record.proceeding_pending)),
        (_("Leave of the court"), _yes_no(record.leave_of_court)),
    ]


def _signatures(record: Return) -> object:
    signed = record.sending_signed and record.receiving_signed
    return _("by both sides") if signed else None


def _yes_no(answer: bool) -> object:
    return _("yes") if answer else _("no")
