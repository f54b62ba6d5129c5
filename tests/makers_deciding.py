"""Reaches a moment of deciding by walking the real workflow: Belmark decides twice, in Costania three members vote."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts import roles
from accounts.actions import add_member
from accounts.actors import Actor
from identification import actions
from identification.inquiries.actions import ask
from identification.models import Case, Inquiry
from tests.cast import FOUNDER, Cast
from tests.kept import kept
from tests.makers import GROUNDS, WRITTEN, pending_case

TWICE, PANEL = "BK", "CT"
QUESTION = "Where was the person lodged in the second month?"
ANSWER = "In a room above the workshop; the lease is with us."
DISSENT = "The debt was agreed on freely, as I read the papers."
DECISION: dict[str, Any] = {"grounds": WRITTEN, "appeal_told": True}


@kept
def twice_decided(cast: Cast, **given: Any) -> Case:
    """Return a case that waits for the first of two decisions."""
    return pending_case(cast, jurisdiction=TWICE, **given)


@kept
def with_grounds(cast: Cast) -> Case:
    """Return a case that waits for the second of two decisions."""
    return actions.find_grounds(case=twice_decided(cast), **DECISION, by=cast.ada)


@kept
def judges(cast: Cast, *names: str) -> list[Actor]:
    """Return further members of the competent authority."""
    assert cast.ada.organisation
    board = {"organisation": cast.ada.organisation, "roles": [roles.AUTHORITY_MEMBER], "by": FOUNDER}
    told = [{"email": f"{one.lower()}@example.org", "display_name": one} for one in names]
    return [Actor.of(add_member(**one, **board)) for one in told]


@kept
def voted(case: Case, *members: Actor, yes: bool = True) -> Case:
    """Return the case after these members voted."""
    for one in members:
        outcome, words = ("yes", GROUNDS) if yes else ("no", DISSENT)
        case = actions.vote(case=case, outcome=outcome, grounds=replace(WRITTEN, text=words), by=one)
    return case


@kept
def asked(case: Case, cast: Cast, due: date | None = None) -> Inquiry:
    """Return a question of Ada's to the carrier, by default due in three days."""
    due = due or timezone.localdate() + timedelta(days=3)
    return ask(case=case, question=QUESTION, due=due, by=cast.ada)
