"""Whom one acts for, and how one leaves in a hurry."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import actions
from accounts.browsers import forgets_us
from accounts.forms import ActingForm
from accounts.middleware import ACTING_FOR
from accounts.models import Organisation
from accounts.policy import open_to_all, signed_in
from accounts.presenters import open_sessions
from accounts.requests import ActorRequest
from audit.log import record
from entry.posted import posted


@signed_in
@require_http_methods(["GET", "POST"])
def acting(request: ActorRequest) -> HttpResponse:
    """Choose the organisation to act for, among one's own."""
    mine = Organisation.objects.filter(memberships__in=request.user.memberships.filter(ended_at=None))
    form = ActingForm(
        posted(request), organisations=mine, initial={"organisation": request.actor.organisation_id}
    )
    if not form.is_valid():
        return render(request, "accounts/acting.html", {"form": form})
    chosen = form.cleaned_data["organisation"]
    request.session[ACTING_FOR] = str(chosen.pk)
    record("session.act_for", by=request.actor, target=str(chosen.pk))
    return redirect("home")


@signed_in
@require_http_methods(["GET", "POST"])
def sessions(request: ActorRequest) -> HttpResponse:
    """Show where one is signed in, and sign out everywhere at once, here as well."""
    if request.method == "GET":
        shown = open_sessions(request.user, request.session.session_key)
        return render(request, "accounts/sessions.html", {"sessions": shown})
    actions.end_all_sessions(user=request.user, by=request.actor)
    logout(request)
    return redirect("account_login")


@open_to_all
@csrf_exempt
@forgets_us
@require_POST
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Sign out at once and show a page that gives nothing away; "back" finds nothing.

    Nothing may stand in the way, not even a page that was open too long: whoever forged this could only
    sign somebody out. Signing out leaves its event (`accounts.receivers`).
    """
    logout(request)
    return redirect("neutral")


@open_to_all
@require_GET
def neutral(request: HttpRequest) -> HttpResponse:
    """Show the page that gives nothing away."""
    return render(request, "neutral.html")
