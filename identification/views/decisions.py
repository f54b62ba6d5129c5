"""The competent authority's desk: what waits for a decision, what was decided, and the letter to the person."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import roles
from accounts.policy import only_for, signed_in
from accounts.requests import ActorRequest
from audit.log import record
from encryption import keys
from identification import leaving
from identification.clocks import presenters as clocks
from identification.deciding import presenters as deciding
from identification.models import Case
from identification.opening import opened
from papers.languages import choice_for, named

MOST = 200


@only_for(roles.AUTHORITY_MEMBER)
@require_GET
def decision_queue(request: ActorRequest) -> HttpResponse:
    """Show a member of the authority the cases that wait for its decision, the earliest deadline first."""
    seen = Case.objects.visible_to(request.actor).select_related("carrier")
    cases = list(seen.awaiting_decision_of(request.actor.organisation_id)[:MOST])
    record("case.list", by=request.actor, ids=[case.pk for case in cases])
    return render(request, "identification/queue.html", {"groups": clocks.queue(cases)})


@signed_in
@require_GET
def case_decisions(request: ActorRequest, number: str) -> HttpResponse:
    """Show what the authority decided, on what grounds; and why the person was presumed against the screening."""
    case = Case.objects.with_decisions_for(request.actor).get(number=number)
    opened(request, number)
    decided = case.decisions.select_related("decided_by").order_by("-decided_at")
    rows = deciding.taken(case, decided, request.actor)
    record("decision.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    shown = {"case": case, "rows": rows, "erased": not keys.exist(case.pk)}
    shown |= {"choice": choice_for(case.language), "languages": named()}
    return render(request, "identification/decisions.html", shown)


@signed_in
@require_GET
def decision_letter(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Print a decision for the person: in their language, or the one that the worker chose."""
    case = Case.objects.with_decisions_for(request.actor).select_related("authority").get(decisions=pk)
    if not keys.exist(case.pk):
        raise Http404
    opened(request, case.number)
    choice = choice_for(case.language, request.GET.get("language"))
    decision = case.decisions.get(pk=pk)
    decision.case = case
    return leaving.letter(decision, choice, by=request.actor)
