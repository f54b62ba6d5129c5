"""What happens to legal matters."""

from collections.abc import Callable

from accounts.enums import ServiceKind
from consent.enums import DataSet, Purpose
from demo import words
from demo.stories.referrals import referred
from demo.walk import Walk, in_days
from legal_aid import actions
from legal_aid.enums import DeadlineKind, MatterKind, MatterOutcome, MatterStatus
from legal_aid.models import Matter
from workflow.gate import perform

Step = Callable[[Walk, Matter], Matter]
LAWYERS = "open_door"


def helped_by_lawyer(walk: Walk, kind: MatterKind, status: MatterStatus) -> None:
    """A legal matter has come as far as this state."""
    referred(walk, LAWYERS, ServiceKind.LEGAL_AID)
    fresh = Matter.on(walk.referral, pk=walk.key("matter"), kind=kind, notes=words.MATTER_NOTES)
    walk.matter = perform(fresh, "open", by=walk.world.staff["lena"])
    for step in WAYS[status]:
        walk.matter = step(walk, walk.matter)


def heard_in(walk: Walk, days: int, kind: DeadlineKind = DeadlineKind.HEARING) -> None:
    """There is a day that must not be missed."""
    walk.matter = actions.add_deadline(
        matter=walk.matter,
        key=walk.key("deadline"),
        kind=kind,
        due=in_days(days),
        by=walk.world.staff["lena"],
    )


def spoke_with_police(walk: Walk) -> None:
    """The lawyer spoke with the police, to which the person agreed apart from everything else."""
    walk.agree(LAWYERS, Purpose.POLICE, DataSet.LEGAL)
    walk.matter = perform(walk.matter, "note_police_contact", by=walk.world.staff["lena"])


def _assign(walk: Walk, matter: Matter) -> Matter:
    lena = walk.world.staff["lena"]
    return perform(matter, "assign", lawyer=lena.user, by=lena)


def _start(walk: Walk, matter: Matter) -> Matter:
    return perform(matter, "start", by=walk.world.staff["lena"])


def _decide(walk: Walk, matter: Matter) -> Matter:
    return perform(matter, "decide", outcome=MatterOutcome.GRANTED, by=walk.world.staff["lena"])


def _close(walk: Walk, matter: Matter) -> Matter:
    return perform(matter, "close", by=walk.world.staff["lena"])


def _lose_consent(walk: Walk, matter: Matter) -> Matter:
    """The person takes back what the matter rested on: it is halted by itself."""
    walk.withdraw(LAWYERS)
    return Matter.objects.get(pk=matter.pk)


WAYS: dict[MatterStatus, tuple[Step, ...]] = {
    MatterStatus.OPENED: (),
    MatterStatus.ASSIGNED: (_assign,),
    MatterStatus.ACTIVE: (_assign, _start),
    MatterStatus.DECIDED: (_assign, _start, _decide),
    MatterStatus.CLOSED: (_assign, _start, _decide, _close),
    MatterStatus.HALTED: (_assign, _start, _lose_consent),
}
