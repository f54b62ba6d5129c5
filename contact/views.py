"""The pages of contacts: open them and say why, before calling; add, correct, and mark as no longer safe."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from contact import actions, presenters
from contact.forms import ChangeContactForm, NewContactForm
from contact.models import Contact
from contact.permissions import may_warn
from encryption import keys
from entry.posted import posted
from identification.enums import Scope
from identification.forms import WhyForm
from identification.opening import opened
from identification.permissions import require_writer, writes
from workflow.views import attempt

GET_OR_POST = require_http_methods(["GET", "POST"])


@signed_in
@GET_OR_POST
def case_contacts(request: ActorRequest, number: str) -> HttpResponse:
    """Ask why, then show how the person is reached; the look is in the trail before anything is shown."""
    case = opened(request, number, at_least=Scope.IDENTITY)
    form = WhyForm(posted(request))
    shown = {"case": case, "form": form, "erased": not keys.exist(case.pk), "now": presenters.now_is()}
    shown |= {"may_write": writes(case, request.actor), "may_warn": may_warn(case, request.actor)}
    if form.is_valid() and not shown["erased"]:
        found = actions.open_contacts(case=case, by=request.actor, **form.cleaned_data)
        shown |= {"opened": True, "rows": presenters.rows(found)}
    return render(request, "contact/contacts.html", shown)


@signed_in
@GET_OR_POST
def contact_new(request: ActorRequest, number: str) -> HttpResponse:
    """Write down a way to reach the person. Sending the form twice adds one."""
    case = opened(request, number, at_least=Scope.IDENTITY)
    require_writer(case, request.actor, "contact.add")
    form = NewContactForm(posted(request))
    act = lambda: actions.add_contact(case=case, by=request.actor, **form.cleaned_data)  # noqa: E731
    if (attempt(form, act) if form.is_valid() else None) is not None:
        messages.success(request, _("Saved."))
        return redirect("case_contacts", case.number)
    shown = {"case": case, "form": form, "heading": _("Add a way to reach the person")}
    return render(request, "contact/edit.html", shown, status=409 if form.non_field_errors() else 200)


@signed_in
@GET_OR_POST
def contact(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Correct a way to reach the person. Opening the form is a look."""
    row = Contact.objects.visible_to(request.actor).select_related("case__carrier").get(pk=pk)
    require_writer(row.case, request.actor, "contact.change")
    form = ChangeContactForm.of(row, posted(request))
    record("contact.view", by=request.actor, case_id=row.case_id, target=str(row.pk), reason="edit")
    act = lambda: actions.change_contact(contact=row, by=request.actor, **form.cleaned_data)  # noqa: E731
    if (attempt(form, act) if form.is_valid() else None) is not None:
        messages.success(request, _("Saved."))
        return redirect("case_contacts", row.case.number)
    shown = {"case": row.case, "form": form, "heading": _("A way to reach the person")}
    return render(request, "contact/edit.html", shown, status=409 if form.non_field_errors() else 200)


@signed_in
@require_POST
def contact_unsafe(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Mark a way as no longer safe, at once."""
    row = Contact.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    actions.mark_unsafe(contact=row, by=request.actor)
    messages.success(request, _("Marked: no longer safe. Nobody is shown a way to use it any more."))
    return redirect("case_contacts", row.case.number)
