"""The pages of legal matters: open, look, take the next step, keep the deadlines."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.posted import posted
from identification.models import Case
from legal_aid import actions, forms, presenters
from legal_aid.models import Deadline, Matter
from referral.models import Referral
from workflow import gate
from workflow.views import StepPage, attempt, step

STEPS = {
    "assign": StepPage(forms.LawyerForm),
    "start": StepPage(),
    "decide": StepPage(forms.DecideForm),
    "resume": StepPage(forms.ResumeForm),
    "write_notes": StepPage(forms.NotesForm),
    "note_police_contact": StepPage(forms.PoliceForm),
    "close": StepPage(),
    "halt": StepPage(forms.HaltForm),
}
# Their addresses are the deadlines' own.
DEADLINE_STEPS = {"add_deadline": StepPage(forms.DeadlineForm, actions.add_deadline)}
RELATED = ("case", "organisation", "lawyer")
MOST_LISTED = 100


@signed_in
@require_GET
def matter(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show one matter: where it stands, its deadlines, and what may be done now."""
    row = Matter.objects.visible_to(request.actor).select_related(*RELATED).get(pk=pk)
    record("matter.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    shown = {
        "matter": row,
        "chip": presenters.chip(row),
        "facts": presenters.facts(row),
        "notes": presenters.notes_for(row, request.actor),
        "steps": gate.offered(row, STEPS, by=request.actor),
        "deadlines": row.deadlines.all()[:MOST_LISTED],
        "keeps_deadlines": not gate.refusals(row, "add_deadline", by=request.actor),
        "sees_case": row.case.is_visible_to(request.actor),
    }
    return render(request, "legal_aid/matter.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def matter_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a matter, and take it."""
    row = Matter.objects.visible_to(request.actor).select_related(*RELATED).get(pk=pk)
    if name == "write_notes":  # its form shows the notes
        record("matter.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    return step(request, row, name, STEPS, heading=row.get_kind_display(), back=row.get_absolute_url())


@signed_in
@require_http_methods(["GET", "POST"])
def matter_open(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Open a matter on a referral; sending the form twice opens one."""
    referral = Referral.objects.visible_to(request.actor).select_related("case", "recipient").get(pk=pk)
    gate.require_permission(Matter.on(referral), "open", by=request.actor)
    form = forms.OpenForm(posted(request))
    row = _opened(request, referral, form) if form.is_valid() else None
    status = 409 if form.non_field_errors() else 200
    shown = {"form": form, "referral": referral}
    return redirect(row) if row else render(request, "legal_aid/open.html", shown, status=status)


@signed_in
@require_GET
def case_matters(request: ActorRequest, number: str) -> HttpResponse:
    """Show every legal matter of a case."""
    case = Case.objects.visible_to(request.actor).get(number=number)
    rows = Matter.objects.visible_to(request.actor).filter(case=case).select_related("organisation")
    listed = [(row, presenters.chip(row)) for row in rows.order_by("-status_since")[:MOST_LISTED]]
    record("matter.list", by=request.actor, case_id=case.pk, ids=[row.pk for row, _chip in listed])
    return render(request, "legal_aid/case_matters.html", {"case": case, "rows": listed})


@signed_in
@require_http_methods(["GET", "POST"])
def matter_deadlines(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add a deadline to a matter."""
    row = Matter.objects.visible_to(request.actor).select_related(*RELATED).get(pk=pk)
    words = {"heading": row.get_kind_display(), "back": row.get_absolute_url()}
    return step(request, row, "add_deadline", DEADLINE_STEPS, **words)


@signed_in
@require_POST
def deadline_done(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Mark a deadline as done."""
    row = Deadline.objects.visible_to(request.actor).select_related("matter").get(pk=pk)
    actions.mark_deadline_done(deadline=row, by=request.actor)
    return redirect(row.matter)


def _opened(request: ActorRequest, referral: Referral, form: forms.OpenForm) -> Matter | None:
    """Return the matter with the form's key, opened now unless it is there already."""
    entered = dict(form.cleaned_data)
    key, notes = entered.pop("key"), entered.pop("notes") or None
    known = Matter.objects.visible_to(request.actor).filter(pk=key).first()
    new = Matter.on(referral, pk=key, notes=notes, **entered)
    return known or attempt(form, lambda: gate.perform(new, "open", by=request.actor))
