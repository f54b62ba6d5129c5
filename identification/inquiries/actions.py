"""Asking the carrier, answering, and all that goes with the end of a question."""

from datetime import date

from django.db import transaction

from accounts.actors import Actor
from identification import notifications
from identification.enums import AWAITS_DECISION, InquiryStatus
from identification.models import Case, Inquiry
from workflow.gate import perform

SYSTEM = Actor.system("inquiry")


@transaction.atomic
def ask(*, case: Case, question: str, due: date, by: Actor) -> Inquiry:
    """Return the question; the carrier is told that there is one, and the clock stands still where the rules say so."""
    inquiry = perform(Inquiry.to_carrier(case, by), "ask", question=question, due=due, by=by)
    perform(inquiry.case, "wait_for_answer", due=inquiry.due, pauses=inquiry.pauses, by=SYSTEM)
    notifications.question_is_asked(inquiry.case.carrier_id)
    return inquiry


@transaction.atomic
def reply(*, inquiry: Inquiry, answer: str, by: Actor) -> Inquiry:
    """Return the question, answered; the authority is told that there is an answer."""
    return _answered(perform(inquiry, "reply", answer=answer, by=by))


@transaction.atomic
def say_why_not(*, inquiry: Inquiry, answer: str, by: Actor) -> Inquiry:
    """Return the question, which the carrier does not answer, and says why."""
    return _answered(perform(inquiry, "say_why_not", answer=answer, by=by))


@transaction.atomic
def give_up(*, inquiry: Inquiry, by: Actor) -> Inquiry:
    """Return the question, on whose answer the authority no longer waits."""
    return _over(perform(inquiry, "give_up", by=by))


@transaction.atomic
def take_back(*, inquiry: Inquiry, by: Actor) -> Inquiry:
    """Return the question, taken back."""
    return _over(perform(inquiry, "take_back", by=by))


@transaction.atomic
def warn(*, inquiry: Inquiry, by: Actor) -> Inquiry:
    """Return the question, of whose last day the carrier's case managers are told."""
    inquiry = perform(inquiry, "warn_of_due_day", by=by)
    notifications.answer_is_due_soon(inquiry.case.carrier_id)
    return inquiry


def take_back_open(case: Case) -> None:
    """Nobody waits for an answer any more: nothing is decided."""
    for inquiry in Inquiry.objects.filter(case=case, status=InquiryStatus.OPEN):
        take_back(inquiry=inquiry, by=SYSTEM)


def _answered(inquiry: Inquiry) -> Inquiry:
    notifications.question_is_answered(inquiry.authority_id)
    return _over(inquiry)


def _over(inquiry: Inquiry) -> Inquiry:
    """The case goes on, where it still waits for a decision; elsewhere no time runs."""
    if inquiry.case.status in AWAITS_DECISION:
        perform(inquiry.case, "go_on", by=SYSTEM)
    return inquiry
