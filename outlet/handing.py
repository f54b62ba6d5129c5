"""Handing out a file: the basis is asked, the event is written, then the bytes go; all of it or nothing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse

from audit.log import Doer, record
from audit.models import Outcome
from outlet.things import TYPES, Content, Thing, known

# A browser that shows a file all the same runs nothing in it.
ALONE = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}
SHOWN = 8


class NoBasis(Exception):
    """Nothing lets this leave now."""


def hand_out(
    thing: Thing,
    subject: Any,
    make: Callable[[], Content],
    *,
    by: Doer,
    target: UUID | str,
    case_id: UUID | None = None,
    **facts: object,
) -> HttpResponse:
    """Return the answer that carries a thing out; Http404, and remembered, where there is no basis for it now.

    It is made after the basis was asked, and what makes it may refuse. The request's transaction commits the event
    before a byte of the answer is sent.
    """
    told: dict[str, Any] = {"by": by, "case_id": case_id, "target": str(target), **facts}
    try:
        with transaction.atomic():
            made = _made(thing, subject, make, by)
            record(thing.event, **told, **made.facts)
    except NoBasis:
        record(thing.event, outcome=Outcome.REFUSED, apart=True, reasons=["no_basis"], **told)
        raise Http404 from None
    return _answer(thing, made, str(target))


def _made(thing: Thing, subject: Any, make: Callable[[], Content], by: Doer) -> Content:
    if known().get(thing.event) is not thing:
        raise ValueError(f"nobody declared {thing.event}")
    if not thing.basis(subject, by):
        raise NoBasis
    made = make()
    if made.type not in thing.types:
        raise ValueError(f"{thing.event} does not leave as {made.type}")
    return made


def _answer(thing: Thing, made: Content, target: str) -> HttpResponse:
    """The name of the file says neither who it is about nor what it tells."""
    headers = {"Content-Type": made.type}
    if not thing.on_page:
        name = f"paper-{target[:SHOWN]}.{TYPES[made.type]}"
        headers |= {"Content-Disposition": f'attachment; filename="{name}"', **ALONE}
    return HttpResponse(made.content, headers=headers)
