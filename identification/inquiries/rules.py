"""When the authority may ask, until when an answer is due, and when it is late."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from identification.enums import AWAITS_DECISION
from identification.rules import is_said
from workflow.rules import rule

if TYPE_CHECKING:
    from identification.models import Case, Inquiry

# So long before an answer is due, the carrier's case managers are warned.
WARNED_BEFORE = timedelta(days=2)


@rule(_("Nothing waits for a decision here."))
def case_awaits_decision(inquiry: "Inquiry") -> bool:
    return inquiry.case.status in AWAITS_DECISION


@rule(_("Another question is open. Wait for its answer, or take it back."))
def nothing_else_is_asked(inquiry: "Inquiry") -> bool:
    return inquiry.case.question_due is None


@rule(_("No day is left on which an answer could be due, so nothing can be asked any more."))
def days_are_left(inquiry: "Inquiry") -> bool:
    latest = latest_day(inquiry.case)
    return latest is not None and timezone.localdate() <= latest


@rule(_("Write the question, in at least ten characters."))
def question_is_written(inquiry: "Inquiry", *, question: str) -> bool:
    return is_said(question)


@rule(
    _(
        "The answer must be due from today on, and no later than the rules of the country and the deadline allow."
    )
)
def due_day_is_allowed(inquiry: "Inquiry", *, due: date) -> bool:
    latest = latest_day(inquiry.case)
    return latest is not None and timezone.localdate() <= due <= latest


@rule(_("Write the answer, in at least ten characters."))
def answer_is_written(inquiry: "Inquiry", *, answer: str) -> bool:
    return is_said(answer)


@rule(_("The answer is not late: wait for it, or take the question back."))
def answer_is_late(inquiry: "Inquiry") -> bool:
    return inquiry.due < timezone.localdate()


@rule(_("The answer is not due in the next days."))
def due_soon(inquiry: "Inquiry") -> bool:
    return timezone.localdate() <= inquiry.due <= timezone.localdate() + WARNED_BEFORE


@rule(_("They were warned already."))
def nobody_was_warned(inquiry: "Inquiry") -> bool:
    return inquiry.warned_at is None


def pauses_clock(case: "Case") -> bool:
    """Tell whether the time for a decision stands still while a question is open, by the rules of the procedure."""
    rule = case.rule("information_pauses_clock")
    return bool(rule and rule.value)


def latest_day(case: "Case") -> date | None:
    """Return the last day on which an answer may be due: the time left, unless the clock stands still meanwhile.

    It stands still for no longer than the days of the rule, all questions of a round together.
    """
    rule = case.rule("information_days")
    by_rule = timezone.localdate() + timedelta(days=rule.value) if rule else None
    if by_rule is None or case.decision_due is None:
        return case.decision_due
    return by_rule - _stood_still(case) if pauses_clock(case) else min(by_rule, case.decision_due)


def _stood_still(case: "Case") -> timedelta:
    """Return for how long the time for this decision has stood still already, for earlier questions."""
    earlier = case.inquiries.filter(round=case.round, pauses=True)
    return sum((one.stood_still for one in earlier), timedelta(0))
