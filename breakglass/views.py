"""The pages of looks in an emergency: begin, end, review."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.fresh import fresh_factor_required
from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from breakglass import actions, forms, presenters
from breakglass.enums import BreakGlassStatus
from breakglass.models import BreakGlass
from breakglass.permissions import require_reviewer
from entry.posted import posted
from workflow import gate
from workflow.views import StepPage, attempt, step

STEPS = {
    "end": StepPage(action=actions.end),
    "justify": StepPage(forms.FindingForm),
    "find_abuse": StepPage(forms.AbuseForm),
}
MOST_LISTED = 100


@signed_in
@require_http_methods(["GET", "POST"])
def glass_break(request: ActorRequest) -> HttpResponse:
    """Look in an emergency: for those who have the right, once they proved a moment ago who they are."""
    new = BreakGlass(user=request.actor.user, organisation=request.actor.organisation)
    gate.require_permission(new, "begin", by=request.actor)
    gate.require_open(new, "begin", by=request.actor)
    return _break(request)


@fresh_factor_required
def _break(request: ActorRequest) -> HttpResponse:
    form = forms.BreakGlassForm(posted(request))
    begun = _begun(request, form) if form.is_valid() else None
    if begun:
        messages.warning(request, _("You see this case for one hour. Its owners were told."))
        return redirect(begun.case)
    status = 409 if form.non_field_errors() else 200
    return render(request, "breakglass/break.html", {"form": form}, status=status)


def _begun(request: ActorRequest, form: forms.BreakGlassForm) -> BreakGlass | None:
    return attempt(form, lambda: actions.break_glass(by=request.actor, **form.cleaned_data))


@signed_in
@require_POST
def glass_end(request: ActorRequest, number: str) -> HttpResponse:
    """End one's own look at a case now."""
    mine = BreakGlass.objects.visible_to(request.actor).filter(user=request.actor.user)
    actions.end(breakglass=mine.get(case__number=number, status=BreakGlassStatus.OPEN), by=request.actor)
    messages.success(request, _("You no longer see this case."))
    return redirect("home")


@signed_in
@require_GET
def glass_reviews(request: ActorRequest) -> HttpResponse:
    """Show an overseer the looks that wait for a review, overdue ones first, and those that had theirs."""
    require_reviewer(request.actor)
    rows = BreakGlass.objects.for_review_by(request.actor).select_related("case", "user", "organisation")
    open_ones = list(rows.to_review().order_by("review_due")[:MOST_LISTED])
    done = rows.exclude(status__in=presenters.TO_REVIEW).order_by("-status_since")[:MOST_LISTED]
    record("breakglass.list", by=request.actor, ids=[one.pk for one in open_ones])
    shown = {
        "waiting": [(one, presenters.chip(one)) for one in open_ones],
        "done": [(one, presenters.chip(one)) for one in done],
        "suspended": presenters.suspended(open_ones),
    }
    return render(request, "breakglass/reviews.html", shown)


@signed_in
@require_GET
def glass(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show one look: who, why, what they looked at, and what may be done now."""
    related = ("case", "user", "organisation", "reviewed_by")
    row = BreakGlass.objects.visible_to(request.actor).select_related(*related).get(pk=pk)
    record("breakglass.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    shown = {
        "glass": row,
        "chip": presenters.chip(row),
        "facts": presenters.facts(row),
        "lines": [(line, None) for line in presenters.looked_at(row)],
        "steps": gate.offered(row, STEPS, by=request.actor),
    }
    return render(request, "breakglass/glass.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def glass_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a look, and take it."""
    row = BreakGlass.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    return step(request, row, name, STEPS, heading=row.case.number, back=row.get_absolute_url())
