"""The pages of documents: list, add, look, take a copy, take the next step."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from documents import actions, forms, leaving, presenters
from documents.models import Document
from entry.files.handlers import takes_files
from entry.posted import posted
from identification.enums import Scope
from identification.models import Case
from workflow import gate
from workflow.views import StepPage, attempt, step

STEPS = {
    "start_scan": StepPage(action=actions.scan),
    "withdraw": StepPage(forms.WithdrawForm),
}
KILOBYTE = 1024


@signed_in
@require_GET
def case_documents(request: ActorRequest, number: str) -> HttpResponse:
    """Show the documents of a case, without their names."""
    case = Case.objects.visible_to(request.actor, at_least=Scope.CASEWORK).get(number=number)
    rows = Document.objects.visible_to(request.actor).filter(case=case).order_by("-added_at")
    listed = [(row, presenters.chip(row)) for row in rows]
    record("document.list", by=request.actor, case_id=case.pk, ids=[row.pk for row, _chip in listed])
    may_add = not gate.not_permitted(Document(case=case), "receive", by=request.actor)
    return render(
        request, "documents/case_documents.html", {"case": case, "rows": listed, "may_add": may_add}
    )


@signed_in
@takes_files
@require_http_methods(["GET", "POST"])
def document_new(request: ActorRequest, number: str) -> HttpResponse:
    """Add a document: it is looked at, sealed, and then checked. Sending the form twice adds one."""
    case = Case.objects.visible_to(request.actor, at_least=Scope.CASEWORK).get(number=number)
    new = Document(case=case, added_by=request.actor.user)
    gate.require_permission(new, "receive", by=request.actor)
    if request.method != "POST":
        gate.require_open(new, "receive", by=request.actor)
    form = forms.AddForm(posted(request), request.FILES or None)
    row = _added(request, new, form) if form.is_valid() else None
    if row is None:
        shown = {"form": form, "case": case, "about_scanner": presenters.about_scanner()}
        return render(request, "documents/new.html", shown, status=409 if form.non_field_errors() else 200)
    messages.info(request, _("Added: “%(state)s”.") % {"state": row.get_status_display()})
    return redirect(row)


@signed_in
@require_GET
def document(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show what is known of a document, its name and note among it, and what may be done."""
    row = Document.objects.visible_to(request.actor).select_related("case", "added_by").get(pk=pk)
    record("document.look", by=request.actor, case_id=row.case_id, target=str(row.pk))
    names = STEPS if row.scanned_at is None else ["withdraw"]
    shown = {
        "document": row,
        "chip": presenters.chip(row),
        "facts": presenters.facts(row),
        "steps": gate.offered(row, names, by=request.actor),
    }
    return render(request, "documents/document.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def document_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a document, and take it."""
    row = Document.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    return step(request, row, name, STEPS, heading=row.get_kind_display(), back=row.get_absolute_url())


@signed_in
@require_GET
def document_file(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Hand out a copy: all of it was authenticated first, and it is never shown inside a page of ours."""
    row = Document.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    return leaving.copy(row, by=request.actor)


def _added(request: ActorRequest, new: Document, form: forms.AddForm) -> Document | None:
    """Return the document with the form's key, received and checked now unless it is there already."""
    entered = form.cleaned_data
    kind_of_file, content, name = entered["chosen"]
    if known := Document.objects.visible_to(request.actor).filter(pk=entered["key"]).first():
        return known
    new.pk, new.kind, new.type = entered["key"], entered["kind"], kind_of_file
    new.name, new.note = name or None, entered["note"] or None
    new.kilobytes = -(-len(content) // KILOBYTE)
    row = attempt(form, lambda: actions.receive(document=new, content=content, by=request.actor))
    return row and actions.scan(document=row, by=request.actor)
