"""Who can see my case, and on what ground: the worker's page, the page that is shown, and the paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.in_hand import hands_over
from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from consent.talks import texts
from entry.paper import FROM_THE_RIGHT
from identification.enums import Scope
from identification.models import Case
from identification.opening import opened
from papers.languages import choice_for, in_language, named
from rights import documents, leaving
from rights import sight as seen
from rights.permissions import require_carrier


def _case(request: ActorRequest, number: str) -> Case:
    """Return the case for those who carry it: the others do not know who else helps."""
    case = opened(request, number, at_least=Scope.CASEWORK)
    require_carrier(case, request.actor)
    return case


@signed_in
@require_GET
def sight(request: ActorRequest, number: str) -> HttpResponse:
    """Show the worker what the person is shown, and what is left out of it."""
    case = _case(request, number)
    record("sight.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    shown = {"case": case, "sight": seen.of(case), "choice": choice_for(case.language), "languages": named()}
    return render(request, "rights/sight.html", shown)


@signed_in
@require_GET
@hands_over
def sight_shown(request: ActorRequest, number: str) -> HttpResponse:
    """Show the person, in their language and in big letters, who sees their case; nothing else is on the page."""
    case = _case(request, number)
    choice = choice_for(case.language, request.GET.get("language"))
    record("sight.view", by=request.actor, case_id=case.pk, target=str(case.pk))
    with in_language(choice.language):
        found = seen.of(case)
        shown = {"seers": found.seers, "looks": list(map(documents.look_line, found.looks))}
        shown |= {
            "title": documents.title(),
            "first": documents.first_words(found),
            "entitled": documents.entitled(),
        }
        shown |= {"now": documents.heading_now(), "rights": documents.heading_rights()}
        shown["looks_heading"] = documents.heading_looks()
        shown |= {"read_aloud": texts.read_aloud(), "give_back": texts.give_back()}
        shown["aloud"] = ". ".join(documents.aloud(found))
    shown |= {"case": case, "choice": choice, "is_from_right": choice.language in FROM_THE_RIGHT}
    return render(request, "rights/sight_shown.html", shown)


@signed_in
@require_GET
def sight_paper(request: ActorRequest, number: str) -> HttpResponse:
    """Print who can see the case, in the person's language or the one that the worker chose."""
    case = _case(request, number)
    choice = choice_for(case.language, request.GET.get("language"))
    return leaving.sight(case, choice, by=request.actor)
