"""Where members of the authority decide together, and where they ask the carrier and are answered."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import roles
from accounts.policy import only_for, signed_in
from accounts.requests import ActorRequest
from audit.log import record
from encryption import keys
from entry.posted import posted
from identification.clocks import presenters as clocks
from identification.deciding import presenters
from identification.deciding.rules import is_apart
from identification.enums import Scope
from identification.inquiries import actions, forms
from identification.inquiries import presenters as inquiries
from identification.models import Case, Inquiry
from identification.opening import opened
from identification.views.cases import STEPS as CASE_STEPS
from workflow import gate
from workflow.views import StepPage, attempt, step

MOST = 100
STEPS = {
    "reply": StepPage(forms.AnswerForm, actions.reply),
    "say_why_not": StepPage(forms.WhyNotForm, actions.say_why_not),
    "give_up": StepPage(action=actions.give_up),
    "take_back": StepPage(action=actions.take_back),
}


@only_for(roles.AUTHORITY_MEMBER)
@require_GET
def case_deciding(request: ActorRequest, number: str) -> HttpResponse:
    """Show a member of the authority the question that is put, the votes on it, and what may be done now."""
    asked = Case.objects.visible_to(request.actor, at_least=Scope.CASEWORK).select_related("carrier")
    case = asked.awaiting_decision_of(request.actor.organisation_id).get(number=number)
    opened(request, number)
    record("deciding.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    shown = {
        "case": case,
        "question": presenters.question(case),
        "waits": presenters.waits(case, case.votes_given),
        "clocks": clocks.clocks(case),
        "is_apart": is_apart(case, request.actor),
        "votes": case.votes.filter(round=case.round)
        .with_standing()
        .select_related("voted_by")
        .order_by("voted_at"),
        "steps": [
            *gate.offered(case, presenters.deciding_steps(case, CASE_STEPS), by=request.actor),
            *inquiries.beginnings(case, request.actor),
        ],
    }
    return render(request, "identification/deciding.html", shown)


@signed_in
@require_GET
def case_inquiries(request: ActorRequest, number: str) -> HttpResponse:
    """Show the questions of the authority in a case, the newest first, to those who asked or answer."""
    seen = Case.objects.visible_to(request.actor, at_least=Scope.CASEWORK)
    case = seen.decided_with(request.actor).get(number=number)
    opened(request, number)
    rows = list(Inquiry.objects.visible_to(request.actor).filter(case=case).order_by("-asked_at")[:MOST])
    record("inquiry.list", by=request.actor, case_id=case.pk, ids=[one.pk for one in rows])
    listed = [(one, inquiries.chip(one)) for one in rows]
    return render(request, "identification/inquiries.html", {"case": case, "rows": listed})


@signed_in
@require_http_methods(["GET", "POST"])
def inquiry_new(request: ActorRequest, number: str) -> HttpResponse:
    """Ask the organisation that carries a case."""
    seen = Case.objects.visible_to(request.actor, at_least=Scope.CASEWORK)
    case = seen.decided_with(request.actor).get(number=number)
    new = Inquiry.to_carrier(case, request.actor)
    gate.require_permission(new, "ask", by=request.actor)
    if request.method != "POST":
        gate.require_open(new, "ask", by=request.actor)
    form = forms.AskForm(posted(request), case=case)
    row = None
    if form.is_valid():
        row = attempt(form, lambda: actions.ask(case=case, **form.cleaned_data, by=request.actor))
    status = 409 if form.non_field_errors() else 200
    shown = {"case": case, "form": form}
    return redirect(row) if row else render(request, "identification/inquiry_new.html", shown, status=status)


@signed_in
@require_GET
def inquiry(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show one question, its answer, and what may be done now."""
    row = Inquiry.objects.visible_to(request.actor).select_related("case", "authority", "asked_by").get(pk=pk)
    opened(request, row.case.number)
    record("inquiry.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    shown = {
        "inquiry": row,
        "chip": inquiries.chip(row),
        "answer_label": inquiries.answer_label(row),
        "erased": not keys.exist(row.case_id),
        "steps": gate.offered(row, STEPS, by=request.actor),
    }
    return render(request, "identification/inquiry.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def inquiry_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Answer a question, or end it otherwise."""
    row = Inquiry.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    return step(request, row, name, STEPS, heading=row.case.number, back=row.get_absolute_url())
