"""A phone in the person's hands: until the worker shows that it is them, it opens the pages for the person alone."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

from accounts.fresh import ask, proved_since, ways_to_ask

HANDED_AT, HANDED_FOR = "handed_over_at", "handed_over_for"
# Besides leaving, which is open to all.
SHOWS_WHO_IT_IS = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def hands_over(view: View) -> View:
    """Whoever opens this page hands the phone over: from then on this session opens nothing but its like.

    That is a page that hands over as well, of the same talk or the same case: others' addresses are in the phone too.
    """

    @wraps(view)
    def handed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        request.session[HANDED_AT], request.session[HANDED_FOR] = time.time(), _whose(kwargs)
        return answer

    handed.hands_over = True  # type: ignore[attr-defined]
    return handed  # type: ignore[return-value]


class InHandMiddleware:
    """Asks who is there before it opens any other page on a phone that was handed over. Costs no query otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _args: object,
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Answer with the way to the page that asks for a factor, unless one was given since.

        Who has neither factor nor password has nothing to be asked for.
        """
        if _is_open(request, view) or HANDED_AT not in request.session or _is_theirs(request, view, kwargs):
            return None
        if ways_to_ask(request) and not proved_since(request, request.session[HANDED_AT]):
            return ask(request)
        del request.session[HANDED_AT]
        return None


def _is_open(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> bool:
    route = request.resolver_match.url_name if request.resolver_match else ""
    return route in SHOWS_WHO_IT_IS or not getattr(view, "login_required", True)


def _is_theirs(request: HttpRequest, view: Callable[..., HttpResponseBase], kwargs: dict[str, Any]) -> bool:
    return getattr(view, "hands_over", False) and request.session[HANDED_FOR] == _whose(kwargs)


def _whose(kwargs: dict[str, Any]) -> str:
    """Return whose page an address is: of which talk, or of which case."""
    return str(kwargs.get("talk") or kwargs["number"])
