"""A phone in the person's hands: until the worker shows that it is them, it opens the pages for the person alone."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from accounts.fresh import ask, proved_since, ways_to_ask

HANDED_AT = "handed_over_at"
# Besides leaving, which is open to all.
SHOWS_WHO_IT_IS = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def hands_over(view: View) -> View:
    """Whoever opens this page hands the phone over: from then on this session opens nothing but pages like it."""

    @wraps(view)
    def handed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        request.session[HANDED_AT] = time.time()
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
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_rest: object
    ) -> HttpResponseBase | None:
        """Answer with the way to the page that asks for a factor, unless one was given since.

        Who has neither factor nor password has nothing to be asked for.
        """
        if _is_for_the_person(request, view) or HANDED_AT not in request.session:
            return None
        if ways_to_ask(request) and not proved_since(request, request.session[HANDED_AT]):
            messages.info(request, _("The phone was handed over. Show that it is you, then go on."))
            return ask(request)
        del request.session[HANDED_AT]
        return None


def _is_for_the_person(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> bool:
    route = request.resolver_match.url_name if request.resolver_match else ""
    is_open = not getattr(view, "login_required", True)
    return is_open or route in SHOWS_WHO_IT_IS or getattr(view, "hands_over", False)
