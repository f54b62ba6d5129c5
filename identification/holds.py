"""What stands against destroying what a case says: asked of the rooms above, before any key is destroyed."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from identification.signals import holds_asked

if TYPE_CHECKING:
    from identification.models import Case


@dataclass(frozen=True)
class Hold:
    """One thing that holds a case: what it is, in words; until when, if that is known.

    One that `outlasts` also holds what is left when the person wants no more help. Their own proceedings, which end
    with that help, do not.
    """

    words: object
    until: date | None = None
    outlasts: bool = False


def held(case: "Case") -> list[Hold]:
    """Return what holds this case now, and what holds those that its carrier merged into it."""
    answers: list[tuple[Any, Any]] = holds_asked.send(sender=type(case), case=case)
    return [hold for _receiver, holds in answers for hold in holds]


def of_person(case: "Case") -> Q:
    """Return the condition, for rows with a `case`, that they are about this person, under any of their numbers."""
    first = case.merged_into_id or case.pk
    return Q(case=case.pk) | Q(case=first) | Q(case__merged_into=first)
