"""The pages of consent: prepare, explain, answer, withdraw, print; and legal grounds."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from consent import actions, documents, forms, leaving, presenters
from consent.grounds import known_in
from consent.models import Consent
from consent.withdrawal.actions import take_back_one
from entry.posted import posted
from identification.enums import Scope
from identification.models import Case
from identification.opening import opened
from papers.languages import choice_for
from workflow import gate
from workflow.views import StepPage, attempt, step

STEPS = {
    "withdraw": StepPage(action=take_back_one),
    "approve_ground": StepPage(forms.ApproveGroundForm),
    "end_ground": StepPage(action=actions.end_ground),
    "tell_person": StepPage(forms.TellForm),
}


@signed_in
@require_GET
def case_consents(request: ActorRequest, number: str) -> HttpResponse:
    """Show every consent of a case, by talk."""
    case = opened(request, number, at_least=Scope.CASEWORK)
    rows = Consent.objects.visible_to(request.actor).filter(case=case).select_related("recipient")
    record("consent.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    may_ask = not gate.not_permitted(Consent(case=case), "draft", by=request.actor)
    may_propose = not gate.not_permitted(Consent(case=case), "propose_ground", by=request.actor)
    talks = presenters.talks(rows.order_by("-status_since"))
    may_withdraw = not gate.not_permitted(Consent(case=case), "withdraw", by=request.actor)
    shown = {"may_ask": may_ask, "may_propose": may_propose, "may_withdraw": may_withdraw}
    shown |= presenters.standing(case, request.actor, may_ask=may_ask)
    return render(request, "consent/case_consents.html", {"case": case, "talks": talks, **shown})


@signed_in
@require_http_methods(["GET", "POST"])
def consent_new(request: ActorRequest, number: str) -> HttpResponse:
    """Prepare a talk. Sending the form twice prepares one."""
    case = Case.objects.visible_to(request.actor).get(number=number)
    gate.require_permission(Consent(case=case), "draft", by=request.actor)
    asked_for = {name: request.GET.get(name) for name in ("purpose", "recipient")}
    form = forms.PrepareForm(posted(request), initial=asked_for)
    if not form.is_valid():
        return render(request, "consent/new.html", {"form": form, "case": case})
    entered = dict(form.cleaned_data)
    talk = entered.pop("key")
    done = _of_talk(request, talk, case=case) or attempt(
        form, lambda: actions.prepare(case=case, talk=talk, by=request.actor, **entered)
    )
    if not done:
        return render(request, "consent/new.html", {"form": form, "case": case}, status=409)
    return redirect("talk_language", done[0].talk)


@signed_in
@require_POST
def consents_everything(request: ActorRequest, number: str) -> HttpResponse:
    """Prepare a talk about everything, for one shelter and 30 days."""
    case = Case.objects.visible_to(request.actor, at_least=Scope.CASEWORK).get(number=number)
    gate.require_permission(Consent(case=case), "draft", by=request.actor)
    form = forms.EverythingForm(request.POST, shelters=presenters.shelters(case))
    if not form.is_valid():
        messages.error(request, _("This shelter does not offer it today any more. Nothing was prepared."))
        return redirect("case_consents", number)
    entered = dict(form.cleaned_data)
    talk = entered.pop("key")
    done = _of_talk(request, talk, case=case) or actions.prepare_everything(
        case=case, talk=talk, by=request.actor, **entered
    )
    return redirect("talk_language", done[0].talk)


@signed_in
@require_POST
def consents_no_police(request: ActorRequest, number: str) -> HttpResponse:
    """The person wants nothing to go to the police: it stands from now on, and what was given ends."""
    case = Case.objects.visible_to(request.actor, at_least=Scope.CASEWORK).get(number=number)
    gate.require_permission(Consent(case=case), "refuse_unasked", by=request.actor)
    actions.refuse_police(case=case, by=request.actor)
    messages.success(request, _("Written down: nothing goes to the police."))
    return redirect("case_consents", number)


@signed_in
@require_GET
def consent(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Lead to the talk that a consent belongs to."""
    return redirect("talk", Consent.objects.visible_to(request.actor).get(pk=pk).talk)


@signed_in
@require_http_methods(["GET", "POST"])
def consent_step(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask for a step of one consent, and take it; withdrawing leads back to the case, if it is still in sight."""
    row = Consent.objects.visible_to(request.actor).select_related("case", "recipient").get(pk=pk)
    if name == "withdraw" and request.method != "POST":  # what it means stands on a page of its own
        gate.require_permission(row, name, by=request.actor)
        return redirect(f"{reverse('case_withdraw', args=[row.case.number])}?what=one:{pk}")
    heading = f"{row.get_purpose_display()}: {row.get_data_display()}"
    answer = step(request, row, name, STEPS, heading=heading, back=row.get_absolute_url())
    took_it = answer.status_code == HTTPStatus.FOUND
    if took_it and not Consent.objects.visible_to(request.actor).filter(pk=pk).exists():
        return redirect("home")
    return answer


@signed_in
@require_GET
def consent_form(request: ActorRequest, talk: UUID) -> HttpResponse:
    """Print the consent form of a talk: in the person's language, or the one that the worker chose."""
    consents = _of_talk(request, talk)
    if not consents:
        raise Http404
    choice = choice_for(documents.language_of(consents[0]), request.GET.get("language"))
    return leaving.form(consents[0].case, talk, choice, by=request.actor)


@signed_in
@require_http_methods(["GET", "POST"])
def ground_new(request: ActorRequest, number: str) -> HttpResponse:
    """Propose a legal ground; a second person must agree. Sending the form twice proposes one."""
    case = Case.objects.visible_to(request.actor).get(number=number)
    gate.require_permission(Consent(case=case), "propose_ground", by=request.actor)
    form = forms.GroundForm(posted(request))
    if form.is_valid() and _proposed(request, case, form):
        messages.success(request, _("A second person must agree now."))
        return redirect("case_consents", case.number)
    status = 409 if form.non_field_errors() else 200
    shown = {"form": form, "case": case, "known": known_in(case)}
    return render(request, "consent/ground.html", shown, status=status)


def _proposed(request: ActorRequest, case: Case, form: forms.GroundForm) -> Any:
    entered = dict(form.cleaned_data)
    talk = entered.pop("key")
    return attempt(form, lambda: actions.propose_ground(case=case, talk=talk, by=request.actor, **entered))


def _of_talk(request: ActorRequest, talk: UUID, **of_case: Case) -> list[Consent]:
    rows = Consent.objects.visible_to(request.actor).filter(talk=talk, **of_case)
    return list(rows.select_related("case", "recipient", "written_by").order_by("data"))
