"""Every request of a signed-in person has an actor."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts import sessions
from accounts.actors import Actor
from accounts.policy import Policy, policy_of
from audit.log import record
from audit.models import Outcome
from wall.context import acting_as

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
        if request.actor is None:  # type: ignore[attr-defined]
            return self.get_response(request)
        with acting_as(request.actor.organisation_id):  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_rest: object
    ) -> HttpResponseBase | None:
        """Hold what the view says about who may come; whoever is not signed in was sent to the door before."""
        if (policy := policy_of(view)) is None:
            raise ImproperlyConfigured(f"{view.__name__} does not say who may come")
        if not policy.signed_in:
            return None
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        if actor is None:
            return render(request, "accounts/no_organisation.html", status=403)
        return None if policy.admits(actor) else _refused(request, policy, actor)


def _refused(request: HttpRequest, policy: Policy, actor: Actor) -> HttpResponseBase:
    """Answer one whose roles do not open this page, after the log remembered it."""
    route = request.resolver_match.url_name if request.resolver_match else ""
    record("page.open", by=actor, outcome=Outcome.REFUSED, apart=True, route=route)
    names = ", ".join(str(role.name) for role in policy.roles)
    reason = _("This page is for other roles: %(roles)s.") % {"roles": names}
    return render(request, "403.html", {"reasons": [reason]}, status=403)


def actor_of(request: HttpRequest) -> Actor | None:
    """Return who the signed-in person acts as: for the organisation they chose, else their first."""
    memberships = request.user.places  # type: ignore[union-attr]
    chosen = request.session.get(ACTING_FOR)
    picked = next((one for one in memberships if str(one.organisation_id) == chosen), None)
    if picked := picked or next(iter(memberships), None):
        return Actor.of(picked, can_switch=len(memberships) > 1)
    return None
