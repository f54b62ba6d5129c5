"""The pages of returns: explore, look, take the next step."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.posted import posted
from identification.models import Case
from referral.models import Referral
from repatriation import forms, presenters
from repatriation.enums import ReturnStatus
from repatriation.models import Return
from workflow import gate
from workflow.views import StepPage, attempt, step

STEPS = {
    "consent": StepPage(forms.WishForm),
    "assess_risk": StepPage(forms.RiskForm),
    "join_assessment": StepPage(forms.JoinForm),
    "clear": StepPage(forms.ClearForm),
    "start_documents": StepPage(),
    "confirm_receiving": StepPage(forms.ConfirmForm),
    "schedule": StepPage(forms.ScheduleForm),
    "depart": StepPage(forms.DepartForm),
    "hand_over": StepPage(forms.HandOverForm),
    "monitor": StepPage(),
    "complete": StepPage(forms.FinishForm),
    "reassess": StepPage(forms.RiskForm),
    "name_receiver": StepPage(forms.ReceiverForm),
    "withdraw": StepPage(forms.WithdrawForm),
    "fail": StepPage(forms.FailForm),
    "declare_not_safe": StepPage(forms.NotSafeForm),
}
RELATED = ("case", "organisation", "receiving_organisation")
ASSESSORS = ("risk_assessed_by_manager", "risk_assessed_by_counsel", "cleared_by")
MOST_LISTED = 100


@signed_in
@require_GET
def return_page(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show one return: where it stands, the risk, and what may be done now."""
    row = Return.objects.visible_to(request.actor).select_related(*RELATED, *ASSESSORS).get(pk=pk)
    record("return.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    shown = {
        "record": row,
        "chip": presenters.chip(row),
        "facts": presenters.facts(row),
        "assessment": presenters.assessment(row, request.actor),
        "wish": presenters.wish_for(row, request.actor),
        "steps": gate.offered(row, STEPS, by=request.actor),
        "sees_case": row.case.is_visible_to(request.actor),
        "is_monitored": row.status == ReturnStatus.MONITORING,
    }
    return render(request, "repatriation/return.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def return_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a return, and take it."""
    row = Return.objects.visible_to(request.actor).select_related(*RELATED).get(pk=pk)
    return step(request, row, name, STEPS, heading=_("Return"), back=row.get_absolute_url())


@signed_in
@require_http_methods(["GET", "POST"])
def return_explore(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Begin to explore a return on a referral; sending the form twice begins one."""
    referral = Referral.objects.visible_to(request.actor).select_related("case", "recipient").get(pk=pk)
    gate.require_permission(Return.on(referral), "explore", by=request.actor)
    form = forms.ExploreForm(posted(request))
    row = _explored(request, referral, form) if form.is_valid() else None
    status = 409 if form.non_field_errors() else 200
    shown = {"form": form, "referral": referral}
    return redirect(row) if row else render(request, "repatriation/explore.html", shown, status=status)


@signed_in
@require_GET
def case_returns(request: ActorRequest, number: str) -> HttpResponse:
    """Show every return of a case."""
    case = Case.objects.visible_to(request.actor).get(number=number)
    rows = Return.objects.visible_to(request.actor).filter(case=case).select_related("organisation")
    listed = [(row, presenters.chip(row)) for row in rows.order_by("-status_since")[:MOST_LISTED]]
    record("return.list", by=request.actor, case_id=case.pk, ids=[row.pk for row, _chip in listed])
    return render(request, "repatriation/case_returns.html", {"case": case, "rows": listed})


def _explored(request: ActorRequest, referral: Referral, form: forms.ExploreForm) -> Return | None:
    """Return what has the form's key, explored now unless it is there already."""
    key, country = form.cleaned_data["key"], form.cleaned_data["destination_country"]
    known = Return.objects.visible_to(request.actor).filter(pk=key).first()
    new = Return.on(referral, pk=key, destination_country=country)
    return known or attempt(form, lambda: gate.perform(new, "explore", by=request.actor))
