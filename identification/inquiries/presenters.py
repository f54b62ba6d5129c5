"""How questions of the authority are told, and for whom they wait."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import roles
from accounts.actors import Actor
from identification.enums import AWAITS_DECISION, InquiryStatus
from identification.models import Case, Inquiry
from identification.presenters import Chip, Waiting
from workflow import gate
from workflow.steps import Step

MOST = 50
URGENT = 0
TONES = {
    InquiryStatus.OPEN: ("waiting", "clock"),
    InquiryStatus.ANSWERED: ("good", "check"),
    InquiryStatus.NOT_ANSWERED: ("halted", "cross"),
}


def chip(inquiry: Inquiry) -> Chip:
    """Return the status of a question as its chip."""
    return Chip.of(InquiryStatus(inquiry.status), TONES)


def answer_label(inquiry: Inquiry) -> str:
    """Return how the answer is headed: it may say why there is none."""
    declined = inquiry.status == InquiryStatus.NOT_ANSWERED
    return _("Why there is no answer") if declined else _("Answer")


def beginnings(case: Case, actor: Actor) -> list[Step]:
    """Return the step of asking a question, if nothing else is asked already; none for those who may not ask."""
    url = f"{case.get_absolute_url()}inquiries/new/"
    asked = gate.beginning(Inquiry.to_carrier(case, actor), "ask", url, by=actor)
    return asked if case.question_due is None else []


def waiting_for(actor: Actor) -> Iterable[Waiting]:
    """Return the open questions: to those who owe an answer, and, once it is late, to those who wait for it."""
    asked = Case.objects.visible_to(actor).filter(question_due__isnull=False, status__in=AWAITS_DECISION)
    if actor.has(roles.CASE_MANAGER):
        for case in asked.filter(carrier=actor.organisation_id).order_by("question_due")[:MOST]:
            yield _one(case, _("Answer the authority's question: case %(number)s"))
    if actor.has(roles.AUTHORITY_MEMBER):
        late = asked.filter(authority=actor.organisation_id, question_due__lt=timezone.localdate())
        for case in late.order_by("question_due")[:MOST]:
            yield _one(case, _("No answer came to your question: case %(number)s"))


def _one(case: Case, label: str) -> Waiting:
    url = f"{case.get_absolute_url()}inquiries/"
    return Waiting(label % {"number": case.number}, url, case.question_due, URGENT, case.pk)
