"""The pages of shelters: the board, a stay and its steps, asking for a bed, the stays of a case."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.posted import posted
from identification.models import Case
from referral.models import Referral
from shelters import actions, forms, presenters
from shelters.board import board
from shelters.models import Placement, Shelter
from shelters.models.placement import PlacementQuerySet
from workflow import gate
from workflow.views import StepPage, attempt, step

STEPS = {
    "reserve": StepPage(forms.ReserveForm, actions.reserve),
    "admit": StepPage(forms.AdmitForm, actions.admit),
    "refuse": StepPage(forms.RefuseForm, actions.refuse),
    "ask_extension": StepPage(forms.ExtensionForm, actions.ask_extension),
    "agree_extension": StepPage(action=actions.agree_extension),
    "refuse_extension": StepPage(),
    "ask_transfer": StepPage(forms.TransferForm),
    "exit": StepPage(forms.ExitForm, actions.move_on),
    "leave": StepPage(forms.LeaveForm, actions.leave),
}
MOST_LISTED = 100


@signed_in
@require_GET
def shelter_board(request: ActorRequest) -> HttpResponse:
    """Show one's own shelter: beds, arrivals, requests, and stays past their last day."""
    shelter = Shelter.objects.visible_to(request.actor).select_related("organisation").get()
    shown = board(shelter, request.actor)
    record("placement.list", by=request.actor, ids=shown.ids)
    return render(request, "shelters/board.html", {"shelter": shelter, "board": shown})


@signed_in
@require_GET
def placement(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show one stay; a shelter that may not see the case is shown its duty of care alone."""
    row = _placements(request).get(pk=pk)
    record("placement.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    shown = presenters.shown(row, request.actor)
    steps = gate.offered(row, STEPS, by=request.actor)
    return render(
        request, "shelters/placement.html", {"shown": shown, "since": row.status_since, "steps": steps}
    )


@signed_in
@require_http_methods(["GET", "POST"])
def placement_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a stay, and take it."""
    row = _placements(request).get(pk=pk)
    heading = presenters.shown(row, request.actor).name
    return step(request, row, name, STEPS, heading=heading, back=row.get_absolute_url())


@signed_in
@require_http_methods(["GET", "POST"])
def placement_request(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask for a bed on an accepted referral; sending the form twice asks once."""
    referral = Referral.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    new = Placement.of(referral)
    gate.require_permission(new, "request", by=request.actor)
    form = forms.RequestForm(posted(request), shelter=new.shelter)
    row = _requested(request, referral, form) if form.is_valid() else None
    shown = {"form": form, "referral": referral, "shelter": new.shelter}
    status = 409 if form.non_field_errors() else 200
    return redirect(row) if row else render(request, "shelters/request.html", shown, status=status)


@signed_in
@require_GET
def case_placements(request: ActorRequest, number: str) -> HttpResponse:
    """Show the stays of a case."""
    case = Case.objects.visible_to(request.actor).get(number=number)
    rows = list(
        _placements(request).filter(case=case).with_sight(request.actor).order_by("-starts")[:MOST_LISTED]
    )
    record("placement.list", by=request.actor, case_id=case.pk, ids=[row.pk for row in rows])
    return render(request, "shelters/case_placements.html", {"case": case, "rows": presenters.lines(rows)})


def _placements(request: ActorRequest) -> PlacementQuerySet:
    return Placement.objects.visible_to(request.actor).select_related("case", "bed", "shelter__organisation")


def _requested(request: ActorRequest, referral: Referral, form: forms.RequestForm) -> Placement | None:
    """Return the stay with the form's key, asked for now unless it is there already."""
    entered = dict(form.cleaned_data)
    nights = {"starts": entered.pop("starts"), "ends": entered.pop("ends")}
    known = Placement.objects.visible_to(request.actor).filter(pk=entered["key"]).first()
    new = Placement.of(referral, pk=entered.pop("key"), **entered)
    return known or attempt(form, lambda: actions.request(placement=new, **nights, by=request.actor))
