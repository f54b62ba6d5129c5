"""What somebody gets who opens too many cases on one day."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from identification import actions
from identification.opening import NotOpened


class OpeningMiddleware:
    """Not opened: the page that asks who is there, or 429 and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer for a case that stays shut; leave every other error alone."""
        if not isinstance(exception, NotOpened):
            return None
        if exception.answer:
            return exception.answer
        # What the view wrote was rolled back with it: that somebody was stopped is written here.
        actions.stop_openings(case=exception.case, by=request.actor)  # type: ignore[attr-defined]
        return render(request, "identification/day_is_full.html", {"most": settings.CASES_A_DAY}, status=429)
