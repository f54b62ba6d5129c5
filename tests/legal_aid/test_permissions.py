"""Who may take which step of a legal matter: everybody is asked."""

import pytest

from accounts.actors import Actor
from legal_aid.enums import MatterKind, MatterStatus
from legal_aid.models import Matter
from tests.cast import Cast
from tests.helpers import codes
from tests.makers_legal_aid import matter_at, referred

STEPS = [
    ("assign", MatterStatus.OPENED, "by_counsel"),
    ("start", MatterStatus.ASSIGNED, "by_counsel"),
    ("decide", MatterStatus.ACTIVE, "by_counsel"),
    ("close", MatterStatus.DECIDED, "by_counsel"),
    ("resume", MatterStatus.HALTED, "by_counsel"),
    ("note_police_contact", MatterStatus.ACTIVE, "by_counsel"),
    ("write_notes", MatterStatus.ACTIVE, "by_counsel"),
    ("add_deadline", MatterStatus.ACTIVE, "by_counsel"),
    ("mark_deadline_done", MatterStatus.ACTIVE, "by_counsel"),
    ("halt", MatterStatus.ACTIVE, "by_counsel_or_system"),
]


def those_who_may(matter: Matter, step: str, permission: str, cast: Cast) -> set[str]:
    asked = {name: codes(matter, step, one) for name, one in cast.everybody().items()}
    return {name for name, refused in asked.items() if refused != [permission]}


@pytest.mark.parametrize(("step", "status", "permission"), STEPS, ids=[one[0] for one in STEPS])
def test_only_a_counsel_of_the_organisation(cast: Cast, step: str, status: str, permission: str) -> None:
    assert those_who_may(matter_at(status, cast), step, permission, cast) == {"lena"}


def test_only_a_counsel_of_the_organisation_opens(cast: Cast) -> None:
    matter = Matter.on(referred(cast), kind=MatterKind.FAMILY)
    assert those_who_may(matter, "open", "by_counsel", cast) == {"lena"}


def test_the_system_halts_and_does_nothing_else(cast: Cast) -> None:
    system, matter = Actor.system("consent_withdrawn"), matter_at(MatterStatus.ACTIVE, cast)
    assert codes(matter, "halt", system) == []
    assert codes(matter, "decide", system) == ["by_counsel"]
