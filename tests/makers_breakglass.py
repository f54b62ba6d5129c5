"""Looks in an emergency, by somebody of a hotline that has no sight of any case."""

from typing import Any

import time_machine
from django.utils import timezone

from accounts import roles
from accounts.actions import add_member, found_organisation
from accounts.actors import Actor
from accounts.enums import OrganisationKind
from accounts.roles import Role
from breakglass import actions
from breakglass.enums import LASTS, BreakGlassStatus
from breakglass.models import BreakGlass
from identification.models import Case
from tests.cast import COUNTRY, FOUNDER, Cast
from tests.kept import kept
from tests.makers import presumed_case
from workflow.gate import perform

HAPPENING = "The person called: somebody is at the door of the flat with a knife."
FINDING = "Two colleagues heard the call."


@kept
def member_of(
    kind: str, *held: Role, country: str = COUNTRY, name: str = "Hal", password: str | None = None
) -> Actor:
    """Return somebody of a new organisation of this kind."""
    organisation = found_organisation(name=f"Office of {name}", kind=kind, country=country, by=FOUNDER)
    email = f"{name.lower()}@example.org"
    return Actor.of(
        add_member(
            email=email,
            display_name=name,
            organisation=organisation,
            roles=held,
            by=FOUNDER,
            password=password,
        )
    )


@kept
def hal(**given: Any) -> Actor:
    """Return a case manager of a hotline."""
    return member_of(OrganisationKind.HOTLINE, roles.CASE_MANAGER, **given)


def broken(case: Case, by: Actor, **given: Any) -> BreakGlass:
    """Return an open look."""
    return actions.break_glass(
        **{"number": case.number, "danger": "life", "reason": HAPPENING, "by": by, **given}
    )


@kept
def glass_at(status: str, cast: Cast, *, case: Case | None = None, by: Actor | None = None) -> BreakGlass:
    """Return a look into a case that Nora carries, at this status."""
    glass = broken(case or presumed_case(cast.nora), by := by or hal())
    if status == BreakGlassStatus.OPEN:
        return glass
    if status == BreakGlassStatus.EXPIRED:
        with time_machine.travel(timezone.now() + LASTS, tick=False):
            return actions.expire(breakglass=glass, by=Actor.system("expire_break_glass"))
    glass = actions.end(breakglass=glass, by=by)
    if status == BreakGlassStatus.ENDED:
        return glass
    found = {BreakGlassStatus.JUSTIFIED: "justify", BreakGlassStatus.ABUSE: "find_abuse"}[
        BreakGlassStatus(status)
    ]
    return perform(glass, found, finding=FINDING, by=cast.dana)
