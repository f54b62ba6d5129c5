"""What happened to somebody, as those who carry the case write it down."""

from typing import Any
from uuid import uuid4

from accounts.actors import Actor
from facts import actions
from facts.models import AllegedExploiter, CaseFacts, TraffickingEvent
from identification.actions import record_identity
from identification.models import Case
from tests.kept import kept

TOLD: dict[str, Any] = {
    "nationalities": ["BD", "XX"],
    "languages": ["bn", "en"],
    "education": "primary",
    "age_when_exploited": "22",
    "relation": "acquaintance",
    "recruitment": ["friends", "abducted"],
    "recruitment_note": "Promised a season of picking fruit.",
    "control": ["debt_bondage", "restricts_movement", "uses_children"],
    "control_note": "An armed guard at the field.",
    "exploitation": ["forced_labour", "crime"],
    "industry": "A",
    "sexual_types": [],
    "exploitation_note": "Picking strawberries from dawn.",
    "segments": ["labour_migration"],
    "vulnerabilities": "poverty,migration",
    "vulnerabilities_note": "No papers to stay.",
}
MOMENT: dict[str, Any] = {
    "kind": "exploitation",
    "order": 1,
    "country": "GR",
    "place": "The tents behind the packing shed",
    "starts": "2024-05",
    "ends": "2024-09-17",
    "description": "They slept in tents and were paid nothing.",
}
GUARD: dict[str, Any] = {
    "name": "Zoran Izmišljen",
    "other_names": "Zoki, the Guard",
    "birth_year": "1975",
    "phone": "+000 44 555 6677",
    "roles": ["controller", "exploiter"],
    "relation": "stranger",
    "note": "Carries a shotgun.",
}


@kept
def told_facts(case: Case, by: Actor, **given: Any) -> CaseFacts:
    """Return the facts of a case, every field of them filled."""
    return actions.record_facts(case=case, by=by, **{**TOLD, **given})


@kept
def told_event(case: Case, by: Actor, **given: Any) -> TraffickingEvent:
    """Return one part of the story."""
    return actions.add_event(case=case, key=uuid4(), by=by, **{**MOMENT, **given})


@kept
def alleged(case: Case, by: Actor, **given: Any) -> AllegedExploiter:
    """Return somebody alleged to have exploited the person."""
    return actions.add_exploiter(case=case, key=uuid4(), by=by, **{**GUARD, **given})


@kept
def with_facts(case: Case, by: Actor) -> Case:
    """Return the case, of which all is told."""
    told_facts(case, by)
    told_event(case, by)
    alleged(case, by)
    return case


@kept
def named(case: Case, by: Actor, **given: Any) -> Case:
    """Return the case with an identity."""
    return record_identity(case=case, by=by, **given)
