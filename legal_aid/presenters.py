"""How legal matters are told."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.actors import Actor
from consent.withdrawal.effects import Effect, Part
from identification.enums import GONE
from identification.presenters import Chip, Waiting, number_for, shown_in
from legal_aid.enums import OPEN, MatterStatus
from legal_aid.models import Deadline, Matter

SENTENCES = {
    "matter.view": _("looked at a legal matter"),
    "matter.list": _("looked at the list of legal matters"),
    "deadline.add": _("wrote down a deadline"),
    "deadline.done": _("recorded that a deadline was met"),
}
TONES = {
    MatterStatus.OPENED: ("waiting", "clock"),
    MatterStatus.ASSIGNED: ("waiting", "person"),
    MatterStatus.ACTIVE: ("going", "scales"),
    MatterStatus.DECIDED: ("good", "check"),
    MatterStatus.HALTED: ("halted", "pause"),
}
DAYS_AHEAD = 14
PRESSING_DAYS = 3
MOST_WAITING = 50
URGENT, SOON = 0, 1


def chip(matter: Matter) -> Chip:
    """Return the status of a matter as its chip."""
    return Chip.of(MatterStatus(matter.status), TONES)


def halted(matters: Iterable[Matter]) -> list[Effect]:
    """Return what becomes of these matters when consent is taken back, and what still has to be done in time."""
    return [effect for one in matters for effect in _halted(one)]


def _halted(matter: Matter) -> Iterator[Effect]:
    words = {"who": matter.organisation, "what": matter.get_kind_display()}
    stops = gettext("The legal matter with %(who)s (%(what)s) halts.")
    yield Effect(Part.STOPS, stops % words, matter.organisation_id)
    runs = gettext("A deadline of it runs on, to %(day)s: %(due)s. Nobody keeps it while the matter halts.")
    for one in matter.deadlines.filter(done_at=None, due__gte=timezone.localdate()).order_by("due"):
        told = {"day": date_format(one.due, "j E Y"), "due": one.get_kind_display()}
        yield Effect(Part.GOES_ON, runs % told, matter.organisation_id)


def facts(matter: Matter) -> list[tuple[object, object]]:
    """Return what is known of a matter: nothing that names the person."""
    rows = [
        (_("In the hands of"), matter.organisation),
        (_("Lawyer"), matter.lawyer or _("not named yet")),
        (_("What was decided"), matter.get_outcome_display()),
    ]
    return [(label, value) for label, value in rows if value]


def notes_for(matter: Matter, actor: Actor) -> str | None:
    """Return the sealed notes: for the carrier, and for the legal organisation until the matter is closed."""
    if matter.case.status in GONE:
        return None
    works_on_it = actor.is_of(matter.organisation_id) and matter.status != MatterStatus.CLOSED
    return matter.notes if works_on_it or actor.is_of(matter.case.carrier_id) else None


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return what waits for this legal counsel: deadlines of the next days, matters without a lawyer."""
    if not actor.has(roles.LEGAL_COUNSEL):
        return []
    return [*_deadlines(actor), *_without_lawyer(actor)]


def _deadlines(actor: Actor) -> list[Waiting]:
    today = timezone.localdate()
    running = Deadline.objects.visible_to(actor).filter(
        done_at=None,
        due__lte=today + timedelta(days=DAYS_AHEAD),
        matter__organisation=actor.organisation_id,
        matter__status__in=OPEN,
    )
    pressing = today + timedelta(days=PRESSING_DAYS)
    rows = running.select_related("matter__case").order_by("due")[:MOST_WAITING]
    return [_waiting_deadline(row, actor, URGENT if row.due <= pressing else SOON) for row in rows]


def _waiting_deadline(deadline: Deadline, actor: Actor, urgency: int) -> Waiting:
    case = deadline.matter.case
    number = number_for(case, actor)
    named = {"what": deadline.get_kind_display(), "number": number}
    label = gettext("%(what)s in a legal matter of case %(number)s") % named
    url = deadline.matter.get_absolute_url()
    return Waiting(label, url, deadline.due, urgency, shown_in(number, case))


def _without_lawyer(actor: Actor) -> list[Waiting]:
    opened = Matter.objects.visible_to(actor).filter(
        organisation=actor.organisation_id, status=MatterStatus.OPENED
    )
    rows = opened.select_related("case").order_by("status_since")[:MOST_WAITING]
    label = gettext("Name the lawyer in a legal matter of case %(number)s")
    named = [(number_for(row.case, actor), row) for row in rows]
    return [
        Waiting(label % {"number": number}, row.get_absolute_url(), None, SOON, shown_in(number, row.case))
        for number, row in named
    ]
