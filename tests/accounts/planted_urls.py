"""All the addresses, and one more that says nothing about who may come."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def silent(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody decided who may read this")


urlpatterns = [
    path("", include("config.urls")),
    path("planted/", include([path("here/", silent, name="silent")])),
]
