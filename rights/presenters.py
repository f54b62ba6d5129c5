"""How a person's requests are told, and what of them waits for whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import roles
from accounts.actors import Actor
from consent.enums import ConsentStatus, DataSet, PersonTold
from consent.models import Consent, Suspension
from encryption import keys
from identification.models import Case
from identification.presenters import Chip, Waiting
from rights import clocks, file
from rights.enums import (
    ComplaintStatus,
    CopyStatus,
    CorrectionStatus,
    Part,
    RestrictionStatus,
)
from rights.models import Complaint, CopyRequest, Correction, Restriction
from rights.models.asked import Asked
from rights.models.correction import STANDS_BESIDE

SENTENCES = {
    "rights.view": gettext_lazy("looked at what the person asked for"),
    "sight.view": gettext_lazy("looked at who can see the case, with the person"),
    "sight.print": gettext_lazy("printed who can see the case"),
    "copyfile.view": gettext_lazy("read the whole file, for a copy"),
    "copyrequest.show_password": gettext_lazy("looked at the password of a copy"),
    "copyrequest.hand_out": gettext_lazy("received the bytes of a copy"),
    "ground.list": gettext_lazy("looked at the list of legal grounds"),
}
TONES: dict[Any, tuple[str, str]] = {
    CopyStatus.ASKED: ("waiting", "clock"),
    CopyStatus.PREPARED: ("waiting", "clock"),
    CopyStatus.APPROVED: ("going", "shield"),
    CopyStatus.READY: ("going", "shield"),
    CopyStatus.DELIVERED: ("good", "check"),
    CorrectionStatus.ASKED: ("waiting", "clock"),
    CorrectionStatus.CORRECTED: ("good", "check"),
    CorrectionStatus.NOT_CORRECTED: ("going", "person"),
    RestrictionStatus.IN_FORCE: ("going", "shield"),
    ComplaintStatus.MADE: ("waiting", "clock"),
    ComplaintStatus.IN_HAND: ("waiting", "clock"),
    ComplaintStatus.ANSWERED: ("good", "check"),
}
KINDS: tuple[type[Asked], ...] = (CopyRequest, Correction, Restriction, Complaint)
# What the person says about these stands on their own pages.
BESIDE_THE_PART = (Part.IDENTITY, Part.HAPPENED)
URGENT, SOON = 0, 1
MOST = 20


@dataclass(frozen=True)
class Row:
    """One request in a list."""

    what: str
    chip: Chip
    due: Any
    is_overdue: bool
    url: str
    number: str


def chip(record: Any) -> Chip:
    """Return the state of a request as its chip."""
    return Chip(record.get_status_display(), *TONES.get(record.status, ("halted", "cross")))


def row(record: Any) -> Row:
    """Return a request as a line of a list."""
    due = record.due if record.status in record.WAITS else None
    return Row(
        what(record), chip(record), due, record.is_overdue, record.get_absolute_url(), record.case.number
    )


def what(record: Any) -> str:
    """Return what was asked for, without a word of what was told."""
    if isinstance(record, Correction):
        return _("Something is wrong: %(part)s") % {"part": record.get_part_display()}
    if isinstance(record, Restriction):
        part = record.get_data_display() if record.data else _("everything")
        return _("Kept, and not used: %(part)s") % {"part": part}
    if isinstance(record, Complaint):
        return _("Complaint: %(about)s") % {"about": record.get_about_display()}
    return _("A copy of the file")


def of_case(case: Case, actor: Actor) -> list[Row]:
    """Return what was asked for in a case, as far as the actor may see it, the newest first."""
    found = [one for model in KINDS for one in visible(model, actor).filter(case=case)]
    return [row(one) for one in sorted(found, key=lambda one: one.asked_at, reverse=True)]


def facts(record: Any) -> list[tuple[object, object]]:
    """Return a request in labelled rows; what is sealed too, while it can be read."""
    law = clocks.rule(record.began_under)
    rows = [
        (_("Asked on"), date_format(record.asked_at, "j E Y")),
        (_("Written down by"), record.written_by),
        (_("Answer due by"), record.due and date_format(record.due, "j E Y")),
        (_("Rule"), law and f"{law.source}{'' if law.is_confirmed else _(' (to be confirmed)')}"),
        *_own(record),
    ]
    return [(label, value) for label, value in rows if value]


def _own(record: Any) -> list[tuple[object, object]]:
    is_open = keys.exist(record.case_id)
    if isinstance(record, Correction):
        return [
            (_("The person says"), record.statement if is_open else None),
            (_("What was done"), record.reason if is_open else None),
            (_("The person was told on"), _day(record.told_at)),
        ]
    if isinstance(record, Restriction):
        lifted = [(_("Why it was lifted"), record.reason if is_open else None)]
        return [(_("Why"), record.get_why_display()), *lifted, (_("Lifted on"), _day(record.told_at))]
    if isinstance(record, Complaint):
        return _complaint(record, is_open=is_open)
    return _copy(record)


def _complaint(record: Complaint, *, is_open: bool) -> list[tuple[object, object]]:
    return [
        (_("About"), record.organisation),
        (_("About whom"), record.person),
        (_("What happened"), record.story if is_open else None),
        (_("Who deals with it"), record.handler),
        (_("Outcome"), record.get_outcome_display()),
        (_("Answer"), record.answer if is_open else None),
        (_("The person was told on"), _day(record.told_at)),
    ]


def _copy(record: CopyRequest) -> list[tuple[object, object]]:
    until = record.ready_until and date_format(record.ready_until, "j E Y, H:i")
    return [
        (_("Prepared by"), record.prepared_by),
        (_("Read by a second person"), record.approved_by),
        (_("Left out by them"), ", ".join(map(file.part_name, sorted(record.withheld)))),
        (_("Ready until"), until if record.status == CopyStatus.READY else None),
    ]


def _day(moment: Any) -> str:
    return date_format(moment, "j E Y") if moment else ""


def asked_for() -> dict[str, Any]:
    """Return, for rows with a `case`, which data sets are kept from use, and whether something is called wrong."""
    running = Suspension.objects.running().filter(case=OuterRef("case")).order_by("begun_at")
    wrong = Correction.objects.filter(case=OuterRef("case"), status__in=STANDS_BESIDE)
    return {"kept_data": ArraySubquery(running.values("data")), "is_called_wrong": Exists(wrong)}


def kept(data_sets: Iterable[str]) -> list[str]:
    """Return what is kept and not used of a case, in words."""
    return [str(DataSet(one).label) if one else _("everything") for one in data_sets]


def said(case: Case, actor: Actor) -> list[str]:
    """Return what the person says is wrong in the parts that have no page of their own here: the carrier reads all."""
    if not keys.exist(case.pk):
        return []
    rows = Correction.objects.filter(case=case, status__in=STANDS_BESIDE).exclude(part__in=BESIDE_THE_PART)
    mine = rows if actor.is_of(case.carrier_id) else rows.filter(part=Part.FACTS)
    return [one.statement for one in mine.order_by("asked_at") if one.statement]


def overdue(actor: Actor) -> list[Row]:
    """Return, for who oversees, what should have been answered by now, the oldest first."""
    found = [one for model in KINDS for one in visible(model, actor).overdue()[:MOST]]
    return [row(one) for one in sorted(found, key=lambda one: (one.due is None, one.due))]


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Yield what people asked for and this actor should answer; and of which ground somebody must be told."""
    oversees = actor.has(*roles.OVERSEERS)
    if oversees or actor.has(roles.CASE_MANAGER):
        yield from _requests(actor, (Correction,) if not oversees else (Correction, Complaint))
        yield from _copies(actor, oversees=oversees)
    if oversees:
        yield from _to_be_told(actor)


def _requests(actor: Actor, models: Iterable[type[Asked]]) -> Iterator[Waiting]:
    for model in models:
        mine = visible(model, actor).filter(case__carrier=actor.organisation_id, status__in=model.WAITS)
        for one in mine.order_by("due")[:MOST]:
            label = _("%(what)s, case %(number)s") % {"what": what(one), "number": one.case.number}
            yield Waiting(label, one.get_absolute_url(), one.due, SOON, one.case_id)


def _copies(actor: Actor, *, oversees: bool) -> Iterator[Waiting]:
    mine = visible(CopyRequest, actor).filter(case__carrier=actor.organisation_id)
    prepared = mine.filter(status=CopyStatus.PREPARED).exclude(prepared_by=actor.user_id) if oversees else []
    for one in prepared:
        label = _("A copy of a file waits for a second person: case %(number)s") % {"number": one.case.number}
        yield Waiting(label, one.get_absolute_url(), one.due, URGENT, one.case_id)
    if actor.has(roles.CASE_MANAGER):
        for one in mine.filter(status__in=[CopyStatus.ASKED, CopyStatus.APPROVED])[:MOST]:
            label = _("A copy of the file for the person: case %(number)s") % {"number": one.case.number}
            yield Waiting(label, one.get_absolute_url(), one.due, SOON, one.case_id)


def _to_be_told(actor: Actor) -> Iterator[Waiting]:
    """Grounds of which the person was to be told later."""
    later = Consent.objects.visible_to(actor).filter(
        case__carrier=actor.organisation_id, person_told=PersonTold.LATER, tell_by__isnull=False
    )
    took_effect = later.exclude(status=ConsentStatus.GROUND_PROPOSED).exclude(approved_by=None)
    for one in took_effect.select_related("case").order_by("tell_by")[:MOST]:
        label = _("Tell the person of a legal ground: case %(number)s") % {"number": one.case.number}
        yield Waiting(label, reverse("consent", args=[one.pk]), one.tell_by, SOON, one.case_id)


def visible(model: Any, actor: Actor) -> Any:
    """Return what of a kind the actor may see, with its case."""
    return model.objects.visible_to(actor).select_related("case")
