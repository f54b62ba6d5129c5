"""Cases whose identity is recorded, for the tests of search and of merging."""

from datetime import date
from typing import Any

from accounts.actors import Actor
from identification import access, actions
from identification.enums import Basis, Scope
from identification.models import Case
from tests.makers import opened_case

BORN = date(1998, 3, 7)
NAME, OTHER_SPELLING = "Юлия Щербакова", "Scerbacova Iulia"
DOCUMENT, PHONE = "AB 123456", "+373 69 123 456"
PERSON: dict[str, Any] = {"full_name": NAME, "birth_date": BORN, "document": DOCUMENT, "contact": PHONE}


def person(by: Actor, **known: Any) -> Case:
    """Return a case whose identity says what is known of this person."""
    return actions.record_identity(case=opened_case(by), by=by, **{**PERSON, **known})


def shown_to(actor: Actor, case: Case, scope: Scope) -> None:
    """The actor's organisation sees this much of the case."""
    assert actor.organisation
    basis = Basis.CHILD_PROTECTION
    access.grant(
        case=case, organisation=actor.organisation, scope=scope, basis=basis, by=Actor.system("a_test")
    )
