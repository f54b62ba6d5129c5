"""The pages of the child track: what is done for the child, writing each part of it, and the sealed parts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from children import actions, child_page, forms, presenters
from children.models import AgeAssessment, BestInterestsNote, Guardianship, ProtectionNotice
from entry.posted import posted
from identification.enums import Scope
from identification.models import Case
from identification.opening import opened
from workflow import gate
from workflow.models import Stateful
from workflow.views import StepPage, attempt, step

GUARDIAN_STEPS = {
    "suspect": StepPage(forms.SuspectForm, actions.suspect),
    "end": StepPage(forms.EndForm),
}
AGE_STEPS = {
    "find_child": StepPage(forms.FoundChildForm, actions.find_child),
    "leave_in_doubt": StepPage(forms.InDoubtForm),
    "find_adult": StepPage(forms.FoundAdultForm, actions.find_adult),
    "withdraw": StepPage(),
}


@signed_in
@require_GET
def case_child(request: ActorRequest, number: str) -> HttpResponse:
    """Show what is done for the child, and what is still to be done."""
    case = opened(request, number, at_least=Scope.CASEWORK)
    record("child.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    return render(request, "children/child.html", child_page.shown(case, request.actor))


@signed_in
@require_http_methods(["GET", "POST"])
def guardianship_new(request: ActorRequest, number: str) -> HttpResponse:
    """Write down who acts for the child. Sending the form twice writes one."""
    case = _case(request, number)
    form = forms.GuardianForm(posted(request), case=case)

    def act(key: UUID, **entered: Any) -> Guardianship:
        new = Guardianship(pk=key, case=case, written_by=request.actor.user, **entered)
        return actions.appoint(guardianship=new, by=request.actor)

    return _written(request, Guardianship(case=case), "appoint", form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def note_new(request: ActorRequest, number: str) -> HttpResponse:
    """Note what is best for the child. Sending the form twice writes one note."""
    case = _case(request, number)
    form = forms.NoteForm(posted(request))

    def act(key: UUID, childs_view: str, reason: str, **entered: Any) -> BestInterestsNote:
        new = BestInterestsNote(pk=key, case=case, **entered)
        return actions.write_note(note=new, childs_view=childs_view, reason=reason, by=request.actor)

    return _written(request, BestInterestsNote(case=case), "write", form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def notice_new(request: ActorRequest, number: str) -> HttpResponse:
    """Write down that child protection was told. Sending the form twice writes one notice."""
    case = _case(request, number)
    form = forms.NoticeForm(posted(request), case=case)

    def act(key: UUID, body: str, reference: str, **entered: Any) -> ProtectionNotice:
        new = ProtectionNotice(pk=key, case=case, body=body, reference=reference or None)
        return actions.tell(notice=new, by=request.actor, **entered)

    return _written(request, ProtectionNotice(case=case), "tell", form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def assessment_new(request: ActorRequest, number: str) -> HttpResponse:
    """Ask for an assessment of an age in doubt. Sending the form twice asks once."""
    case = _case(request, number)
    form = forms.AgeForm(posted(request), case=case)

    def act(key: UUID, **entered: Any) -> AgeAssessment:
        new = AgeAssessment(pk=key, case=case)
        return actions.request_assessment(assessment=new, by=request.actor, **entered)

    return _written(request, AgeAssessment(case=case), "request", form, act)


@signed_in
@require_GET
def guardianship(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show who acts for the child, by name, to those who carry the case."""
    row = Guardianship.objects.opened_by(request.actor).select_related("case").get(pk=pk)
    told = presenters.guardian_chip(row), presenters.guardian_facts(row)
    return _opened(request, row, row.get_kind_display(), told, GUARDIAN_STEPS)


@signed_in
@require_http_methods(["GET", "POST"])
def guardianship_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a guardianship, and take it."""
    row = Guardianship.objects.opened_by(request.actor).select_related("case").get(pk=pk)
    heading = row.get_kind_display()
    return step(request, row, name, GUARDIAN_STEPS, heading=heading, back=row.get_absolute_url())


@signed_in
@require_GET
def note(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show a note on the best interests of the child to those who carry the case."""
    row = BestInterestsNote.objects.opened_by(request.actor).select_related("case").get(pk=pk)
    told = presenters.note_chip(row, counts=row.counts), presenters.note_facts(row)
    return _opened(request, row, row.get_about_display(), told, {})


@signed_in
@require_GET
def assessment(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show an age assessment to those who carry the case."""
    row = AgeAssessment.objects.opened_by(request.actor).select_related("case").get(pk=pk)
    told = presenters.assessment_chip(row), presenters.assessment_facts(row)
    return _opened(request, row, _("Age assessment"), told, AGE_STEPS)


@signed_in
@require_http_methods(["GET", "POST"])
def assessment_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of an age assessment, and take it."""
    row = AgeAssessment.objects.opened_by(request.actor).select_related("case").get(pk=pk)
    return step(request, row, name, AGE_STEPS, heading=_("Age assessment"), back=row.get_absolute_url())


def _case(request: ActorRequest, number: str) -> Case:
    return Case.objects.visible_to(request.actor, at_least=Scope.CASEWORK).get(number=number)


def _written(
    request: ActorRequest, new: Any, name: str, form: django_forms.Form, act: Callable[..., Stateful]
) -> HttpResponse:
    """Ask for what begins a record, and begin it; with the same key once."""
    gate.require_permission(new, name, by=request.actor)
    if request.method != "POST":
        gate.require_open(new, name, by=request.actor)
    if form.is_valid():
        known = type(new).objects.opened_by(request.actor).filter(pk=form.cleaned_data["key"], case=new.case)
        if known.exists() or attempt(form, lambda: act(**form.cleaned_data)):
            messages.success(request, _("Written down."))
            return redirect("case_child", new.case.number)
    button = child_page.button_of(new, name)
    shown = {"form": form, "case": new.case, "button": button, "who_answers": child_page.law_of(new)}
    return render(request, "children/new.html", shown, status=409 if form.non_field_errors() else 200)


def _opened(
    request: ActorRequest, row: Any, heading: str, told: tuple[Any, Any], steps: dict[str, StepPage]
) -> HttpResponse:
    opened(request, row.case.number)
    record(f"{row._meta.model_name}.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    offered = gate.offered(row, steps, by=request.actor)
    shown = {"case": row.case, "heading": heading, "chip": told[0], "facts": told[1], "steps": offered}
    shown |= {"part_url": reverse("case_child", args=[row.case.number]), "part_label": _("The child")}
    return render(request, "identification/record.html", shown)
