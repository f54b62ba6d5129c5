"""The pages of calls: the list, noting one, one call, turning it into a case, closing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.paging import page_of
from entry.posted import posted
from hotline import actions, forms, presenters
from hotline.models import Call
from hotline.permissions import require_hotline, takes_calls
from identification.forms import OpenCaseForm
from identification.models import Case
from identification.presenters import number_for, shown_in
from workflow import gate
from workflow.views import StepPage, attempt, step

STEPS = {"correct": StepPage(forms.CorrectCallForm), "close": StepPage(forms.CloseCallForm)}


@signed_in
@require_GET
def calls(request: ActorRequest) -> HttpResponse:
    """Show the calls of one's own hotline, newest first."""
    require_hotline(request.actor)
    seen = Call.objects.visible_to(request.actor).select_related("taken_by")
    page = page_of(seen, request.GET.get("after", ""), at="taken_at")
    record("call.list", by=request.actor, ids=[call.pk for call in page.rows])
    rows = [(call, presenters.chip(call)) for call in page.rows]
    shown = {"rows": rows, "page": page, "may_take": takes_calls(request.actor)}
    return render(request, "hotline/calls.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def call_new(request: ActorRequest) -> HttpResponse:
    """Note a call, on one page. Sending the form twice notes one call."""
    gate.require_permission(Call.taken(request.actor), "take", by=request.actor)
    form = forms.CallForm(posted(request))
    taken = _taken(request, form) if form.is_valid() else None
    if taken:
        return redirect(taken)
    return render(request, "hotline/new.html", {"form": form}, status=409 if form.non_field_errors() else 200)


def _taken(request: ActorRequest, form: forms.CallForm) -> Call | None:
    entered = dict(form.cleaned_data)
    key = entered.pop("key")
    call = Call.taken(request.actor, pk=key, **entered)
    return Call.objects.visible_to(request.actor).filter(pk=key).first() or attempt(
        form, lambda: gate.perform(call, "take", by=request.actor)
    )


@signed_in
@require_GET
def call(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show one call, and what may be done now."""
    row = Call.objects.visible_to(request.actor).select_related("taken_by", "case").get(pk=pk)
    number = number_for(row.case, request.actor) if row.case else ""
    about = shown_in(number, row.case) if row.case else None
    record("call.view", by=request.actor, case_id=about, target=str(row.pk))
    shown = {
        "call": row,
        "chip": presenters.chip(row),
        "facts": presenters.facts(row),
        "number": number,
        "shows_case": about is not None,
        "steps": gate.offered(row, ["turn", *STEPS], by=request.actor),
    }
    return render(request, "hotline/call.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def call_turn(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Turn a call into a case: what is known of the call is entered already. Sending it twice opens one case."""
    row = Call.objects.visible_to(request.actor).select_related("organisation", "case").get(pk=pk)
    gate.require_permission(row, "turn", by=request.actor)
    if row.case and row.case.is_visible_to(request.actor):
        return redirect("case_safety", row.case.number)
    if request.method != "POST":
        gate.require_open(row, "turn", by=request.actor)
    known = {"in_danger": row.in_danger, "language": row.language, "jurisdiction": row.organisation.country}
    form = OpenCaseForm(posted(request), initial=known)
    case = _turned(request, row, form) if form.is_valid() else None
    if case:
        messages.success(request, _("The call is a case now."))
        return redirect("case_safety", case.number)
    status = 409 if form.non_field_errors() else 200
    return render(request, "hotline/turn.html", {"form": form, "call": row}, status=status)


def _turned(request: ActorRequest, call: Call, form: OpenCaseForm) -> Case | None:
    entered = dict(form.cleaned_data)
    key, pseudonym = entered.pop("key"), entered.pop("pseudonym")
    case = Case(pk=key, carrier=call.organisation, **entered)
    told = {"call": call, "case": case, "pseudonym": pseudonym, "by": request.actor}
    return attempt(form, lambda: actions.turn(**told))


@signed_in
@require_http_methods(["GET", "POST"])
def call_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a call, and take it."""
    row = Call.objects.visible_to(request.actor).get(pk=pk)
    return step(request, row, name, STEPS, heading=row.get_category_display(), back=row.get_absolute_url())
