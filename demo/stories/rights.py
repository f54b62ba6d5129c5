"""What people of the demo ask for, and a legal ground of which somebody is to be told."""

from accounts.actors import Actor
from consent.actions import propose_ground
from consent.enums import DataSet, GroundCode, PersonTold, Purpose
from demo import words
from demo.walk import Walk, in_days
from rights import actions
from rights.enums import About, Part, WhyRestricted
from workflow.gate import perform


def copy_prepared(walk: Walk) -> None:
    """The person wants a copy; it was gathered, and waits for a second person."""
    copy = actions.ask_copy(case=walk.case, by=walk.worker, key=walk.key("copy"))
    actions.prepare(copyrequest=copy, by=walk.worker)


def complained(walk: Walk, place: str) -> None:
    """The person complains about an organisation; nobody deals with it yet."""
    actions.complain(
        case=walk.case,
        by=walk.worker,
        key=walk.key("complaint"),
        about=About.TOLD_OTHERS,
        organisation=walk.world.places[place],
        story=words.COMPLAINT,
    )


def called_wrong(walk: Walk) -> None:
    """The person says that a note is wrong; their words stand beside it."""
    told = {"part": Part.FACTS, "statement": words.WRONG}
    actions.ask_correction(case=walk.case, by=walk.worker, key=walk.key("correction"), **told)


def kept_from_use(walk: Walk, data: DataSet) -> None:
    """The person wants something kept, and not used for now."""
    told = {"data": data, "why": WhyRestricted.WISH}
    actions.restrict(case=walk.case, by=walk.worker, key=walk.key("restriction"), **told)


def ground_to_be_told(walk: Walk, place: str) -> None:
    """Two people stand for a court's order; the person will be told in some days."""
    ground = propose_ground(
        case=walk.case,
        purpose=Purpose.POLICE,
        recipient=walk.world.places[place],
        data=DataSet.SUMMARY,
        ground=GroundCode.COURT_ORDER,
        reason=words.COURT_GROUND,
        person_told=PersonTold.LATER,
        until=in_days(30),
        tell_by=in_days(5),
        by=walk.team.supervisor,
    )
    second: Actor = walk.world.staff["dov"]
    perform(ground, "approve_ground", by=second)
