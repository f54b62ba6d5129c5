"""What people ask for, walked to a state through the real workflow."""

from typing import Any
from uuid import uuid4

from identification.models import Case
from rights import actions
from rights.enums import About, CopyStatus, Part, WhyRestricted
from rights.models import Complaint, CopyRequest, Correction, Restriction
from tests.cast import Cast
from tests.makers import presumed_case
from workflow.gate import perform

WRONG = "My sister is called Mira, and I was never in that town."
STORY = "She shouted at me when I asked for the doctor."
REASON = "The note was compared with the papers, and the papers say so."


def asked_copy(cast: Cast, case: Case | None = None, by: Any = None) -> CopyRequest:
    return actions.ask_copy(case=case or presumed_case(cast.nora), by=by or cast.nora, key=uuid4())


def copy_at(status: str, cast: Cast, case: Case | None = None) -> CopyRequest:
    """Return a copy asked for by Nora, prepared by her, agreed to by Dov, ready for her, up to a state."""
    copy = asked_copy(cast, case)
    for state, step in (
        (CopyStatus.PREPARED, lambda one: actions.prepare(copyrequest=one, by=cast.nora)),
        (CopyStatus.APPROVED, lambda one: perform(one, "approve", by=cast.dov, left_out=[], ground="")),
        (CopyStatus.READY, lambda one: actions.make_ready(copyrequest=one, by=cast.nora)),
    ):
        if copy.status == status:
            break
        copy = step(copy)
        assert copy.status == state
    return copy


def correction(cast: Cast, case: Case | None = None, part: str = Part.IDENTITY) -> Correction:
    case = case or presumed_case(cast.nora)
    return actions.ask_correction(case=case, by=cast.nora, key=uuid4(), part=part, statement=WRONG)


def restricted(cast: Cast, case: Case, data: str = "", by: Any = None) -> Restriction:
    return actions.restrict(case=case, by=by or cast.nora, key=uuid4(), data=data, why=WhyRestricted.WISH)


def complaint(cast: Cast, case: Case | None = None, **given: Any) -> Complaint:
    whom = {"organisation": cast.nora.organisation, "about": About.TREATMENT, "story": STORY, **given}
    return actions.complain(
        **{"case": case or presumed_case(cast.nora), "by": cast.nora, "key": uuid4(), **whom}
    )
