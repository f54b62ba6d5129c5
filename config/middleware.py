"""What holds for every answer, whatever the page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponseBase]
STATIC = "/static/"
# What a page could ask a browser for: passkeys to ourselves, nothing else to anybody.
NOT_USED = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "web-share",
    "window-management",
    "xr-spatial-tracking",
)
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS_POLICY = ", ".join([f"{one}=()" for one in NOT_USED] + [f"{one}=(self)" for one in PASSKEYS])


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


class HeadersMiddleware:
    """Says with every answer what a browser may do with it, early answers and files included.

    No page is kept by browsers and proxies, so that "back" after sign-out shows nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        if not request.path.startswith(STATIC):
            response["Cache-Control"] = "no-store"
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response
