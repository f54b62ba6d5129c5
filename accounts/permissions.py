"""Who may open the pages about an organisation's members."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts import roles
from accounts.requests import ActorRequest
from audit.log import record
from audit.models import Outcome


def for_supervisors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view is for supervisors; others are refused in words, and the log remembers it."""

    @wraps(view)
    def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor.has(roles.SUPERVISOR):
            return view(request, *args, **kwargs)
        record("members.open", by=request.actor, outcome=Outcome.REFUSED, apart=True)
        reason = _("Only a supervisor of the organisation decides who works in it.")
        return render(request, "403.html", {"reasons": [reason]}, status=403)

    return guarded
