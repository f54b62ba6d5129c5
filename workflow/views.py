"""One page for every step of every workflow: GET asks, POST does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.requests import ActorRequest
from entry.posted import posted
from workflow import gate, steps
from workflow.forms import StepForm
from workflow.models import Stateful
from workflow.refusal import Refused

Result = TypeVar("Result")


@dataclass(frozen=True)
class StepPage:
    """How a step is asked for and done: its form, and its action where more happens than the step itself."""

    form: type[StepForm] = StepForm
    action: Callable[..., Any] | None = None


StepPages = Mapping[str, StepPage]


def step(
    request: ActorRequest, record: Stateful, name: str, pages: StepPages, *, heading: str, back: str
) -> HttpResponse:
    """Show the form of a step and take it.

    Refused before anything is typed: 403 or 409 by the middleware. Refused after: the reasons
    above the form, with all that was typed, and 409.
    """
    if name not in pages:
        raise Http404
    gate.require_permission(record, name, by=request.actor)
    if request.method != "POST":
        gate.require_open(record, name, by=request.actor)
    form = pages[name].form(posted(request), record=record, actor=request.actor)
    done = _take(request, record, name, pages[name], form) if form.is_valid() else None
    if done is not None:
        return redirect(done)
    words = steps.named(type(record), name)[0].custom
    shown = {"form": form, "words": words, "record": record, "heading": heading, "back": back}
    return render(request, "workflow/step.html", shown, status=409 if form.non_field_errors() else 200)


def attempt(form: forms.Form, act: Callable[[], Result]) -> Result | None:
    """Return what the act returns, or None with the gate's reasons above the form, so that nothing typed is lost.

    Who has no permission, or could have entered nothing else, gets the refusal's own page.
    """
    try:
        return act()
    except Refused as refused:
        if refused.is_about_permission or not form.fields:
            raise
        form.add_error(None, refused.sentences)
        return None
    except IntegrityError:
        # Sent twice at the same moment: the other one won.
        form.add_error(None, _("This was sent twice. Look whether it is there before you send it again."))
        return None


def _take(request: ActorRequest, record: Stateful, name: str, page: StepPage, form: StepForm) -> Any:
    """Return the record after the step, or None with the reasons in the form."""
    subject = {str(record._meta.model_name): record}
    entered, before = form.cleaned_data, record.status
    if page.action is None:
        row = attempt(form, lambda: gate.perform(record, name, by=request.actor, **entered))
    else:
        action = page.action
        row = attempt(form, lambda: action(**subject, **entered, by=request.actor))
    if row is not None:
        moved = _("Done: the state is now “%(state)s”.") % {"state": row.get_status_display()}
        messages.success(request, moved if row.status != before else _("Saved."))
    return row
