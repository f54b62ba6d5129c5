"""How the child track is told, and how much of it to whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import roles
from accounts.actors import Actor
from children import law, rules
from children.enums import AssessmentStatus, Conclusion, Counts, GuardianshipStatus
from children.models import AgeAssessment, BestInterestsNote, Guardianship, ProtectionNotice
from encryption import keys
from identification.enums import OPEN, AgeBand
from identification.models import Case
from identification.presenters import Chip, Waiting

SENTENCES = {
    "child.view": gettext_lazy("looked at what is done for the child"),
    "guardianship.view": gettext_lazy("looked at who acts for the child, by name"),
    "bestinterestsnote.view": gettext_lazy("read a note on the child's best interests"),
    "ageassessment.view": gettext_lazy("read an age assessment"),
}
TONES: dict[Any, tuple[str, str]] = {
    GuardianshipStatus.ACTING: ("good", "check"),
    GuardianshipStatus.SUSPECTED: ("halted", "warning"),
    AssessmentStatus.REQUESTED: ("waiting", "clock"),
    AssessmentStatus.CHILD: ("going", "person"),
    AssessmentStatus.ADULT: ("going", "person"),
    AssessmentStatus.IN_DOUBT: ("going", "shield"),
    Conclusion.YES: ("good", "check"),
    Conclusion.NO: ("halted", "cross"),
}
URGENT, SOON = 0, 1
SOON_DAYS = 14
MOST = 20
FAR = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """One record in a list: what it is, its chip, what else is told, and where the rest is, for the carrier alone."""

    label: object
    chip: Chip
    quiet: str
    url: str


def guardianships(rows: Iterable[Guardianship], actor: Actor) -> list[Row]:
    """Return those who act or acted for a child: which kind, until when; who it is, is on a page of its own."""
    return [
        Row(one.get_kind_display(), guardian_chip(one), times(one), opened_at(one, actor)) for one in rows
    ]


def notes(rows: Iterable[BestInterestsNote], actor: Actor) -> list[Row]:
    """Return the notes on best interests, the newest first; about each thing the newest counts, the others no more."""
    shown, seen = [], set()
    for one in rows:
        counts = one.about not in seen
        seen.add(one.about)
        told = note_chip(one, counts=counts), _written(one, counts=counts)
        shown.append(Row(one.get_about_display(), *told, opened_at(one, actor)))
    return shown


def assessments(rows: Iterable[AgeAssessment], actor: Actor) -> list[Row]:
    """Return the age assessments, the newest first."""
    asked = _("Asked for on %(day)s")
    told = [(one, asked % {"day": _day(timezone.localdate(one.requested_at))}) for one in rows]
    return [Row(day, assessment_chip(one), "", opened_at(one, actor)) for one, day in told]


def notices(rows: Iterable[ProtectionNotice], actor: Actor) -> list[tuple[object, str, str]]:
    """Return what child protection was told: which body, when and how, and for the carrier the reference."""
    return [
        (one.body_in_words, f"{_day(one.told_on)} · {one.get_way_display()}", _reference(one, actor))
        for one in rows
    ]


def guardian_chip(one: Guardianship) -> Chip:
    """Return the status of a guardianship as its chip; one whose last day has passed has ended."""
    if one.status == GuardianshipStatus.ACTING and not one.acts_today:
        return Chip.of(GuardianshipStatus.ENDED, TONES)
    return Chip.of(GuardianshipStatus(one.status), TONES)


def note_chip(one: BestInterestsNote, *, counts: bool) -> Chip:
    """Return what a note comes to as its chip; one that a newer one replaced comes to nothing any more."""
    return Chip.of(Conclusion(one.conclusion) if counts else Counts.REPLACED, TONES)


def assessment_chip(one: AgeAssessment) -> Chip:
    """Return the status of an age assessment as its chip."""
    return Chip.of(AssessmentStatus(one.status), TONES)


def times(one: Guardianship) -> str:
    """Return from when until when somebody acts, and why it ended."""
    since = _("since %(day)s") % {"day": _day(one.starts)}
    until = _("until %(day)s") % {"day": _day(one.until)} if one.until else ""
    return " · ".join(str(part) for part in (since, until, one.get_end_reason_display()) if part)


def opened_at(one: Any, actor: Actor) -> str:
    """Return where the sealed parts of a record are shown; nowhere for those who do not carry the case."""
    return one.get_absolute_url() if actor.is_of(one.case.carrier_id) else ""


def guardian_facts(one: Guardianship) -> list[tuple[object, object]]:
    """Return all that is known of one who acts for a child; who it is, is opened here."""
    said = [(_("Appointed by"), one.get_appointed_by_display()), (_("Time"), times(one))]
    return [*said, *_sealed(one, "appointment", "name", "contact", "suspicion")]


def note_facts(one: BestInterestsNote) -> list[tuple[object, object]]:
    """Return all that a note says; it is opened here."""
    counts = one.counts
    said = [] if counts else [(_("What it came to"), one.get_conclusion_display())]
    return [(_("Written"), _written(one, counts=counts)), *said, *_sealed(one, "childs_view", "reasons")]


def assessment_facts(one: AgeAssessment) -> list[tuple[object, object]]:
    """Return all that is known of an age assessment; it is opened here."""
    return _sealed(one, "reason", "finding")


def who_acts(case: Case) -> str:
    """Return in a sentence who acts for a child today, and until when; that nobody does, where nobody does."""
    acting = case.guardianships.acting().first() if case.is_child else None
    if acting is None:
        return str(rules.NOBODY_ACTS)
    return f"{acting.get_kind_display()} · {times(acting)}"


def what_changes(case: Case) -> tuple[str, str]:
    """Return what ends when somebody is written down to act, and who alone appoints now; each only where it is so."""
    ends = _("The child protection authority acts now. Its time ends when you write down somebody else.")
    stands_in = case.guardianships.acting().standing_in().exists()
    is_suspected = case.guardianships.suspected().exists()
    only = str(rules.suspicion_is_settled_by_a_court.sentence)
    return (ends if stands_in else ""), (only if is_suspected else "")


def not_yet_told(case: Case) -> list[Waiting]:
    """Return that child protection has still to be told of a child, or of a guardian who is suspected."""
    if not _is_open_child(case):
        return []
    if not case.protection_notices.exists():
        return [_waiting(_("Child protection has not been told yet"), case, law.due(case), URGENT)]
    if not _unheeded().filter(case=case).exists():
        return []
    return [_waiting(_("Tell child protection that the guardian is suspected"), case, None, URGENT)]


def missing(case: Case) -> list[Waiting]:
    """Return what a child still lacks: that child protection was told, and somebody who acts for the child."""
    if not _is_open_child(case):
        return []
    acts = case.guardianships.acting().exists()
    nobody = [] if acts else [_waiting(_("Nobody acts for the child today"), case, None, SOON)]
    return [*not_yet_told(case), *nobody]


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Yield what waits for the actor on behalf of children whose cases their organisation carries."""
    if not actor.has(roles.FIRST_RESPONDER, roles.CASE_MANAGER):
        return
    carried = Case.objects.visible_to(actor).filter(carrier=actor.organisation_id, status__in=OPEN)
    # Nobody has a reason to open a honeytoken, so nothing about it waits for anybody.
    children = carried.exclude(age_band=AgeBand.ADULT).filter(honeytoken=None)
    yield from _untold(children)
    yield from _suspected(children)
    yield from _unguarded(children)
    if actor.has(roles.CASE_MANAGER):
        yield from _reviews(actor)
        yield from _ending(actor)


def _untold(children: QuerySet[Case]) -> Iterator[Waiting]:
    """Children of whom child protection was not told, the earliest deadline first."""
    told = Exists(ProtectionNotice.objects.filter(case=OuterRef("pk")))
    untold = list(children.exclude(told).order_by("opened_at"))
    dues = law.dues(untold)
    # All of them are weighed: one that was opened late may have to be told of first.
    for case in sorted(untold, key=lambda one: dues[one.pk] or FAR)[:MOST]:
        label = _("Tell child protection of case %(number)s") % {"number": case.number}
        yield _waiting(label, case, dues[case.pk], URGENT)


def _suspected(children: QuerySet[Case]) -> Iterator[Waiting]:
    """Children of whom child protection was told, but not since a guardian is suspected."""
    told = ProtectionNotice.objects.filter(case=OuterRef("case"))
    waits = Exists(_unheeded().filter(Exists(told), case=OuterRef("pk")))
    for case in children.filter(waits).order_by("opened_at")[:MOST]:
        label = _("Tell child protection that a guardian is suspected: case %(number)s")
        yield _waiting(label % {"number": case.number}, case, None, URGENT)


def _unheeded() -> QuerySet[Guardianship]:
    """Suspected guardians of whom child protection was not told since: a word on a day before is none of it."""
    since = {"written_at__gte": OuterRef("status_since"), "told_on__gte": OuterRef("suspected_on")}
    told = Exists(ProtectionNotice.objects.filter(case=OuterRef("case"), **since))
    return Guardianship.objects.suspected().annotate(suspected_on=TruncDate("status_since")).exclude(told)


def _unguarded(children: QuerySet[Case]) -> Iterator[Waiting]:
    """Children for whom nobody acts today: nobody was written down yet, or their last day has passed."""
    acting = Exists(Guardianship.objects.acting().filter(case=OuterRef("pk")))
    for case in children.exclude(acting).order_by("opened_at")[:MOST]:
        label = _("Nobody acts for the child: case %(number)s") % {"number": case.number}
        yield _waiting(label, case, None, SOON)


def _reviews(actor: Actor) -> Iterator[Waiting]:
    """Notes that count and have to be looked at again within days."""
    soon = timezone.localdate() + timedelta(days=SOON_DAYS)
    newer = BestInterestsNote.objects.filter(case=OuterRef("case"), about=OuterRef("about"))
    replaced = Exists(newer.filter(written_at__gt=OuterRef("written_at")))
    counting = BestInterestsNote.objects.opened_by(actor).filter(_of_open_children(), ~Q(replaced))
    for one in counting.filter(review_on__lte=soon).select_related("case").order_by("review_on")[:MOST]:
        label = _("Look again at the best interests of the child: case %(number)s")
        yield _waiting(label % {"number": one.case.number}, one.case, one.review_on, SOON)


def _ending(actor: Actor) -> Iterator[Waiting]:
    """Those who act for a child and whose time ends within days."""
    soon = timezone.localdate() + timedelta(days=SOON_DAYS)
    acting = Guardianship.objects.opened_by(actor).acting().filter(_of_open_children(), until__lte=soon)  # type: ignore[attr-defined]
    for one in acting.select_related("case").order_by("until")[:MOST]:
        label = _("The time of a guardian ends: case %(number)s") % {"number": one.case.number}
        yield _waiting(label, one.case, one.until, SOON)


def _is_open_child(case: Case) -> bool:
    return case.is_child and case.status in OPEN


def _of_open_children() -> Q:
    return Q(case__status__in=OPEN) & ~Q(case__age_band=AgeBand.ADULT)


def _waiting(label: str, case: Case, due: Any, urgency: int) -> Waiting:
    return Waiting(label, reverse("case_child", args=[case.number]), due, urgency, case.pk)


def _written(one: BestInterestsNote, *, counts: bool) -> str:
    on = _("written on %(day)s") % {"day": _day(timezone.localdate(one.written_at))}
    if not counts:
        return on
    again = _("look again on %(day)s") % {"day": _day(one.review_on)}
    return f"{on} · {_('overdue') if one.is_overdue else again}"


def _reference(one: ProtectionNotice, actor: Actor) -> str:
    opens = actor.is_of(one.case.carrier_id) and keys.exist(one.case_id)
    return one.reference or "" if opens else ""


def _sealed(one: Any, *names: str) -> list[tuple[object, object]]:
    """Return sealed parts under what they are called, those that are filled; erased ones are gone."""
    if not keys.exist(one.case_id):
        return [(_("Sealed parts"), _("erased"))]
    told = [(str(one._meta.get_field(name).verbose_name), getattr(one, name)) for name in names]
    return [(label[:1].upper() + label[1:], text) for label, text in told if text]


def _day(day: date) -> str:
    return date_format(day, "j E Y")
