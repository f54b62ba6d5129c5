"""The pages of consent: prepare, explain, answer, withdraw, print; and legal grounds."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from consent import actions, documents, forms, presenters
from consent.enums import ConsentStatus
from consent.grounds import known_in
from consent.models import Consent
from entry.posted import posted
from identification.enums import Scope
from identification.models import Case
from identification.opening import opened
from papers.languages import choice_for, named
from workflow import gate
from workflow.refusal import Refused
from workflow.views import StepPage, attempt, step

STEPS = {
    "withdraw": StepPage(forms.WithdrawForm, actions.withdraw),
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
    return render(
        request,
        "consent/case_consents.html",
        {
            "case": case,
            "talks": talks,
            "may_ask": may_ask,
            "may_propose": may_propose,
            "may_withdraw": may_withdraw,
        },
    )


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
    sent_before = [one for one in _of_talk(request, talk) if one.case_id == case.pk]
    done = sent_before or attempt(
        form, lambda: actions.prepare(case=case, talk=talk, by=request.actor, **entered)
    )
    if not done:
        return render(request, "consent/new.html", {"form": form, "case": case}, status=409)
    messages.success(request, _("Prepared. Next: explain every point, then tick what you explained."))
    return redirect("talk", done[0].talk)


@signed_in
@require_http_methods(["GET", "POST"])
def talk(request: ActorRequest, talk: UUID) -> HttpResponse:
    """Show a talk: explain what is drafted, then record the answers, then see where each consent stands."""
    consents = _of_talk(request, talk)
    if not consents:
        raise Http404
    case, waiting = consents[0].case, _waiting(consents)
    if request.method == "POST":
        _require_its_turn(request, (waiting or consents)[0])
    form = _form_of(request, waiting, case)
    if (
        form is not None
        and form.is_valid()
        and attempt(form, lambda: _take(waiting, form.cleaned_data, request))
    ):
        return redirect("talk", talk)
    record("consent.view", by=request.actor, case_id=case.pk, target=str(talk))
    rows = [(one, presenters.chip(one), gate.offered(one, STEPS, by=request.actor)) for one in consents]
    shown = {"case": case, "rows": rows, "form": form, "first": consents[0]}
    grounds = presenters.grounds_for(consents, request.actor)
    choice = choice_for(documents.language_of(consents[0]))
    shown |= {"grounds": grounds, "choice": choice, "languages": named()}
    status = 409 if form is not None and form.non_field_errors() else 200
    return render(request, "consent/talk.html", shown, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def talk_withdraw(request: ActorRequest, talk: UUID) -> HttpResponse:
    """Take back all that was given in a talk: say first what stops, what goes on and what cannot be recalled."""
    consents = _of_talk(request, talk)
    if not consents:
        raise Http404
    case, first = consents[0].case, consents[0]
    gate.require_permission(first, "withdraw", by=request.actor)
    if request.method == "POST":
        actions.withdraw_talk(case=case, talk=talk, by=request.actor)
        messages.success(request, _("Taken back. What rested on it has ended."))
        return redirect("talk", talk) if _of_talk(request, talk) else redirect("home")
    record("consent.view", by=request.actor, case_id=case.pk, target=str(talk))
    given = [one for one in consents if one.status == ConsentStatus.GIVEN]
    return render(request, "consent/withdraw.html", {"case": case, "first": first, "given": given})


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
    record("consent.print", by=request.actor, case_id=consents[0].case_id, target=str(talk))
    headers = {"Content-Disposition": f'attachment; filename="consent-{talk}.pdf"'}
    return HttpResponse(documents.form(consents, choice), content_type="application/pdf", headers=headers)


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
    """Return the ground with the form's key, proposed now unless it is there already."""
    entered = dict(form.cleaned_data)
    talk = entered.pop("key")
    return _of_talk(request, talk) or attempt(
        form, lambda: actions.propose_ground(case=case, talk=talk, by=request.actor, **entered)
    )


def _of_talk(request: ActorRequest, talk: UUID) -> list[Consent]:
    rows = Consent.objects.visible_to(request.actor).filter(talk=talk)
    return list(rows.select_related("case", "recipient", "written_by").order_by("data"))


def _waiting(consents: list[Consent]) -> list[Consent]:
    """Those to explain, if any; else those to answer."""
    drafts = [one for one in consents if one.status == ConsentStatus.DRAFT]
    return drafts or [one for one in consents if one.status == ConsentStatus.INFORMED]


def _form_of(request: ActorRequest, waiting: list[Consent], case: Case) -> Any:
    """Return the form for what waits, for those who may; nothing waits, or not for them: None."""
    if not waiting or gate.refusals(waiting[0], "refuse", by=request.actor):
        return None
    if waiting[0].status == ConsentStatus.DRAFT:
        return forms.InformForm(posted(request))
    return forms.AnswerForm(posted(request), consents=waiting, case=case)


def _require_its_turn(request: ActorRequest, consent: Consent) -> None:
    """Refuse a form sent twice, or from an older tab: an explanation must never be read as an answer."""
    name = "inform" if "language" in request.POST else "give"
    gate.require_permission(consent, name, by=request.actor)
    if reasons := gate.refusals(consent, name, by=request.actor):
        raise Refused(reasons)


def _take(waiting: list[Consent], entered: dict[str, Any], request: ActorRequest) -> bool:
    """Record what the form of this turn says, for each consent of the talk."""
    if "points" in entered:
        actions.inform(consents=waiting, by=request.actor, **entered)
        messages.success(request, _("Explained. Next: write down what the person says to each part."))
        return True
    asked = {"child_agrees": False, "guardian_agrees": False, **entered}
    actions.record_answers(consents=waiting, by=request.actor, **asked)
    messages.success(request, presenters.answered(entered["agreed"]))
    return True
