"""The rules of the countries: for everybody who is signed in, and about nobody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from identification import jurisdictions, rulebook


@signed_in
@require_GET
def rules(request: ActorRequest) -> HttpResponse:
    """List the countries whose rules are known here: first those that a case may follow."""
    listed = sorted(jurisdictions.load().values(), key=lambda one: (not one.offered, one.name))
    return render(request, "identification/rules.html", {"countries": listed})


@signed_in
@require_GET
def rules_of(request: ActorRequest, code: str) -> HttpResponse:
    """Show each value of a country with its source, the day it began, and what it was before."""
    country = jurisdictions.load().get(code)
    if country is None:
        raise Http404
    return render(
        request, "identification/rules_of.html", {"country": country, "rows": rulebook.rows(country)}
    )
