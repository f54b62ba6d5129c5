"""What waits for a person today, gathered from every room, most urgent first."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import roles
from accounts.actors import Actor
from breakglass.presenters import waiting_for as emergencies
from children.presenters import waiting_for as children
from consent.enums import ConsentStatus
from consent.models import Consent
from consent.talks.presenters import waiting_for as talks
from hotline.presenters import waiting_for as calls
from identification.enums import HELPED, CaseStatus
from identification.inquiries.presenters import waiting_for as inquiries
from identification.models import Case, DailyOpenings, HoneytokenAlert
from identification.presenters import Waiting
from identification.rules import WARNED_BEFORE
from legal_aid.presenters import waiting_for as legal_matters
from referral.enums import ReferralStatus, Urgency
from referral.models import Referral
from referral.permissions import ANSWERERS
from referral.presenters import waiting_for as taken_back
from repatriation.presenters import waiting_for as returns
from retention.presenters import waiting_for as erasures
from rights.presenters import waiting_for as rights
from shelters.presenters import waiting_for as placements
from shelters.roofs import waiting_for as roofs

MOST = 50
URGENT, SOON, LATER = 0, 1, 2
FAR = datetime.max.replace(tzinfo=timezone.get_default_timezone())
SOON_DAYS = 7
RECOVERY_ENDS = gettext_lazy("Recovery time of case %(number)s ends soon")
RECOVERY_IS_OVER = gettext_lazy("Recovery time of case %(number)s is over: plan what comes next")
WITHOUT_HELP = {
    ReferralStatus.EXPIRED: gettext_lazy("Nobody answered: %(service)s for case %(number)s"),
    ReferralStatus.DECLINED: gettext_lazy("Declined: %(service)s for case %(number)s"),
}


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return what waits for this actor, most urgent first; nothing for one whose roles see no case."""
    if not actor.reads_cases:
        return []
    rooms = (
        emergencies,
        calls,
        _alerts,
        _cases,
        _decisions,
        inquiries,
        _answers,
        taken_back,
        _grounds,
        erasures,
        children,
        talks,
        placements,
        roofs,
        returns,
        legal_matters,
        rights,
    )
    gathered = [one for room in rooms for one in room(actor)]
    return sorted(gathered, key=lambda one: (not _is_due(one), one.urgency, _moment(one.due)))[:MOST]


def by_day(waiting: Iterable[Waiting]) -> list[tuple[str, list[Waiting]]]:
    """Return what waits in two parts, each with its heading, an empty one left out."""
    rows = list(waiting)
    parts = [
        (_("Due today or overdue"), [one for one in rows if _is_due(one)]),
        (_("Next"), [one for one in rows if not _is_due(one)]),
    ]
    return [(heading, part) for heading, part in parts if part]


def _is_due(one: Waiting) -> bool:
    """Tell whether it must be done by the end of today at the latest."""
    return _moment(one.due) <= _moment(timezone.localdate())


def _cases(actor: Actor) -> Iterable[Waiting]:
    """Cases that their carrier should move on: to screen, to start, to take back after an unanswered referral."""
    if not actor.has(roles.FIRST_RESPONDER, roles.CASE_MANAGER):
        return
    labels = {
        CaseStatus.SCREENING: _("Screen case %(number)s"),
        CaseStatus.PRESUMED: _("Plan help for case %(number)s"),
    }
    helped_already = Exists(Referral.objects.visible_to(actor).open().filter(case=OuterRef("pk")))
    # Nobody has a reason to open a honeytoken, so nothing about it waits for anybody.
    carried = (
        Case.objects.visible_to(actor)
        .filter(carrier=actor.organisation_id, status__in=labels, honeytoken=None)
        .exclude(helped_already, status=CaseStatus.PRESUMED)
        .order_by("status_since")
    )
    for case in carried[:MOST]:
        label = labels[CaseStatus(case.status)] % {"number": case.number}
        yield Waiting(label, case.get_absolute_url(), None, SOON, case.pk)
    yield from _recoveries(actor)
    yield from _unanswered(actor)


def _recoveries(actor: Actor) -> Iterable[Waiting]:
    """Times for recovery that end in the next days, in whatever state the case is; over, while nothing followed."""
    today = timezone.localdate()
    soon = Q(status__in=HELPED, recovery_until__range=(today, today + WARNED_BEFORE))
    over = Q(status=CaseStatus.RECOVERY, recovery_until__lt=today)
    carried = Case.objects.visible_to(actor).filter(soon | over, carrier=actor.organisation_id)
    for case in carried.order_by("recovery_until")[:MOST]:
        label = RECOVERY_ENDS if case.is_recovering else RECOVERY_IS_OVER
        named = {"number": case.number}
        yield Waiting(label % named, case.get_absolute_url(), case.recovery_until, SOON, case.pk)


def _unanswered(actor: Actor) -> Iterable[Waiting]:
    """Referrals that nobody answered or a service declined in the last week: the person still waits for help."""
    since = timezone.now() - timedelta(SOON_DAYS)
    expired = Referral.objects.visible_to(actor).filter(
        case__carrier=actor.organisation_id, status__in=list(WITHOUT_HELP), status_since__gte=since
    )
    for row in expired.select_related("case")[:MOST]:
        label = WITHOUT_HELP[ReferralStatus(row.status)]
        named = {"service": row.get_kind_display(), "number": row.case.number}
        yield Waiting(label % named, row.get_absolute_url(), row.deadline_at, URGENT, row.case_id)


def _decisions(actor: Actor) -> Iterable[Waiting]:
    """Cases that wait for the authority's decision, or for a supervisor's agreement."""
    if actor.has(roles.AUTHORITY_MEMBER):
        for case in Case.objects.visible_to(actor).awaiting_decision_of(actor.organisation_id)[:MOST]:
            label = _("Decide case %(number)s") % {"number": case.number}
            yield Waiting(label, case.get_absolute_url(), case.due_now, URGENT, case.pk)
    if actor.has(roles.SUPERVISOR):
        asked = Case.objects.visible_to(actor).filter(carrier=actor.organisation_id).exclude(asked_by=None)
        for case in asked.exclude(asked_by=actor.user)[:MOST]:
            label = _("Agree, or not: case %(number)s") % {"number": case.number}
            yield Waiting(label, case.get_absolute_url(), None, SOON, case.pk)


def _answers(actor: Actor) -> Iterable[Waiting]:
    """Referrals that wait for an answer."""
    if not actor.has(*ANSWERERS):
        return
    received = Referral.objects.readable_by_recipient(actor).awaiting_answer()
    for row in received.select_related("sender")[:MOST]:
        urgency = URGENT if row.urgency == Urgency.TODAY else SOON
        named = {"service": row.get_kind_display(), "sender": row.sender}
        label = _("Answer a referral from %(sender)s: %(service)s") % named
        yield Waiting(label, row.get_absolute_url(), row.deadline_at, urgency)


def _grounds(actor: Actor) -> Iterable[Waiting]:
    """Legal grounds that wait for a second person."""
    if not actor.has(roles.DATA_PROTECTION):
        return
    proposed = (
        Consent.objects.visible_to(actor)
        .filter(case__carrier=actor.organisation_id, status=ConsentStatus.GROUND_PROPOSED)
        .exclude(written_by=actor.user)
    )
    for row in proposed.select_related("case")[:MOST]:
        label = _("A legal ground waits for you: case %(number)s") % {"number": row.case.number}
        yield Waiting(label, row.get_absolute_url(), None, URGENT, row.case_id)


def _alerts(actor: Actor) -> Iterable[Waiting]:
    """People who were stopped today, and cases that somebody opened without a reason in the last days."""
    if not actor.has(*roles.OVERSEERS):
        return
    url = reverse("alerts")
    if stopped := DailyOpenings.objects.visible_to(actor).waiting().count():
        label = _("Stopped today for opening very many cases: %(number)d") % {"number": stopped}
        yield Waiting(label, url, None, URGENT)
    recent = HoneytokenAlert.objects.visible_to(actor).filter(at__gte=timezone.now() - timedelta(SOON_DAYS))
    if recent.exists():
        yield Waiting(_("Somebody opened a case that nobody has a reason to open"), url, None, URGENT)


def _moment(due: date | datetime | None) -> datetime:
    if due is None:
        return FAR
    if isinstance(due, datetime):
        return due
    return datetime.combine(due, time.max, tzinfo=timezone.get_current_timezone())
