"""Letting somebody open more cases than one person may on one day."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from entry.posted import posted
from identification import actions, forms
from identification.models import DailyOpenings
from identification.permissions import require_other_supervisor


@signed_in
@require_http_methods(["GET", "POST"])
def lift(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask a supervisor why, and let the person go on for the rest of the day."""
    day = DailyOpenings.objects.visible_to(request.actor).waiting().select_related("user").get(pk=pk)
    require_other_supervisor(day, request.actor)
    form = forms.LiftForm(posted(request))
    if form.is_valid():
        actions.lift_stop(openings=day, by=request.actor, **form.cleaned_data)
        messages.success(request, _("They may open more cases until the end of the day."))
        return redirect("alerts")
    return render(request, "identification/lift.html", {"form": form, "day": day})
