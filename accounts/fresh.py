"""A factor given just now, for what must not be done from a screen that somebody left open."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.factors.known import has_second_factor

SECONDS = 5 * 60
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def fresh_factor_required(view: View) -> View:
    """Only who gave a second factor within the last five minutes reaches the view; others are asked, and led back.

    Who has none set up, as in the demo, gives the password; who has neither is led to set one up.
    """
    return _asking(view, is_fresh)


def fresh_unless_first(view: View) -> View:
    """The same, for setting up factors: who has neither a factor nor a password yet has nothing to be asked for."""
    return _asking(view, lambda request: is_fresh(request) or not ways_to_ask(request))


def is_fresh(request: HttpRequest) -> bool:
    """Tell whether this person proved within the last five minutes that it is them, as well as they can."""
    return proved_since(request, time.time() - SECONDS)


def proved_since(request: HttpRequest, moment: float) -> bool:
    """Tell whether this person proved after a moment, in seconds, that it is them, as well as they can."""
    accepted = {"mfa"} if has_second_factor(request.user) else {"mfa", "password"}
    records = get_authentication_records(request, request.user)
    return any(one["method"] in accepted and one["at"] > moment for one in records)


def _asking(view: View, lets_pass: Callable[[HttpRequest], bool]) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if lets_pass(request) else ask(request)

    return asked  # type: ignore[return-value]


def ask(request: HttpRequest) -> HttpResponseBase:
    """Return the way to the page that asks for a factor, and from there back to where the person was."""
    ways = ways_to_ask(request)
    url = ways[0]["url"] if ways else reverse("mfa_index")
    if request.method == "POST":
        messages.info(
            request, _("Nothing was changed yet. Show that it is you, then do the last step again.")
        )
    return redirect(f"{url}?{urlencode({'next': _way_back(request)})}")


def ways_to_ask(request: HttpRequest) -> list[dict[str, Any]]:
    """Return how this person can prove that it is them; nothing where they have set up neither factor nor password."""
    ways: list[dict[str, Any]] = get_adapter(request).get_reauthentication_methods(request.user)
    return ways


def _way_back(request: HttpRequest) -> str:
    """Return where the person was: what was sent is never kept, so they go back to the page with the form."""
    came_from = request.headers.get("referer", "")
    if request.method == "POST" and url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return urlsplit(came_from)._replace(scheme="", netloc="").geturl() or "/"
    return request.get_full_path()
