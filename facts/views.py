"""The pages of what happened: the overview, each part of it, the parts of the story, and who is alleged."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from encryption import keys
from entry.posted import posted
from facts import actions, forms, presenters
from facts.models import AllegedExploiter, CaseFacts, TraffickingEvent, party_reads, reads
from identification.enums import Scope
from identification.models import Case
from identification.opening import opened
from identification.permissions import require_writer, writes
from identification.signals import statements
from workflow.views import attempt


@signed_in
@require_GET
def case_facts(request: ActorRequest, number: str) -> HttpResponse:
    """Show what is known of what happened, in plain words. The names of who is alleged are a page further."""
    case = _opened(request, number, reads(request.actor, case="pk"))
    # What was sealed opens no more once the person wanted nothing from us.
    readable = keys.exist(case.pk)
    facts = CaseFacts.objects.visible_to(request.actor).filter(case=case).first() if readable else None
    events = list(TraffickingEvent.objects.visible_to(request.actor).filter(case=case)) if readable else []
    is_party = Case.objects.visible_to(request.actor).filter(
        party_reads(request.actor, case="pk"), pk=case.pk
    )
    record("facts.view", by=request.actor, case_id=case.pk, ids=[one.pk for one in events])
    shown = {
        "case": case,
        "erased": not readable,
        "statements": statements(case, "happened"),
        "parts": presenters.parts(case, facts),
        "moments": presenters.moments(events),
        "may_write": writes(case, request.actor),
        "is_party": is_party.exists(),
    }
    return render(request, "facts/overview.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def facts_part(request: ActorRequest, number: str, part: str) -> HttpResponse:
    """Write down one part of the facts. Opening the form is a look."""
    case = _opened(request, number, reads(request.actor, case="pk"))
    if part not in forms.PARTS:
        raise Http404
    require_writer(case, request.actor, "facts.record")
    title, form_class = forms.PARTS[part]
    known = CaseFacts.objects.visible_to(request.actor).filter(case=case).first() or CaseFacts(case=case)
    form = form_class.of(known, posted(request))
    record("facts.view", by=request.actor, case_id=case.pk, part=part)
    saved = _saved(form, lambda told: actions.record_facts(case=case, by=request.actor, **told))
    return _answer(request, saved, form, case, str(title), "case_facts")


@signed_in
@require_http_methods(["GET", "POST"])
def event_new(request: ActorRequest, number: str) -> HttpResponse:
    """Add a part of the story. Sending the form twice adds one."""
    case = _opened(request, number, reads(request.actor, case="pk"))
    require_writer(case, request.actor, "happening.add")
    last = TraffickingEvent.objects.visible_to(request.actor).filter(case=case).last()
    form = forms.NewEventForm(posted(request), initial={"order": last.order + 1 if last else 1})
    saved = _saved(form, lambda told: actions.add_event(case=case, by=request.actor, **told))
    return _answer(request, saved, form, case, _("Add a part of the story"), "case_facts")


@signed_in
@require_http_methods(["GET", "POST"])
def event(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Correct a part of the story. Opening it is a look."""
    row = TraffickingEvent.objects.visible_to(request.actor).select_related("case__carrier").get(pk=pk)
    require_writer(row.case, request.actor, "happening.change")
    form = forms.ChangeEventForm.of(row, posted(request))
    record("happening.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    saved = _saved(form, lambda told: actions.change_event(event=row, by=request.actor, **told))
    return _answer(request, saved, form, row.case, _("A part of the story"), "case_facts")


@signed_in
@require_GET
def case_exploiters(request: ActorRequest, number: str) -> HttpResponse:
    """Show who is alleged, to those who carry the case or decide on it; which of them stopped a stay, to the first."""
    case = _opened(request, number, party_reads(request.actor, case="pk"))
    readable = keys.exist(case.pk)
    rows = list(AllegedExploiter.objects.visible_to(request.actor).filter(case=case)) if readable else []
    record("exploiter.list", by=request.actor, case_id=case.pk, ids=[one.pk for one in rows])
    is_told = readable and request.actor.is_of(case.carrier_id)
    agreed = presenters.agreed(case) if is_told else presenters.Agreed()
    shown = {
        "case": case,
        "erased": not readable,
        "rows": presenters.alleged(rows, agreed),
        "stopped_by_none": agreed.stopped.get(None, []),
        "stopped_by_one": agreed.stopped.get(presenters.ONE, []),
        "one_lives_there": agreed.found.get(presenters.ONE, ""),
        "may_write": writes(case, request.actor),
    }
    return render(request, "facts/exploiters.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def exploiter_new(request: ActorRequest, number: str) -> HttpResponse:
    """Write down somebody who is alleged. Sending the form twice adds one."""
    case = _opened(request, number, party_reads(request.actor, case="pk"))
    require_writer(case, request.actor, "exploiter.add")
    form = forms.NewExploiterForm(posted(request))
    saved = _saved(form, lambda told: actions.add_exploiter(case=case, by=request.actor, **told))
    return _answer(request, saved, form, case, _("Add an alleged exploiter"), "case_exploiters")


@signed_in
@require_http_methods(["GET", "POST"])
def exploiter(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Correct what is known of somebody alleged. Opening it is a look."""
    row = AllegedExploiter.objects.visible_to(request.actor).select_related("case__carrier").get(pk=pk)
    require_writer(row.case, request.actor, "exploiter.change")
    form = forms.ChangeExploiterForm.of(row, posted(request))
    record("exploiter.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    saved = _saved(form, lambda told: actions.change_exploiter(exploiter=row, by=request.actor, **told))
    return _answer(request, saved, form, row.case, _("An alleged exploiter"), "case_exploiters")


def _opened(request: ActorRequest, number: str, condition: Q) -> Case:
    """Return the case, counted for the day, where the actor reads so much of what happened; else it is not there."""
    Case.objects.visible_to(request.actor).filter(condition).only("pk").get(number=number)
    return opened(request, number, at_least=Scope.CASEWORK)


def _saved(form: forms.PartForm, act: Callable[[dict[str, Any]], Any]) -> Any:
    return attempt(form, lambda: act(form.cleaned_data)) if form.is_valid() else None


def _answer(
    request: ActorRequest, saved: Any, form: forms.PartForm, case: Case, heading: str, back: str
) -> HttpResponse:
    """Go back to the list once it is saved, else ask again with all that was typed."""
    if saved:
        messages.success(request, _("Saved."))
        return redirect(back, case.number)
    shown = {"form": form, "case": case, "heading": heading, "back": back}
    return render(request, "facts/edit.html", shown, status=409 if form.non_field_errors() else 200)
