"""Groups, and people of them, as responders of one organisation enter them."""

from typing import Any

from accounts import roles
from accounts.actions import add_member
from accounts.actors import Actor
from groups import actions
from groups.enums import Place
from groups.models import Group
from identification.enums import Industry
from identification.models import Case
from tests.cast import COUNTRY, FOUNDER
from tests.kept import kept

SAFE = dict.fromkeys(("in_danger", "injured", "controlled"), "no")


@kept
def colleague(actor: Actor, name: str) -> Actor:
    """Return another first responder of the same organisation."""
    assert actor.organisation
    return Actor.of(
        add_member(
            email=f"{name.lower()}@example.org",
            display_name=name,
            organisation=actor.organisation,
            roles=[roles.FIRST_RESPONDER],
            by=FOUNDER,
        )
    )


def new_group(by: Actor, **given: Any) -> Group:
    """Return a group that was not yet begun."""
    place = {"place": Place.VEHICLE, "industry": Industry.A, "jurisdiction": COUNTRY}
    whose = {"organisation": by.organisation, "begun_by": by.user}
    return Group(**whose, **{**place, "in_danger": "no", "controlled": "no", **given})


@kept
def begun_group(by: Actor, people: int = 0) -> Group:
    """Return a group with so many people."""
    group = actions.begin(group=new_group(by), by=by)
    for _person in range(people):
        actions.add_person(group=group, case=new_person(), by=by)
    return group


def new_person(**given: Any) -> Case:
    """Return the case of a person who was not yet added: what differs from one to the next, and no more."""
    return Case(**{**SAFE, "age_band": "adult", "sex": "male", **given})
