"""Every request begins as nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from wall.context import as_nobody


class WallMiddleware:
    """Before somebody is known to act for an organisation, the database shows no case."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with as_nobody():
            return self.get_response(request)
