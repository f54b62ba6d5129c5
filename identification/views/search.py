"""Finding a person, whether they are known already, two cases side by side, and making them one."""

from dataclasses import dataclass, field
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from audit.models import Outcome
from encryption import keys
from entry.posted import posted
from identification import actions, forms, pace, presenters, search
from identification.enums import CaseStatus, Scope
from identification.models import Case
from identification.permissions import require_reader
from identification.search import Asked, Candidate
from workflow import gate
from workflow.views import StepPage, step


@dataclass(frozen=True)
class Looked:
    """What a search found, or how long to wait before the next."""

    found: list[tuple[Candidate, presenters.Chip]] = field(default_factory=list)
    wait: str = ""

    @property
    def status(self) -> int:
        """The HTTP status of a page that shows it."""
        return 429 if self.wait else 200


@signed_in
@require_http_methods(["GET", "POST"])
def person_search(request: ActorRequest) -> HttpResponse:
    """Find a person among the cases whose identity the actor may see. What is typed enters no address and no log."""
    require_reader(request.actor)
    form = forms.FindForm(posted(request))
    if not form.is_valid():
        return render(request, "identification/search.html", {"form": form})
    looked = _look(request, Asked(**form.cleaned_data))
    shown = {"form": form, "looked": looked}
    return render(request, "identification/search.html", shown, status=looked.status)


@signed_in
@require_GET
def case_known(request: ActorRequest, number: str) -> HttpResponse:
    """Show which other cases may be the same person's, and which were merged into this one."""
    case = Case.objects.visible_to(request.actor, at_least=Scope.IDENTITY).get(number=number)
    merged = Case.objects.visible_to(request.actor).filter(merged_into=case, status=CaseStatus.MERGED)
    looked = known_already(request, case)
    shown = {"case": case, "looked": looked, "merged": merged}
    return render(request, "identification/known.html", shown, status=looked.status)


@signed_in
@require_GET
def case_compare(request: ActorRequest, number: str, other: str) -> HttpResponse:
    """Show two identities side by side, each look in its trail, and whether the cases can be merged."""
    case, second = _both(request, number, other)
    if not (keys.exist(case.pk) and keys.exist(second.pk)):
        raise Http404
    opened = [
        actions.open_identity(case=one, by=request.actor, reason="comparison") for one in (case, second)
    ]
    older, younger = sorted((case, second), key=lambda one: (one.opened_at, one.pk))
    shown = {
        "case": case,
        "other": second,
        "rows": presenters.compared(*opened),
        "older": older,
        "younger": younger,
        "may_merge": not gate.not_permitted(younger, "merge", by=request.actor),
        "reasons": [one.sentence for one in gate.refusals(younger, "merge", by=request.actor, into=older)],
    }
    return render(request, "identification/compare.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def case_merge(request: ActorRequest, number: str, other: str) -> HttpResponse:
    """Ask whether the case is to be merged into the other one, and do it."""
    case, into = _both(request, number, other)
    pages = {"merge": StepPage(forms.MergeForm, partial(actions.merge, into=into))}
    heading, back = f"{case.number} → {into.number}", reverse("case_compare", args=[number, other])
    return step(request, case, "merge", pages, heading=heading, back=back)


def known_already(request: ActorRequest, case: Case) -> Looked:
    """Return which other cases may be the same person's; it counts as a search, and is one event."""
    if not keys.exist(case.pk):
        return Looked()
    return _look(request, Asked.of(case.identity), case)


def _look(request: ActorRequest, asked: Asked, case: Case | None = None) -> Looked:
    """Search, unless this person searched too often; either way it is in the log, without what was typed."""
    case_id = case and case.pk
    if seconds := pace.seconds_to_wait(request.actor):
        refused = {"outcome": Outcome.REFUSED, "apart": True, "wait": seconds}
        record("person.search", by=request.actor, case_id=case_id, **refused)  # type: ignore[arg-type]
        return Looked(wait=presenters.waiting_time(seconds))
    found = search.find(asked, request.actor, but=case)
    told = {"kinds": sorted({mark.kind for mark in asked.marks}), "ids": [one.case.pk for one in found]}
    record("person.search", by=request.actor, case_id=case_id, found=len(found), **told)  # type: ignore[arg-type]
    return Looked([(one, presenters.chip(one.case)) for one in found])


def _both(request: ActorRequest, number: str, other: str) -> tuple[Case, Case]:
    """Return two different cases whose identities the actor may see."""
    if number == other:
        raise Http404
    seen = Case.objects.visible_to(request.actor, at_least=Scope.IDENTITY).select_related("carrier")
    return seen.get(number=number), seen.get(number=other)
