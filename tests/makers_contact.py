"""How people are reached, as those who carry the case write it down. Every number is invented."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.actors import Actor
from contact.actions import add_contact
from contact.models import Contact
from identification.models import Case

NUMBER = "+000 77 888 9990"
CODE_WORD = "Blue umbrella"
TOLD: dict[str, Any] = {
    "kind": "phone",
    "value": NUMBER,
    "call": "yes",
    "write": "no",
    "leave_word": "not_asked",
    "who_answers": "The landlady, in the mornings",
    "code_word": CODE_WORD,
    "hours": "18:00-20:30",
    "language": "ru",
    "order": 1,
}


def reached(case: Case, by: Actor, **given: Any) -> Contact:
    """Return a telephone that the person says is safe to call in the evening, and not to write to."""
    told = {**TOLD, "checked_on": timezone.localdate(), **given}
    return add_contact(case=case, key=uuid4(), by=by, **told)
