"""What holds for every answer, whatever the page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class BadInputMiddleware:
    """Answers 400 in words where an address or a cookie holds a NUL, which the database would refuse with an error."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        brought = (request.path, query, *request.COOKIES.values())
        if "%00" in query or any("\0" in one for one in brought):
            return render(request, "400.html", status=400)
        return self.get_response(request)


class NoStoreMiddleware:
    """Tells browsers and proxies to keep no copy of a page, so that "back" after sign-out shows nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
