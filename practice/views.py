"""The pages of practice: the invented people, one element a page, the comparison, the certificate."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from entry.posted import posted
from practice import actions, leaving, presenters
from practice.forms import AnswersForm
from practice.models import Attempt
from practice.vignettes import Vignette, every


@signed_in
@require_GET
def practice(request: ActorRequest) -> HttpResponse:
    """Show the invented people, and how far the learner is."""
    return render(request, "practice/practice.html", {"progress": _progress(request)})


@signed_in
@require_http_methods(["GET", "POST"])
def vignette(request: ActorRequest, vignette: str) -> HttpResponse:
    """Tell what one person says, and begin; sending twice begins one attempt."""
    person = every().get(vignette)
    if person is None:
        raise Http404
    if request.method == "POST":
        begun = actions.begin(vignette=person, by=request.actor)
        return redirect("practice_element", begun.pk, next(iter(person.indicators.elements)))
    return render(request, "practice/vignette.html", _person(person))


@signed_in
@require_http_methods(["GET", "POST"])
def element(request: ActorRequest, pk: UUID, element: str) -> HttpResponse:
    """Ask the indicators of one element; each save keeps them, and the last one compares."""
    row = Attempt.objects.visible_to(request.actor).get(pk=pk)
    person = row.vignette
    elements = list(person.indicators.elements)
    if element not in elements:
        raise Http404
    if row.finished_at:
        return redirect(row)
    listed = person.indicators.in_element(person.profile, element)
    form = AnswersForm(posted(request), indicators=listed, answered=row.answers)
    if form.is_valid():
        return _onwards(request, row, elements, element, form.cleaned_data)
    place = elements.index(element)
    shown = {"attempt": row, "form": form, "name": person.indicators.elements[element], "step": place + 1}
    shown |= {"total": len(elements), "before": elements[place - 1] if place else ""}
    return render(request, "practice/element.html", {**shown, **_person(person)})


@signed_in
@require_GET
def attempt(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show how the answers compare with the expert's; an attempt that is not finished goes on."""
    row = Attempt.objects.visible_to(request.actor).get(pk=pk)
    if row.finished_at is None:
        return redirect("practice_element", row.pk, next(iter(row.vignette.indicators.elements)))
    marked = row.marked()
    shown = {"attempt": row, "marked": marked, "parts": presenters.compared(marked)}
    return render(request, "practice/attempt.html", {**shown, **_person(row.vignette)})


@signed_in
@require_GET
def certificate(request: ActorRequest) -> HttpResponse:
    """Print the certificate of somebody who practised enough; to everybody else it is not there."""
    return leaving.certificate(request.actor)


def _progress(request: ActorRequest) -> presenters.Progress:
    mine = Attempt.objects.visible_to(request.actor).order_by("begun_at")
    return presenters.progress(list(mine))


def _person(person: Vignette) -> dict[str, Any]:
    return {"vignette": person, "is_provisional": presenters.is_provisional(person)}


def _onwards(
    request: ActorRequest, row: Attempt, elements: list[str], element: str, answers: dict[str, str]
) -> HttpResponse:
    """Keep the answers, and go to the next element; after the last one the attempt is finished."""
    actions.answer(attempt=row, answers=answers, by=request.actor)
    place = elements.index(element) + 1
    if place < len(elements):
        return redirect("practice_element", row.pk, elements[place])
    return redirect(actions.finish(attempt=row, by=request.actor))
