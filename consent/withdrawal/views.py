"""The page that takes consent back, from the case or from a talk; and the paper that says so, for the person."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from consent import leaving
from consent.models import Consent
from consent.withdrawal import choices
from consent.withdrawal.actions import take_back
from consent.withdrawal.effects import foretold
from identification.models import Case
from identification.opening import opened
from papers.languages import choice_for, named
from workflow import gate


@signed_in
@require_http_methods(["GET", "POST"])
def case_withdraw(request: ActorRequest, number: str) -> HttpResponse:
    """Say what stops, what goes on and what cannot be recalled, then take it back, and say what happened.

    Nothing is refused for having been opened too often today, or on a page from yesterday: what is in force of the
    choice by then is taken back.
    """
    if request.method != "POST":
        return _ask(request, opened(request, number))
    case = Case.objects.visible_to(request.actor).get(number=number)
    gate.require_permission(Consent(case=case), "withdraw", by=request.actor)
    choice = choices.chosen(request.POST.get("what", choices.ALL), case, request.actor)
    taken = take_back(case=case, choice=choice, by=request.actor)
    shown = {"case": case, "choice": choice, "effects": taken.effects, "taken": taken.consents}
    shown |= {"still_sees": case.is_visible_to(request.actor), "is_all": choice.code == choices.ALL}
    shown |= {"carries": request.actor.is_of(case.carrier_id)}
    shown |= {"paper": choice_for(case.language), "languages": named()}
    return render(request, "consent/withdrawn.html", shown)


@signed_in
@require_GET
def talk_withdraw(request: ActorRequest, talk: UUID) -> HttpResponse:
    """Lead to the page of the case, with this talk chosen."""
    row = Consent.objects.visible_to(request.actor).filter(talk=talk).select_related("case")[:1].get()
    gate.require_permission(row, "withdraw", by=request.actor)
    return redirect(f"{reverse('case_withdraw', args=[row.case.number])}?what=talk:{talk}")


@signed_in
@require_GET
def withdrawal_paper(request: ActorRequest, number: str) -> HttpResponse:
    """Print what the person took back: in their language, or the one that the worker chose."""
    case = opened(request, number)
    choice = choice_for(case.language, request.GET.get("language"))
    return leaving.withdrawal(case, choice, by=request.actor)


def _ask(request: ActorRequest, case: Case) -> HttpResponse:
    gate.require_permission(Consent(case=case), "withdraw", by=request.actor)
    choice = choices.chosen(request.GET.get("what", choices.ALL), case, request.actor)
    given = list(choice.given(case))
    record("consent.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    shown = {
        "case": case,
        "choice": choice,
        "others": [one for one in choices.offered(case, request.actor) if one.code != choice.code],
        "given": given,
        "effects": foretold(case, given, request.actor),
        "is_all": choice.code == choices.ALL,
        "carries": request.actor.is_of(case.carrier_id),
    }
    return render(request, "consent/withdraw.html", shown)
