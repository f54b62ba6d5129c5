"""The case page: everything at a glance, from every room."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.presenters import names_of
from audit.models import Event
from audit.presenters import Line, lines
from identification import presenters
from identification.enums import Scope
from identification.models import Case, CaseAccess
from identification.views.cases import STEPS
from workflow import gate

RECENT = 10
TRAIL_PAGE = 50


def shown(case: Case, actor: Actor) -> dict[str, Any]:
    """Return what the case page shows to this actor."""
    accesses = list(case.accesses.current().select_related("organisation").order_by("granted_at"))
    return {
        "case": case,
        "chip": presenters.chip(case),
        "clocks": presenters.clocks(case),
        "summary": presenters.summary(case),
        "seen_by": presenters.seen_by(presenters.widest(accesses)),
        "steps": gate.offered(case, STEPS, by=actor),
        "parts": parts(case, with_identity=_sees_identity(accesses, actor)),
        "lines": trail(case, RECENT)[0],
    }


def parts(case: Case, *, with_identity: bool) -> list[tuple[str, str]]:
    """Return the other pages of a case, as label and address; the identity only where it may be opened."""
    named = (
        (_("Screenings"), "case_screenings"),
        (_("Consents"), "case_consents"),
        (_("Referrals"), "case_referrals"),
        (_("Shelter"), "case_placements"),
        (_("Legal aid"), "case_matters"),
        (_("Return"), "case_returns"),
        (_("Identity"), "identity"),
        (_("Who may see it"), "case_access"),
        (_("Trail"), "case_trail"),
    )
    shown = [(label, name) for label, name in named if with_identity or name != "identity"]
    return [(label, reverse(name, args=[case.number])) for label, name in shown]


def _sees_identity(accesses: list[CaseAccess], actor: Actor) -> bool:
    return any(one.scope == Scope.IDENTITY and actor.is_of(one.organisation_id) for one in accesses)


def trail(case: Case, most: int, before: int | None = None) -> tuple[list[Line], int | None]:
    """Return the newest events of a case as lines, and the id to go on before, if there are more."""
    events = Event.objects.filter(case_id=case.pk).order_by("-id")
    if before is not None:
        events = events.filter(pk__lt=before)
    found = list(events[: most + 1])
    page = found[:most]
    names = names_of(one for event in page for one in (event.user_id, event.organisation_id))
    return lines(page, names), page[-1].pk if len(found) > most else None
