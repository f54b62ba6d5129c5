"""Asking: one element a page, each tap saved, back and forth free."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.posted import posted
from identification.asking import page
from identification.asking.actions import answer
from identification.asking.forms import ElementForm, TapForm
from identification.models import Screening
from workflow import gate


@signed_in
@gzip_page  # a phone at a roadside; docs/adr/0018 says why compressing is safe here
@require_http_methods(["GET", "POST"])
def screening_element(request: ActorRequest, pk: UUID, element: str) -> HttpResponse:
    """Ask the questions of one element; the button saves what changed and leads on, also without scripts."""
    row = Screening.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    if element not in row.indicators.elements:
        raise Http404
    gate.require_permission(row, "answer", by=request.actor)
    if request.method != "POST":
        gate.require_open(row, "answer", by=request.actor)
    answered, notes = row.answered(), page.notes_of(row)
    asking = page.questions_in(row, element)
    form = ElementForm(posted(request), questions=asking, answered=answered, notes=notes)
    steps = page.steps(row, answered, element)
    if form.is_valid():
        if any(form.entered.values()):
            answer(screening=row, **form.entered, by=request.actor)
        return redirect("screening_element", row.pk, steps.after) if steps.after else redirect(row)
    record("screening.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    shown = {"form": form, "screening": row, "steps": steps, "questions": page.asked(row, element, form)}
    return render(request, "identification/element.html", shown)


@signed_in
@require_POST
def screening_answer(request: ActorRequest, pk: UUID, code: str) -> HttpResponse:
    """Save one tap: 204 once it stands in the database, and nothing else means that it does."""
    row = Screening.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    if code not in {one.code for one in row.asked_in()}:
        raise Http404
    gate.require_permission(row, "answer", by=request.actor)
    gate.require_open(row, "answer", by=request.actor)
    form = TapForm(request.POST, code=code)
    if not form.is_valid():
        said = " ".join(str(one) for listed in form.errors.values() for one in listed)
        return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")
    answer(screening=row, **form.entered, by=request.actor)
    return HttpResponse(status=204)
