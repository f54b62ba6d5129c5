"""Nothing of a person's requests happens without its event."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError

from accounts.actors import Actor
from papers.languages import Choice
from rights import actions
from rights.enums import CopyStatus, Outcome
from rights.models import Complaint, CopyRequest, Correction, Restriction
from tests.cast import Cast
from tests.helpers import log_is_broken
from tests.makers import presumed_case
from tests.makers_rights import REASON, asked_copy, complaint, copy_at, correction
from workflow import steps
from workflow.gate import perform

pytestmark = pytest.mark.django_db
CLOCK = Actor.system("purge_copies")
MODELS = (Complaint, CopyRequest, Correction, Restriction)


def of_copy(cast: Cast) -> dict[str, Callable[[], Any]]:
    case = presumed_case(cast.nora)
    asked = asked_copy(cast)
    prepared = copy_at(CopyStatus.PREPARED, cast)
    approved = copy_at(CopyStatus.APPROVED, cast)
    ready = copy_at(CopyStatus.READY, cast)
    agree = {"left_out": [], "ground": ""}
    return {
        "ask_copy": lambda: asked_copy(cast, case),
        "prepare": lambda: actions.prepare(copyrequest=asked, by=cast.nora),
        "send_back": lambda: perform(prepared, "send_back", by=cast.nora),
        "approve": lambda: perform(prepared, "approve", by=cast.dov, **agree),
        "make_ready": lambda: actions.make_ready(copyrequest=approved, by=cast.nora),
        "deliver": lambda: actions.deliver(copyrequest=ready, choice=Choice("en"), by=cast.nora),
        "give_up_copy": lambda: perform(asked, "give_up_copy", by=cast.nora),
        "end_copy": lambda: actions.end_all(case=asked.case, by=CLOCK),
    }


def of_the_others(cast: Cast) -> dict[str, Callable[[], Any]]:
    wrong = correction(cast)
    left = perform(correction(cast), "leave", by=cast.nora, reason=REASON)
    made, taken = complaint(cast), perform(complaint(cast), "take", by=cast.dov)
    said = {"outcome": Outcome.RIGHT, "reason": REASON}
    replied = perform(perform(complaint(cast), "take", by=cast.dov), "reply", by=cast.dov, **said)
    return {
        "ask_correction": lambda: correction(cast, wrong.case),
        "leave": lambda: perform(wrong, "leave", by=cast.nora, reason=REASON),
        "tell_correction": lambda: perform(left, "tell_correction", by=cast.nora),
        "give_up_correction": lambda: perform(wrong, "give_up_correction", by=cast.nora),
        "end_correction": lambda: actions.end_all(case=wrong.case, by=CLOCK),
        "make": lambda: complaint(cast, wrong.case),
        "take": lambda: perform(made, "take", by=cast.dov),
        "reply": lambda: perform(taken, "reply", by=cast.dov, **said),
        "tell_answer": lambda: perform(replied, "tell_answer", by=cast.nora),
        "give_up_complaint": lambda: perform(made, "give_up_complaint", by=cast.nora),
        "end_complaint": lambda: actions.end_all(case=made.case, by=CLOCK),
    }


@pytest.mark.parametrize("room", [of_copy, of_the_others])
def test_nothing_changes_without_its_event(cast: Cast, room: Callable[[Cast], dict[str, Any]]) -> None:
    acts = room(cast)
    before = written()
    with log_is_broken():
        for name, act in acts.items():
            with pytest.raises(DatabaseError, match="the log is broken"):
                act()
            assert written() == before, name


def written() -> list[object]:
    """Return where every request stands, and how often it was written."""
    told = ("pk", "status", "status_since")
    return [(model.history.count(), *model.objects.order_by("pk").values_list(*told)) for model in MODELS]


def test_every_step_has_its_twin() -> None:
    """Restrictions are in tests/rights/test_restrictions.py; `correct` and the clock's two pass the same gate."""
    every = {one.name for model in (Complaint, CopyRequest, Correction) for one in steps.transitions(model)}
    named = {*of_copy.__code__.co_consts, *of_the_others.__code__.co_consts}
    named |= {
        name for room in (of_copy, of_the_others) for part in room.__code__.co_consts for name in _names(part)
    }
    assert every - named == {"correct", "lapse_copy", "forget_password"}


def _names(part: object) -> tuple[object, ...]:
    return part if isinstance(part, tuple) else ()
