"""The pages of keeping and erasing: a case's own, what is due, the rules, and letting somebody go."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts import roles
from accounts.fresh import fresh_factor_required
from accounts.policy import only_for, signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.posted import posted
from identification import jurisdictions
from identification.enums import Scope
from identification.models import Case
from identification.opening import opened
from papers.languages import choice_for
from retention import actions, forms, leaving, pages, presenters
from retention.models import Erasure, LegalHold, Proposal, RefusalNotice
from retention.schedule import rules
from workflow import gate
from workflow.views import StepPage, attempt, step

HOLD_STEPS = {"lift": StepPage(forms.LiftForm, actions.lift)}
ERASURE_STEPS = {
    "approve": StepPage(forms.ApproveErasureForm, actions.approve_erasure),
    "refuse": StepPage(forms.RefuseErasureForm),
    "take_back": StepPage(),
}
PROPOSAL_STEPS = {"agree": StepPage(forms.ApproveProposalForm), "put_off": StepPage(forms.PutOffForm)}


@signed_in
@require_GET
def case_keeping(request: ActorRequest, number: str) -> HttpResponse:
    """Show how long a case is kept, what holds it, and what was asked."""
    case = opened(request, number, at_least=Scope.CASEWORK)
    record("retention.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    return render(request, "retention/keeping.html", pages.keeping(case, request.actor))


@signed_in
@require_http_methods(["GET", "POST"])
def hold_new(request: ActorRequest, number: str) -> HttpResponse:
    """Write down a legal hold. Sending the form twice writes one."""
    case = _case(request, number)
    form = forms.HoldForm(posted(request))

    def act(key: UUID, held_for: str, **entered: Any) -> LegalHold:
        return actions.place(
            hold=LegalHold(pk=key, case=case, held_for=held_for), by=request.actor, **entered
        )

    return _written(request, LegalHold(case=case), "place", form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def erasure_new(request: ActorRequest, number: str) -> HttpResponse:
    """Write down that the person asks to be erased. Sending the form twice writes one wish."""
    case = _case(request, number)
    form = forms.ErasureForm(posted(request))

    def act(key: UUID, **entered: Any) -> Erasure:
        return actions.ask_erasure(erasure=Erasure(pk=key, case=case), by=request.actor, **entered)

    return _written(request, Erasure(case=case), "ask", form, act)


@signed_in
@require_GET
def hold(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show a hold, and why it was written down, to those who carry the case."""
    row = (
        LegalHold.objects.visible_to(request.actor)
        .select_related("case", "placed_by", "lifted_by")
        .get(pk=pk)
    )
    return _opened(request, row, pages.hold_facts(row), HOLD_STEPS)


@signed_in
@require_http_methods(["GET", "POST"])
def hold_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a hold, and take it."""
    row = LegalHold.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    return step(request, row, name, HOLD_STEPS, heading=row.case.number, back=row.get_absolute_url())


@signed_in
@require_GET
def erasure(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show a wish to be erased, until when an answer is due, and what holds the case."""
    row = (
        Erasure.objects.visible_to(request.actor).select_related("case", "asked_by", "decided_by").get(pk=pk)
    )
    return _opened(request, row, pages.erasure_facts(row), ERASURE_STEPS)


@signed_in
@require_http_methods(["GET", "POST"])
@fresh_factor_required
def erasure_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a wish to be erased, and take it."""
    row = Erasure.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    return step(request, row, name, ERASURE_STEPS, heading=row.case.number, back=row.get_absolute_url())


@only_for(roles.DATA_PROTECTION)
@require_GET
def retention_due(request: ActorRequest) -> HttpResponse:
    """Show a data protection officer what was kept for long enough, the oldest first."""
    shown = pages.due(request.actor)
    record("retention.list", by=request.actor, ids=[str(one.proposal.case_id) for one in shown["rows"]])
    return render(request, "retention/due.html", shown)


@signed_in
@require_GET
def proposal(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show a proposal, and what the case holds: kinds and numbers, no names."""
    row = Proposal.objects.visible_to(request.actor).select_related("case", "decided_by").get(pk=pk)
    return _opened(request, row, pages.proposal_facts(row), PROPOSAL_STEPS)


@signed_in
@require_http_methods(["GET", "POST"])
@fresh_factor_required
def proposal_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of a proposal, and take it."""
    row = Proposal.objects.visible_to(request.actor).select_related("case").get(pk=pk)
    return step(request, row, name, PROPOSAL_STEPS, heading=row.case.number, back=row.get_absolute_url())


@signed_in
@require_GET
def retention_rules(request: ActorRequest) -> HttpResponse:
    """Show how long what is kept in the actor's country, and by which source."""
    country = request.actor.organisation.country if request.actor.organisation else ""
    shown = {"country": jurisdictions.name_of(country), "rows": presenters.rule_rows(rules(country))}
    return render(request, "retention/rules.html", shown)


@only_for(*roles.OVERSEERS)
@require_GET
def refusal_notices(request: ActorRequest) -> HttpResponse:
    """Show the anonymous notices of the country, by month."""
    record("notice.list", by=request.actor)
    rows = RefusalNotice.objects.visible_to(request.actor)
    return render(request, "retention/notices.html", pages.notices(rows, request.actor))


@signed_in
@require_http_methods(["GET", "POST"])
def case_decline(request: ActorRequest, number: str) -> HttpResponse:
    """Let somebody go who wants nothing: can they decide it now, what may be counted, and the card to take along."""
    case = Case.objects.visible_to(request.actor).select_related("carrier").get(number=number)
    page = {"decline": StepPage(forms.DeclineForm, actions.decline)}
    answer = step(request, case, "decline", page, heading=case.number, back=case.get_absolute_url())
    return redirect("case_card", case.number) if answer.status_code == HTTPStatus.FOUND else answer


@signed_in
@require_GET
def case_card(request: ActorRequest, number: str) -> HttpResponse:
    """Show the card with numbers as it is handed over, and where to print it, in every language of papers."""
    case = opened(request, number)
    record("case.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    choice = choice_for(case.language, request.GET.get("language"))
    return render(request, "retention/card.html", pages.card(case, choice))


@signed_in
@require_GET
def case_card_print(request: ActorRequest, number: str) -> HttpResponse:
    """Print the card: nothing on it, in its name or in its data says where it comes from."""
    case = opened(request, number)
    choice = choice_for(case.language, request.GET.get("language"))
    return leaving.card(case, choice, by=request.actor)


def _case(request: ActorRequest, number: str) -> Case:
    return Case.objects.visible_to(request.actor, at_least=Scope.CASEWORK).get(number=number)


def _written(request: ActorRequest, new: Any, name: str, form: Any, act: Any) -> HttpResponse:
    """Ask for what begins a record, and begin it; with the same key once."""
    gate.require_permission(new, name, by=request.actor)
    if request.method != "POST":
        gate.require_open(new, name, by=request.actor)
    if form.is_valid():
        known = type(new).objects.visible_to(request.actor).filter(pk=form.cleaned_data["key"], case=new.case)
        if known.exists() or attempt(form, lambda: act(**form.cleaned_data)):
            messages.success(request, _("Written down."))
            return redirect("case_keeping", new.case.number)
    button = pages.button_of(new, name)
    shown = {"form": form, "case": new.case, "button": button, "holds": pages.holds_of(new)}
    return render(request, "retention/new.html", shown, status=409 if form.non_field_errors() else 200)


def _opened(request: ActorRequest, row: Any, facts: Any, steps: dict[str, StepPage]) -> HttpResponse:
    opened(request, row.case.number)
    record(f"{row._meta.model_name}.view", by=request.actor, case_id=row.case_id, target=str(row.pk))
    offered = gate.offered(row, steps, by=request.actor)
    shown = {"case": row.case, "chip": presenters.chip(row), "facts": facts, "steps": offered}
    shown |= {"heading": row._meta.verbose_name, "part_url": reverse("case_keeping", args=[row.case.number])}
    shown["part_label"] = _("Keeping and erasing")
    return render(request, "identification/record.html", shown)
