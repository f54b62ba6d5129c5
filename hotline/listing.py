"""The list of calls: newest first, page by page along the index of a hotline's calls."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from accounts.actors import Actor
from hotline.models import Call

PAGE = 25


@dataclass(frozen=True)
class Page:
    """One page of calls, and the token of the next."""

    calls: list[Call]
    next_token: str


def page_of(actor: Actor, token: str = "") -> Page:
    """Return the page that a token points at; the first one for an empty or a broken token."""
    ordered = Call.objects.visible_to(actor).order_by("-taken_at", "-id").select_related("taken_by")
    found = list(ordered.filter(_after(token))[: PAGE + 1])
    calls = found[:PAGE]
    last = calls[-1] if len(found) > PAGE else None
    return Page(calls, f"{last.taken_at.isoformat()}~{last.pk}" if last else "")


def _after(token: str) -> Q:
    """Calls beyond the last one shown; a token that nobody gave out means the beginning."""
    at, _separator, pk = token.partition("~")
    try:
        taken, call_id = datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return Q()
    if taken.utcoffset() != timedelta():
        return Q()
    return Q(taken_at__lte=taken) & (Q(taken_at__lt=taken) | Q(pk__lt=call_id))
