"""Every request of a signed-in person has an actor."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from accounts import sessions
from accounts.actors import Actor

ACTING_FOR = "acting_for"


class ActorMiddleware:
    """Sets `request.actor`, asking anew at each request, so that an ended membership ends at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and sessions.is_over(request.session, request.user):
            logout(request)
        request.actor = actor_of(request) if request.user.is_authenticated else None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            sessions.stay(request.session)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_rest: object
    ) -> HttpResponseBase | None:
        """Stop a person without an organisation before any page that needs a sign-in."""
        open_to_all = not getattr(view, "login_required", True)
        if open_to_all or not request.user.is_authenticated or request.actor:  # type: ignore[attr-defined]
            return None
        return render(request, "accounts/no_organisation.html", status=403)


def actor_of(request: HttpRequest) -> Actor | None:
    """Return who the signed-in person acts as: for the organisation they chose, else their first."""
    memberships = request.user.places  # type: ignore[union-attr]
    chosen = request.session.get(ACTING_FOR)
    picked = next((one for one in memberships if str(one.organisation_id) == chosen), None)
    if picked := picked or next(iter(memberships), None):
        return Actor.of(picked, can_switch=len(memberships) > 1)
    return None
