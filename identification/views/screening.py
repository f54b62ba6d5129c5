"""Screenings of a case: beginning one, its result explained, two side by side. `asking` has the questions."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.posted import posted
from identification import forms
from identification.asking.page import next_to_ask
from identification.enums import Scope
from identification.explained import explained, following, notes_told
from identification.models import Case, Screening
from identification.opening import opened
from identification.safety import first_steps
from identification.side_by_side import compared, newest_two
from workflow import gate
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
        shown = {"form": form, "case": case, "first": first_steps(case)}
        return render(request, "identification/screening_new.html", shown, status=status)
    return redirect("screening_element", row.pk, next_to_ask(row))


@signed_in
@require_GET
def screening(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show what the answers add up to, what could still change it, and what follows from it in the case."""
    row = Screening.objects.visible_to(request.actor).select_related("case", "screened_by").get(pk=pk)
    record("screening.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    told = explained(row)
    follows = gate.offered(row.case, following(row), by=request.actor)
    shown = {
        "screening": row,
        "explained": told,
        "notes": notes_told(row),
        "steps": [*gate.offered(row, STEPS, by=request.actor), *follows],
        "first": next_to_ask(row),
        "may_answer": not gate.refusals(row, "answer", by=request.actor),
    }
    return render(request, "identification/screening.html", shown)


@signed_in
@require_GET
def screenings_compare(request: ActorRequest, number: str) -> HttpResponse:
    """Show two screenings of a case side by side: the two newest, or those that were chosen."""
    case = opened(request, number, at_least=Scope.CASEWORK)
    rows = list(case.screenings.select_related("case").order_by("status_since"))
    record("screening.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    form = forms.CompareForm(request.GET or newest_two(rows), screenings=rows)
    known = {str(one.pk): one for one in rows}
    chosen = [known[form.cleaned_data[name]] for name in form.fields] if form.is_valid() else []
    shown = {
        "case": case,
        "form": form,
        "many": len(rows) > 1,
        "compared": compared(*chosen) if chosen else None,
    }
    return render(request, "identification/screenings_compare.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def screening_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a screening, and take it."""
    row = Screening.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    return step(request, row, name, STEPS, heading=row.name, back=row.get_absolute_url())


def _begun(request: ActorRequest, case: Case, form: forms.BeginScreeningForm) -> Screening | None:
    """Return the screening with the form's key, begun now unless it is there already."""
    key, (profile, *also) = form.cleaned_data["key"], form.cleaned_data["profile"]
    known = Screening.objects.visible_to(request.actor).filter(pk=key).first()
    new = Screening(pk=key, case=case, profile=profile, also=also, screened_by=request.actor.user)
    return known or attempt(form, lambda: gate.perform(new, "begin", by=request.actor))
