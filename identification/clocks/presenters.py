"""How the clocks of a case are told: until when, what that means, and the rule each began under."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from identification import jurisdictions, rulebook
from identification.deciding.presenters import waits
from identification.enums import CaseStatus, Stage
from identification.models import Case
from identification.presenters import Chip, Clock, chip


@dataclass(frozen=True)
class LegalClock(Clock):
    """A clock of a case, with what it means and the rule it began under, where one is known.

    `over` is said once the day has passed, where being late is nobody's fault.
    """

    rule: rulebook.Told | None = None
    lasts: str = ""
    sentences: tuple[str, ...] = ()
    over: str = ""


def clocks(case: Case) -> list[LegalClock]:
    """Return the clocks of the case that run now, and the time for recovery that is over while nothing followed."""
    if case.status == CaseStatus.CLOSED:
        return []
    found = []
    if case.recovery_until and (case.is_recovering or case.status == CaseStatus.RECOVERY):
        found.append(_recovery(case, case.recovery_until))
    if case.due_now:
        found.append(_decision(case, case.due_now))
    if case.status == CaseStatus.NOT_IDENTIFIED and timezone.localdate() <= case.last_day_to_appeal:
        found.append(_clock(case, "appeal_days", _("The person may appeal until"), case.last_day_to_appeal))
    return found


@dataclass(frozen=True)
class Queued:
    """A case that waits for a decision, and where deciding stands."""

    case: Case
    chip: Chip
    waits: list[str]


def queue(cases: Iterable[Case]) -> list[tuple[str, list[Queued]]]:
    """Return the cases that wait for a decision under what is said of their deadline, an empty part left out.

    A question that nobody answered in time stands with what is overdue, so that it is not forgotten.
    """
    today = timezone.localdate()
    parts: dict[str, list[Queued]] = {
        str(heading): [] for heading in (_("Overdue"), _("Due within a week"), _("Due later"))
    }
    overdue, soon, later = parts.values()
    for case in sorted(cases, key=lambda one: one.due_now or today):
        left = (case.due_now - today).days if case.due_now else 0
        is_late = left < 0 or (case.question_due is not None and case.question_due < today)
        part = overdue if is_late else soon if left <= 7 else later
        part.append(Queued(case, chip(case), waits(case, case.votes_given)))
    return [(heading, rows) for heading, rows in parts.items() if rows]


def longer_recovery(case: Case) -> object:
    """Return what an extension of the time for recovery would do."""
    if not case.recovery_until or not case.extension_days:
        return ""
    until = case.recovery_until + timedelta(days=case.extension_days)
    named = {"until": date_format(until, "j E Y"), "taken": case.recovery_extensions + 1}
    allowed = case.rule("recovery_extensions")
    named["allowed"] = allowed.value if allowed else 0
    return _("The time then lasts until %(until)s. This is extension %(taken)d of %(allowed)d.") % named


def _decision(case: Case, due: date) -> LegalClock:
    """The time for the decision that is due now; while it stands still, it says so."""
    is_second = case.stage == Stage.CONCLUSIVE_GROUNDS and case.status != CaseStatus.APPEAL
    label = _("Second decision due") if is_second else _("Decision due")
    clock = _clock(case, "conclusive_days" if is_second else "identification_days", label, due)
    if not case.stands_still:
        return clock
    return replace(clock, sentences=(str(_("The authority waits for an answer: this time stands still.")),))


def _recovery(case: Case, until: date) -> LegalClock:
    if not case.is_recovering:
        sentences = (str(_("Help goes on: plan with the person what comes next.")),)
        return replace(
            _clock(case, "recovery_days", _("Recovery and reflection ended"), until),
            sentences=sentences,
            over=_ago(until),
        )
    protected = tuple(rulebook.protections(case.rule("recovery_protects")))
    label = _("Recovery and reflection until")
    return replace(_clock(case, "recovery_days", label, until), sentences=protected)


def _ago(day: date) -> str:
    passed = (timezone.localdate() - day).days
    return ngettext("%(number)d day ago", "%(number)d days ago", passed) % {"number": passed}


def _clock(case: Case, name: str, label: object, due: date) -> LegalClock:
    rule = case.rule(name)
    if rule is None:
        return LegalClock(label, due)
    country = jurisdictions.load()[case.jurisdiction]
    return LegalClock(label, due, rulebook.told(name, rule, country), rulebook.in_words(name, rule))
