"""The screening: one element a page, saved at each page, the result explained."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.posted import posted
from identification import actions, forms, presenters
from identification.enums import Scope
from identification.models import Case, Screening
from identification.opening import opened
from workflow import gate
from workflow.refusal import Refused
from workflow.views import StepPage, attempt, step

STEPS = {"complete": StepPage(forms.CompleteScreeningForm)}


@signed_in
@require_GET
def case_screenings(request: ActorRequest, number: str) -> HttpResponse:
    """Show the screenings of a case, newest first."""
    case = opened(request, number, at_least=Scope.CASEWORK)
    rows = case.screenings.select_related("screened_by").order_by("-status_since")
    record("screening.list", by=request.actor, case_id=case.pk, target=str(case.pk))
    may_begin = not gate.not_permitted(Screening(case=case), "begin", by=request.actor)
    shown = {"case": case, "rows": rows, "may_begin": may_begin}
    return render(request, "identification/screenings.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def screening_new(request: ActorRequest, number: str) -> HttpResponse:
    """Choose a checklist and begin. Sending the form twice begins one screening."""
    case = Case.objects.visible_to(request.actor).get(number=number)
    gate.require_permission(Screening(case=case, profile=""), "begin", by=request.actor)
    form = forms.BeginScreeningForm(posted(request), case=case)
    row = _begun(request, case, form) if form.is_valid() else None
    if row is None:
        status = 409 if form.non_field_errors() else 200
        shown = {"form": form, "case": case}
        return render(request, "identification/screening_new.html", shown, status=status)
    return redirect("screening_element", row.pk, next(iter(row.indicators.elements)))


@signed_in
@require_http_methods(["GET", "POST"])
def screening_element(request: ActorRequest, pk: UUID, element: str) -> HttpResponse:
    """Ask the indicators of one element; each save keeps them, and going back loses nothing."""
    row = Screening.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    elements = list(row.indicators.elements)
    if element not in elements:
        raise Http404
    gate.require_permission(row, "answer", by=request.actor)
    if request.method != "POST" and (reasons := gate.refusals(row, "answer", by=request.actor)):
        raise Refused(reasons)
    listed = row.indicators.in_element(row.profile, element)
    form = forms.ElementForm(posted(request), indicators=listed, answered=row.answered())
    if form.is_valid():
        actions.answer(screening=row, answers=form.cleaned_data, by=request.actor)
        return _onwards(row, elements, element)
    record("screening.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    return render(request, "identification/element.html", _page(row, elements, element, form))


@signed_in
@require_GET
def screening(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show what the answers add up to, and what could still change it."""
    row = Screening.objects.visible_to(request.actor).select_related("case", "screened_by").get(pk=pk)
    record("screening.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    shown = {
        "screening": row,
        "explained": presenters.explained(row),
        "steps": gate.offered(row, STEPS, by=request.actor),
        "first": next(iter(row.indicators.elements)),
        "may_answer": not gate.refusals(row, "answer", by=request.actor),
    }
    return render(request, "identification/screening.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def screening_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a screening, and take it."""
    row = Screening.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    return step(request, row, name, STEPS, heading=row.get_profile_display(), back=row.get_absolute_url())


def _begun(request: ActorRequest, case: Case, form: forms.BeginScreeningForm) -> Screening | None:
    """Return the screening with the form's key, begun now unless it is there already."""
    key, profile = form.cleaned_data["key"], form.cleaned_data["profile"]
    known = Screening.objects.visible_to(request.actor).filter(pk=key).first()
    new = Screening(pk=key, case=case, profile=profile, screened_by=request.actor.user)
    return known or attempt(form, lambda: gate.perform(new, "begin", by=request.actor))


def _page(row: Screening, elements: list[str], element: str, form: forms.ElementForm) -> dict[str, Any]:
    place = elements.index(element)
    return {
        "form": form,
        "screening": row,
        "name": row.indicators.elements[element],
        "step": place + 1,
        "total": len(elements),
        "before": elements[place - 1] if place else "",
    }


def _onwards(row: Screening, elements: list[str], element: str) -> HttpResponse:
    place = elements.index(element) + 1
    if place < len(elements):
        return redirect("screening_element", row.pk, elements[place])
    return redirect(row)
