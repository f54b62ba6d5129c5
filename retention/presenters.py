"""How keeping and erasing is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import roles
from accounts.actors import Actor
from identification.jurisdiction_files import TO_BE_CONFIRMED
from identification.jurisdictions import Value
from identification.models import Case
from identification.presenters import Chip, Waiting
from retention.enums import ErasureStatus, HoldStatus, ProposalStatus
from retention.models import Erasure, LegalHold, Proposal
from retention.schedule import CASE_FILE, Rule, kinds, rule_for

SENTENCES = {
    "retention.view": gettext_lazy("looked at how long the case is kept, and what holds it"),
    "retention.list": gettext_lazy("looked at what was kept for long enough"),
    "retention.purge": gettext_lazy("removed what belongs to no case and was kept for long enough"),
    "legalhold.view": gettext_lazy("read why a legal hold was written down"),
    "erasure.view": gettext_lazy("read a wish to be erased"),
    "proposal.view": gettext_lazy("looked at a proposal to erase"),
    "case.notify": gettext_lazy("wrote an anonymous notice, which leads to no case"),
    "card.print": gettext_lazy("printed a card with telephone numbers for the person"),
    "notice.list": gettext_lazy("looked at the anonymous notices"),
}
TONES: dict[Any, tuple[str, str]] = {
    HoldStatus.STANDING: ("halted", "shield"),
    ErasureStatus.ASKED: ("waiting", "clock"),
    ErasureStatus.DONE: ("ended", "check"),
    ErasureStatus.REFUSED: ("halted", "cross"),
    ProposalStatus.PROPOSED: ("waiting", "clock"),
    ProposalStatus.PUT_OFF: ("waiting", "clock"),
    ProposalStatus.APPROVED: ("going", "check"),
}
DEEDS = {
    "erase": gettext_lazy("The keys are destroyed: only an anonymous remainder stays"),
    "delete": gettext_lazy("Removed"),
    "unname": gettext_lazy("Name and address are removed"),
    "keep": gettext_lazy("Kept"),
}
URGENT, SOON, MOST = 0, 1, 20


@dataclass(frozen=True)
class Row:
    """One record in a list."""

    label: object
    chip: Chip
    quiet: str
    url: str


def chip(record: Any) -> Chip:
    """Return the state of a hold, a wish or a proposal as its chip; a hold whose day has passed holds nothing."""
    if isinstance(record, LegalHold) and record.status == HoldStatus.STANDING and not record.stands:
        return Chip(_("Over"), "ended", "dash")
    states = {LegalHold: HoldStatus, Erasure: ErasureStatus, Proposal: ProposalStatus}
    return Chip.of(states[type(record)](record.status), TONES)


def hold_row(hold: LegalHold) -> Row:
    """Return a hold in a list: who asks, until when; why, is on a page of its own."""
    quiet = _("until %(day)s") % {"day": _day(hold.until)} if hold.until else ""
    return Row(hold.get_held_for_display(), chip(hold), quiet, hold.get_absolute_url())


def erasure_row(erasure: Erasure) -> Row:
    """Return a wish in a list: when it was said, and until when an answer is due."""
    asked = _("Asked on %(day)s") % {"day": _day(timezone.localdate(erasure.asked_at))}
    due = _("answer due on %(day)s") % {"day": _day(erasure.answer_due)}
    return Row(asked, chip(erasure), due, erasure.get_absolute_url())


def proposal_row(proposal: Proposal) -> Row:
    """Return a proposal in a list of its case."""
    due = _("Due on %(day)s") % {"day": _day(proposal.due_on)}
    return Row(due, chip(proposal), "", proposal.get_absolute_url())


@dataclass(frozen=True)
class Late:
    """A wish that should have been answered by now, in a list of such of many rooms."""

    what: str
    due: date
    url: str
    number: str


def late_erasures(actor: Actor) -> list[Late]:
    """Return the wishes to be erased that wait past their day, the oldest first."""
    waiting = Erasure.objects.visible_to(actor).filter(status=ErasureStatus.ASKED)
    late = waiting.filter(answer_due__lt=timezone.localdate()).select_related("case").order_by("answer_due")
    what = _("The person asks to be erased")
    return [Late(what, one.answer_due, one.get_absolute_url(), one.case.number) for one in late[:MOST]]


@dataclass(frozen=True)
class Due:
    """A proposal in the list of what is due: which case, since when, and what stands in the way."""

    proposal: Proposal
    chip: Chip
    age: str
    rule: str
    is_held: bool


def due(proposals: Iterable[Proposal], held_cases: set[Any]) -> list[Due]:
    """Return what is due, the oldest first."""
    rows = sorted(proposals, key=lambda one: (one.due_on, str(one.pk)))
    return [
        Due(one, chip(one), _age(one.due_on), in_words(one.rule), one.case_id in held_cases) for one in rows
    ]


def kept(case: Case) -> list[tuple[object, object]]:
    """Return how long the case is kept as it stands now, by which rule."""
    rule = rule_for(case)
    if rule is None:
        return []
    rows: list[tuple[object, object]] = [
        (_("What it is"), rule.label),
        (_("What happens then"), DEEDS[rule.do]),
    ]
    if rule.days is not None and rule.do == "erase":
        day = timezone.localdate(case.status_since) + timedelta(days=rule.days)
        rows.append((_("Kept until"), _day(day)))
    return [*rows, (_("Rule"), in_words(rule.value))]


def in_words(value: Value) -> str:
    """Return a rule in words: how long, where it stands, and whether somebody confirmed it."""
    is_said = value.is_confirmed or TO_BE_CONFIRMED in value.source
    standing = "" if is_said else _("to be confirmed")
    told = (_length(value.value), _ours(value.source), standing, _ours(value.note))
    return " · ".join(filter(None, told))


def _ours(words: str) -> str:
    """Return what we wrote ourselves in the reader's language; a law stays in its own words."""
    return _(words) if words else ""


def rule_rows(rules: Iterable[Rule]) -> list[tuple[object, object, str]]:
    """Return each rule: of what, what is done, how long and by which source."""
    return [(one.label, DEEDS[one.do], in_words(one.value)) for one in rules]


def contents(case: Case) -> list[tuple[object, int]]:
    """Return how many records of which kind there are: enough to decide about them without opening one."""
    named = [apps.get_model(label) for label in kinds()[CASE_FILE]]
    counted = [(one, _count(one, case)) for one in named if hasattr(one, "history")]
    return [(one._meta.verbose_name, number) for one, number in counted if number]


def _count(model: Any, case: Case) -> int:
    columns = {one.attname for one in model._meta.concrete_fields}
    named = (
        {"case": case}
        if "case_id" in columns
        else {"matter__case": case}
        if "matter_id" in columns
        else {"pk": case.pk}
    )
    return int(model._default_manager.filter(**named).count())


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return what waits for a data protection officer: wishes to be erased, by their clock, and what is due."""
    if not actor.has(roles.DATA_PROTECTION):
        return []
    mine = {"case__carrier": actor.organisation_id}
    asked = (
        Erasure.objects.visible_to(actor)
        .filter(status=ErasureStatus.ASKED, **mine)
        .exclude(asked_by=actor.user)
    )
    found = [_asked(one) for one in asked.select_related("case").order_by("answer_due")[:MOST]]
    number = Proposal.objects.visible_to(actor).filter(status=ProposalStatus.PROPOSED).count()
    if number:
        label = _("Kept for long enough, waits for your decision: %(number)d") % {"number": number}
        found.append(Waiting(label, reverse("retention_due"), None, SOON))
    return found


def _asked(one: Erasure) -> Waiting:
    label = _("A person asks to be erased: case %(number)s") % {"number": one.case.number}
    return Waiting(label, one.get_absolute_url(), one.answer_due, URGENT, one.case_id)


def _age(since: date) -> str:
    days = (timezone.localdate() - since).days
    return ngettext("due for %(number)d day", "due for %(number)d days", days) % {"number": days}


def _length(value: Any) -> str:
    if not isinstance(value, int):
        return _("for as long as this lasts")
    if value and value % 365 == 0:
        return ngettext("%(number)d year", "%(number)d years", value // 365) % {"number": value // 365}
    return ngettext("%(number)d day", "%(number)d days", value) % {"number": value}


def _day(day: date) -> str:
    return date_format(day, "j E Y")
