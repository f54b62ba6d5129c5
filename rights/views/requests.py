"""What a person asks for: the list of a case, writing a wish down, its page and its steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.fresh import fresh_factor_required
from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.posted import posted
from identification.models import Case
from identification.opening import opened
from rights import actions, forms, pages, presenters
from rights.models import Complaint, CopyRequest, Correction, Restriction
from workflow import gate
from workflow.views import StepPage, attempt, step

STEPS = {
    "prepare": StepPage(forms.PrepareForm, actions.prepare),
    "approve": StepPage(forms.ReviewForm),
    "send_back": StepPage(),
    "make_ready": StepPage(forms.ReadyForm, actions.make_ready),
    "give_up_copy": StepPage(),
    "correct": StepPage(forms.ReasonForm),
    "leave": StepPage(forms.ReasonForm),
    "tell_correction": StepPage(),
    "give_up_correction": StepPage(),
    "lift": StepPage(forms.LiftForm, actions.lift),
    "take": StepPage(),
    "reply": StepPage(forms.ReplyForm),
    "tell_answer": StepPage(),
    "give_up_complaint": StepPage(),
}
NEEDS_FRESH = {"make_ready"}
# By the word in the address: the model, its first step, the form, the action and the heading.
NEW: dict[str, tuple[Any, str, Any, Callable[..., Any], Any]] = {
    "copy": (CopyRequest, "ask_copy", forms.AskForm, actions.ask_copy, gettext_lazy("A copy of the file")),
    "correction": (
        *(Correction, "ask_correction", forms.CorrectionForm, actions.ask_correction),
        gettext_lazy("Something is wrong"),
    ),
    "restriction": (
        *(Restriction, "restrict", forms.RestrictionForm, actions.restrict),
        gettext_lazy("Keep something, and do not use it"),
    ),
    "complaint": (Complaint, "make", forms.ComplaintForm, actions.complain, gettext_lazy("A complaint")),
}


@signed_in
@require_GET
def case_rights(request: ActorRequest, number: str) -> HttpResponse:
    """Show what the person asked for, and what they may ask for."""
    case = opened(request, number)
    record("rights.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    return render(request, "rights/case_rights.html", pages.of_case(case, request.actor))


@signed_in
@require_http_methods(["GET", "POST"])
def right_new(request: ActorRequest, number: str, kind: str) -> HttpResponse:
    """Write down what the person asks for. Sending the form twice writes it once."""
    if kind not in NEW:
        raise Http404
    case = Case.objects.visible_to(request.actor).select_related("carrier").get(number=number)
    model, first, form_class, _action, heading = NEW[kind]
    gate.require_permission(model(case=case), first, by=request.actor)
    form = form_class(posted(request), case=case, actor=request.actor)
    if form.is_valid() and (done := _written(request, case, kind, form)):
        messages.success(request, _("Written down."))
        seen = model.objects.visible_to(request.actor).filter(pk=done.pk).exists()
        return redirect(done) if seen else redirect("home")
    shown = {"form": form, "case": case, "heading": heading, "kind": kind}
    return render(request, "rights/new.html", shown, status=409 if form.non_field_errors() else 200)


@signed_in
@require_GET
def right(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show one wish, where it stands, and what may be done; of a copy that is reviewed, the file."""
    found = _found(request, pk)
    case = opened(request, found.case.number)
    shown = pages.of_one(found, case, request.actor, STEPS)
    for kind in shown["looks"]:
        record(kind, by=request.actor, case_id=case.pk, target=str(pk))
    for merged in shown["reads_too"]:
        record("copyfile.view", by=request.actor, case_id=merged, target=str(pk))
    return render(request, "rights/right.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def right_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a wish, and take it; what hands a file out needs a fresh factor."""
    return (_fresh_step if name in NEEDS_FRESH else _step)(request, pk, name)


def _step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    found = _found(request, pk)
    own = {one: STEPS[one] for one in STEPS if one in pages.names_of(type(found))}
    return step(request, found, name, own, heading=presenters.what(found), back=found.get_absolute_url())


@fresh_factor_required
def _fresh_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    return _step(request, pk, name)


def _written(request: ActorRequest, case: Case, kind: str, form: Any) -> Any:
    """Return what was written down with the form's key, now or when it was sent before."""
    model, _first, _form, action, _heading = NEW[kind]
    before = model.objects.visible_to(request.actor).filter(pk=form.cleaned_data["key"], case=case).first()
    return before or attempt(form, lambda: action(case=case, by=request.actor, **form.cleaned_data))


def _found(request: ActorRequest, pk: UUID) -> Any:
    """Return the wish with this id among those that the actor may see; DoesNotExist where there is none."""
    for model in presenters.KINDS[1:]:
        rows = presenters.visible(model, request.actor).filter(pk=pk)
        if row := rows.select_related("case__carrier").first():
            return row
    return CopyRequest.objects.visible_to(request.actor).select_related("case__carrier").get(pk=pk)
