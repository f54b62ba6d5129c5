"""Every legal ground without consent, for who watches over data protection: how old, and whether the person knows."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import roles
from accounts.policy import only_for
from accounts.requests import ActorRequest
from audit.log import record
from consent.models import Consent
from rights import ground_list


@only_for(roles.DATA_PROTECTION)
@require_GET
def grounds(request: ActorRequest) -> HttpResponse:
    """List the legal grounds of the cases that the organisation carries: those that changed last first."""
    theirs = Consent.objects.visible_to(request.actor).filter(case__carrier=request.actor.organisation_id)
    part = request.GET.get("only", "")
    page = ground_list.page_of(theirs.exclude(ground=""), part, request.GET.get("after", ""))
    record("ground.list", by=request.actor, ids=[row.id for row in page.rows])
    shown = {"rows": page.rows, "next_token": page.next_token, "parts": ground_list.parts(part), "part": part}
    return render(request, "rights/grounds.html", shown)
