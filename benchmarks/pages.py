"""The product's addresses, and a trivial page with one indexed query to compare with."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path

from accounts.models import Organisation
from accounts.policy import open_to_all
from config.urls import urlpatterns as ours


@open_to_all
def trivial(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one row, found by its key, on a page that nobody need sign in for."""
    return HttpResponse(Organisation.objects.get(pk=pk).name)


urlpatterns = [*ours, path("trivial/<uuid:pk>/", trivial, name="trivial")]
