"""Every request of a signed-in person has an actor."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from accounts.actors import Actor
from wall.context import acting_as

ACTING_FOR = "acting_for"
LAST_SEEN = "last_seen"


class ActorMiddleware:
    """Sets `request.actor`, asking anew at each request, so that an ended membership ends at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = actor_of(request) if request.user.is_authenticated else None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            _stay_signed_in(request)
        if request.actor is None:  # type: ignore[attr-defined]
            return self.get_response(request)
        with acting_as(request.actor.organisation_id):  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_rest: object
    ) -> HttpResponseBase | None:
        """Stop a person without an organisation before any page that needs a sign-in."""
        open_to_all = not getattr(view, "login_required", True)
        if open_to_all or not request.user.is_authenticated or request.actor:  # type: ignore[attr-defined]
            return None
        return render(request, "accounts/no_organisation.html", status=403)


def _stay_signed_in(request: HttpRequest) -> None:
    """Work prolongs the session: idle time counts from the last request, to the minute, to spare a write each time."""
    minute = int(time.time()) // 60
    if request.session.get(LAST_SEEN) != minute:
        request.session[LAST_SEEN] = minute


def actor_of(request: HttpRequest) -> Actor | None:
    """Return who the signed-in person acts as: for the organisation they chose, else their first."""
    memberships = request.user.places  # type: ignore[union-attr]
    chosen = request.session.get(ACTING_FOR)
    picked = next((one for one in memberships if str(one.organisation_id) == chosen), None)
    if picked := picked or next(iter(memberships), None):
        return Actor.of(picked, can_switch=len(memberships) > 1)
    return None
