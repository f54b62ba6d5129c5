"""One place turns a refusal into an answer, so that no view needs a `try`."""

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from workflow.refusal import Refused


class RefusalMiddleware:
    """Refused: 403 where the person may not, 409 where it cannot be done now, with the reasons. Absent: 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for what the gate and `visible_to` say; leave every other error alone."""
        if isinstance(exception, ObjectDoesNotExist):
            return render(request, "404.html", status=404)
        if isinstance(exception, Refused):
            status = 403 if exception.is_about_permission else 409
            return render(request, f"{status}.html", {"reasons": exception.sentences}, status=status)
        return None
