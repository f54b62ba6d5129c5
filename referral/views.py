"""The pages of referrals: write, send, receive, answer; and the service directory."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import roles
from accounts.actors import Actor
from accounts.enums import ServiceKind
from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.posted import posted
from identification import jurisdictions
from identification.models import Case
from referral import actions, forms, presenters
from referral.enums import ANSWERED, ReferralStatus
from referral.models import Referral, Service
from workflow import gate
from workflow.views import StepPage, attempt, step

STEPS = {
    "send": StepPage(forms.SendForm, actions.send),
    "rewrite": StepPage(forms.RewriteForm),
    "discard": StepPage(forms.DiscardForm),
    "receive": StepPage(),
    "accept": StepPage(forms.AcceptForm, actions.accept),
    "start": StepPage(),
    "complete": StepPage(forms.CompleteForm, actions.complete),
    "miss": StepPage(action=actions.miss),
    "decline": StepPage(forms.DeclineForm, actions.decline),
    "revoke": StepPage(forms.RevokeForm, actions.revoke),
}
MOST_LISTED = 100


@signed_in
@require_GET
def inbox(request: ActorRequest) -> HttpResponse:
    """Show the referrals that the acting organisation received, those without an answer first."""
    received = Referral.objects.readable_by_recipient(request.actor).select_related("case", "sender")
    rows = list(received.unanswered_first().with_sight(request.actor)[:MOST_LISTED])
    record("referral.list", by=request.actor, ids=[row.pk for row in rows])
    shown = {"rows": [(row, presenters.chip(row)) for row in rows]}
    return render(request, "referral/inbox.html", shown)


@signed_in
@require_GET
def referral(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show one referral; a recipient who sees it for the first time has received it."""
    row = Referral.objects.visible_to(request.actor).select_related("case", "sender", "recipient").get(pk=pk)
    if row.status == ReferralStatus.SENT and not gate.refusals(row, "receive", by=request.actor):
        row = gate.perform(row, "receive", by=request.actor)
    record("referral.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    is_recipient = request.actor.is_of(row.recipient_id)
    is_over = is_recipient and row.status in ANSWERED
    sees_case = row.case.is_visible_to(request.actor)
    begins = presenters.beginnings(row, request.actor) if sees_case else []
    shown = {
        "referral": row,
        "chip": presenters.chip(row),
        "summary": presenters.outcome_only(row) if is_over else presenters.summary(row),
        "missing": presenters.missing_in(row, request.actor),
        "note": presenters.note_for(row, is_recipient=is_recipient),
        "steps": [*begins, *gate.offered(row, STEPS, by=request.actor)],
        "sees_case": sees_case,
        "sees_identity": presenters.sees_identity(row, request.actor),
        "is_recipient": is_recipient,
    }
    return render(request, "referral/referral.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def referral_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a referral, and take it."""
    row = (
        Referral.objects.visible_to(request.actor).select_related("case", "service__organisation").get(pk=pk)
    )
    heading = row.get_kind_display()
    return step(request, row, name, STEPS, heading=heading, back=row.get_absolute_url())


@signed_in
@require_GET
def case_referrals(request: ActorRequest, number: str) -> HttpResponse:
    """Show every referral of a case."""
    case = Case.objects.visible_to(request.actor).get(number=number)
    rows = Referral.objects.visible_to(request.actor).filter(case=case).select_related("recipient")
    listed = [(row, presenters.chip(row)) for row in rows.order_by("-status_since")[:MOST_LISTED]]
    record("referral.list", by=request.actor, case_id=case.pk, ids=[row.pk for row, _chip in listed])
    may_refer = not gate.not_permitted(_passing_on(case), "draft", by=request.actor)
    shown = {"case": case, "rows": listed, "may_refer": may_refer}
    return render(request, "referral/case_referrals.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def referral_new(request: ActorRequest, number: str) -> HttpResponse:
    """Write a referral; sending the form twice writes one."""
    case = Case.objects.visible_to(request.actor).get(number=number)
    gate.require_permission(_passing_on(case), "draft", by=request.actor)
    form = forms.ReferralForm(posted(request), case=case, kinds=_kinds_for(request.actor))
    row = _written(request, case, form) if form.is_valid() else None
    if row:
        return redirect(row)
    status = 409 if form.non_field_errors() else 200
    return render(request, "referral/new.html", {"form": form, "case": case}, status=status)


@signed_in
@require_GET
def services(request: ActorRequest) -> HttpResponse:
    """Show the service directory: what, by whom, for whom. No addresses."""
    listed = Service.objects.select_related("organisation")
    rows = [(row, jurisdictions.name_of(row.organisation.country)) for row in listed]
    own = set(Service.objects.answered_by(request.actor))
    record("service.list", by=request.actor)
    return render(request, "referral/services.html", {"rows": rows, "own": own})


@signed_in
@require_POST
def service_switch(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Pause one's own service, or offer it again, as the button said: pressed twice, it is pressed once."""
    service = Service.objects.answered_by(request.actor).get(pk=pk)
    is_active = request.POST.get("is_active") == "yes"
    actions.set_service_active(service=service, is_active=is_active, by=request.actor)
    return redirect("services")


def _passing_on(case: Case) -> Referral:
    """The referral that the most people may write: whoever may not write this one may write none."""
    return Referral(case=case, kind=ServiceKind.CASE_MANAGEMENT)


def _written(request: ActorRequest, case: Case, form: forms.ReferralForm) -> Referral | None:
    """Return the referral with the form's key, written now unless it is there already."""
    entered = dict(form.cleaned_data)
    key, service = entered.pop("key"), entered.pop("service")
    known = Referral.objects.visible_to(request.actor).filter(pk=key).first()
    new = Referral.to(service, case, pk=key, **entered)
    return known or attempt(form, lambda: gate.perform(new, "draft", by=request.actor))


def _kinds_for(actor: Actor) -> list[str] | None:
    """A first responder passes cases on and refers to nothing else."""
    return None if actor.has(roles.CASE_MANAGER) else forms.PASSING_ON
