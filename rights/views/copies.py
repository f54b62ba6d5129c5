"""Fetching a copy of a file: once, with a fresh factor, and nothing of it is kept."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.fresh import fresh_factor_required
from accounts.policy import signed_in
from accounts.requests import ActorRequest
from papers.languages import choice_for
from rights import leaving
from rights.models import CopyRequest


@signed_in
@require_POST
@fresh_factor_required
def copy_file(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Hand the bytes of a copy out, encrypted, once."""
    copy = CopyRequest.objects.visible_to(request.actor).select_related("case__carrier").get(pk=pk)
    return leaving.copy(copy, choice_for(copy.case.language), by=request.actor)
