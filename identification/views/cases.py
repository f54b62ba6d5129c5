"""The list of cases, opening one, its steps, and who may see it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.posted import posted
from identification import actions, forms, presenters
from identification.deciding.forms import DecisionForm, VoteForm
from identification.enums import Scope
from identification.listing import page_of
from identification.models import Case, Screening
from identification.opening import opened
from identification.safety import first_steps
from workflow import gate
from workflow.views import StepPage, attempt, step

STEPS = {
    "correct_facts": StepPage(forms.CorrectFactsForm, actions.correct_facts),
    "ask_safety_again": StepPage(forms.SafetyForm),
    "presume": StepPage(),
    "override_upward": StepPage(forms.ReasonForm),
    "ask_not_indicated": StepPage(),
    "agree_not_indicated": StepPage(),
    "start_recovery": StepPage(),
    "extend_recovery": StepPage(forms.ExtendRecoveryForm),
    "request_identification": StepPage(forms.AuthorityForm, actions.request_identification),
    "halt_identification": StepPage(action=actions.halt_identification),
    "vote": StepPage(VoteForm, actions.vote),
    "find_grounds": StepPage(DecisionForm, actions.find_grounds),
    "identify": StepPage(DecisionForm, actions.identify),
    "refuse_identification": StepPage(DecisionForm, actions.refuse_identification),
    "appeal": StepPage(action=actions.appeal),
    "find_grounds_on_appeal": StepPage(DecisionForm, actions.find_grounds_on_appeal),
    "grant_appeal": StepPage(DecisionForm, actions.grant_appeal),
    "dismiss_appeal": StepPage(DecisionForm, actions.dismiss_appeal),
    "follow_up": StepPage(forms.FollowUpForm),
    "close": StepPage(forms.CloseForm),
    "reopen": StepPage(),
    "undo_merge": StepPage(action=actions.undo_merge),
}


@signed_in
@require_GET
def case_list(request: ActorRequest) -> HttpResponse:
    """Show the cases that the acting organisation may see, newest first."""
    page = page_of(request.actor, request.GET.get("after", ""))
    record("case.list", by=request.actor, ids=[case.pk for case in page.cases])
    rows = [(case, presenters.chip(case)) for case in page.cases]
    may_open = not gate.not_permitted(Case(carrier=request.actor.organisation), "open", by=request.actor)
    shown = {"rows": rows, "page": page, "may_open": may_open, "may_find": request.actor.reads_cases}
    return render(request, "identification/cases.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def case_new(request: ActorRequest) -> HttpResponse:
    """Open a case: safety first. Sending the form twice opens one case."""
    new = Case(carrier=request.actor.organisation)
    gate.require_permission(new, "open", by=request.actor)
    initial = {"jurisdiction": request.actor.organisation.country}  # type: ignore[union-attr]
    form = forms.OpenCaseForm(posted(request), initial=initial)
    if not form.is_valid():
        return render(request, "identification/case_new.html", {"form": form})
    entered = dict(form.cleaned_data)
    key, pseudonym = entered.pop("key"), entered.pop("pseudonym")
    new = Case(pk=key, carrier=request.actor.organisation, **entered)
    case = Case.objects.visible_to(request.actor).filter(pk=key).first() or attempt(
        form, lambda: actions.open_case(case=new, pseudonym=pseudonym, by=request.actor)
    )
    if case is None:
        return render(request, "identification/case_new.html", {"form": form}, status=409)
    messages.success(request, _("The case is open."))
    return redirect("case_safety", case.number)


@signed_in
@require_GET
def case_safety(request: ActorRequest, number: str) -> HttpResponse:
    """Show what to do first, by the answers about safety and the country."""
    case = opened(request, number, at_least=Scope.CASEWORK)
    record("case.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    may_begin = not gate.not_permitted(Screening(case=case), "begin", by=request.actor)
    asked = gate.offered(case, ["ask_safety_again"], by=request.actor)
    shown = {"case": case, "first": first_steps(case), "may_begin": may_begin, "steps": asked}
    return render(request, "identification/safety.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def case_step(request: ActorRequest, number: str, name: str) -> HttpResponse:
    """Ask for a step of a case, and take it."""
    case = Case.objects.visible_to(request.actor).select_related("carrier").get(number=number)
    if name == "vote":  # its form shows the vote that one gave before
        record("deciding.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    return step(request, case, name, STEPS, heading=case.number, back=case.get_absolute_url())


@signed_in
@require_GET
def case_access(request: ActorRequest, number: str) -> HttpResponse:
    """Show the carrier who may see the case, how much, and on what ground; the others see their own line.

    The person is entitled to the whole answer, from the carrier.
    """
    case = opened(request, number)
    accesses = case.accesses.told_to(request.actor).select_related("organisation").order_by("-granted_at")
    record("access.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    shown = {"case": case, "rows": presenters.seen_by(accesses)}
    return render(request, "identification/access.html", shown)
