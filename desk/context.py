"""What every page shows: who acts, where one can go, and whether this is the demo."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.actors import Actor
from accounts.enums import OrganisationKind
from breakglass.permissions import may_break_glass
from hotline.permissions import works_for_a_hotline


@dataclass(frozen=True)
class NavItem:
    """One entry of the main navigation."""

    label: object
    url: str
    current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what the base template needs; nobody is signed in on some pages."""
    actor: Actor | None = getattr(request, "actor", None)
    nav = [_item(request, label, name) for label, name in _places(actor)] if actor else []
    return {"actor": actor, "nav": nav, "demo_mode": settings.MODE == "demo"}


def _places(actor: Actor) -> list[tuple[object, str]]:
    places: list[tuple[object, str]] = [(_("Today"), "home")]
    if actor.reads_cases:
        places += [(_("Cases"), "cases"), (_("Referrals to us"), "referrals")]
    if actor.has(roles.AUTHORITY_MEMBER):
        places.append((_("To decide"), "decision_queue"))
    if works_for_a_hotline(actor):
        places.append((_("Calls"), "calls"))
    if actor.organisation and actor.organisation.kind == OrganisationKind.SHELTER:
        places.append((_("Shelter"), "shelter_board"))
    if may_break_glass(actor):
        places.append((_("Emergency"), "glass_break"))
    if actor.has(*roles.OVERSEERS):
        places.append((_("Oversight"), "oversight"))
    if actor.has(roles.SUPERVISOR):
        places.append((_("Members"), "members"))
    return [*places, (_("Checklists"), "checklists"), (_("Services"), "services")]


def _item(request: HttpRequest, label: object, name: str) -> NavItem:
    url = reverse(name)
    return NavItem(label, url, request.path == url)
