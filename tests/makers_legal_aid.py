"""Reaches every state of a legal matter by walking the real workflow."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from accounts.enums import ServiceKind
from consent.enums import DataSet, Purpose
from identification.models import Case
from legal_aid import actions
from legal_aid.enums import DeadlineKind, MatterKind, MatterOutcome, MatterStatus
from legal_aid.models import Deadline, Matter
from referral.enums import ReferralStatus
from referral.models import Referral
from tests.cast import Cast
from tests.kept import kept
from tests.makers import consented, referral_at
from workflow.gate import perform

NOTES = "The employer kept her passport in a locked drawer."
Walk = Callable[[Matter, Cast], Matter]


@kept
def referred(cast: Cast, case: Case | None = None) -> Referral:
    """Return an accepted referral to Lena's organisation."""
    return referral_at(ReferralStatus.ACCEPTED, cast, case=case, to=cast.lena, kind=ServiceKind.LEGAL_AID)


@kept
def matter_at(status: str, cast: Cast, *, case: Case | None = None) -> Matter:
    """Return a matter in the hands of Lena's organisation, at any state."""
    fresh = Matter.on(referred(cast, case), kind=MatterKind.COMPENSATION, notes=NOTES)
    matter = perform(fresh, "open", by=cast.lena)
    if status == MatterStatus.HALTED:
        return perform(matter, "halt", by=cast.lena)
    for state, step in STEPS:
        if matter.status == status:
            break
        matter = step(matter, cast)
        assert matter.status == state
    return matter


@kept
def agree_to_police(matter: Matter, cast: Cast) -> None:
    """The person agrees that Lena's organisation speaks with the police."""
    consented(matter.case, cast.nora, matter.organisation, Purpose.POLICE, [DataSet.LEGAL])


def with_deadline(matter: Matter, cast: Cast, due: date) -> Deadline:
    """Return a hearing of this matter on a day."""
    key = uuid4()
    actions.add_deadline(matter=matter, key=key, kind=DeadlineKind.HEARING, due=due, by=cast.lena)
    return Deadline.objects.get(pk=key)


STEPS: tuple[tuple[MatterStatus, Walk], ...] = (
    (
        MatterStatus.ASSIGNED,
        lambda matter, cast: perform(matter, "assign", lawyer=cast.lena.user, by=cast.lena),
    ),
    (MatterStatus.ACTIVE, lambda matter, cast: perform(matter, "start", by=cast.lena)),
    (
        MatterStatus.DECIDED,
        lambda matter, cast: perform(matter, "decide", outcome=MatterOutcome.GRANTED, by=cast.lena),
    ),
    (MatterStatus.CLOSED, lambda matter, cast: perform(matter, "close", by=cast.lena)),
)
