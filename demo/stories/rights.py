"""What people of the demo ask for, and a legal ground of which somebody is to be told."""

from accounts.actors import Actor
from consent.actions import propose_ground
from consent.enums import DataSet, GroundCode, PersonTold, Purpose
from demo import words
from demo.walk import Walk, in_days
from identification.enums import YesNo
from rights import actions
from rights.enums import About, CopyStatus, Outcome, Part, WhyRestricted
from rights.models import Complaint, Restriction
from workflow.gate import perform


def copy_prepared(walk: Walk) -> None:
    """The person wants a copy; it was gathered, and waits for a second person."""
    copy = actions.ask_copy(case=walk.case, by=walk.worker, key=walk.key("copy"))
    actions.prepare(copyrequest=copy, by=walk.worker)


def complained(walk: Walk, place: str) -> Complaint:
    """The person complains about an organisation; nobody deals with it yet."""
    return actions.complain(
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


def kept_from_use(walk: Walk, data: DataSet) -> Restriction:
    """The person wants something kept, and not used for now."""
    told = {"data": data, "why": WhyRestricted.WISH}
    return actions.restrict(case=walk.case, by=walk.worker, key=walk.key("restriction"), **told)


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


def copy_at(walk: Walk, state: str) -> None:
    """A copy went as far as this."""
    copy = actions.ask_copy(case=walk.case, by=walk.worker, key=walk.key("copy"))
    if state == CopyStatus.WITHDRAWN:
        perform(copy, "give_up_copy", by=walk.worker)
        return
    dov: Actor = walk.world.staff["dov"]
    for act in (
        lambda one: actions.prepare(copyrequest=one, by=walk.worker),
        lambda one: perform(one, "approve", by=dov, left_out=[], ground=""),
        lambda one: actions.make_ready(copyrequest=one, by=walk.worker),
        lambda one: perform(one, "deliver", by=walk.worker),
    ):
        if copy.status == state:
            break
        copy = act(copy)


def answered(walk: Walk) -> None:
    """Of what the person said and asked for, some is done, some was left, and some they took back."""
    dov, told = walk.world.staff["dov"], {"part": Part.FACTS, "statement": words.WRONG}
    first, second, third = (
        actions.ask_correction(case=walk.case, by=walk.worker, key=walk.key("correction"), **told)
        for _one in range(3)
    )
    walk.step("ask_safety_again", in_danger=YesNo.NO, injured=YesNo.NO, controlled=YesNo.NO)
    perform(first, "correct", by=walk.worker, reason=words.LOOKED_INTO)
    perform(second, "leave", by=walk.worker, reason=words.LOOKED_INTO)
    perform(third, "give_up_correction", by=walk.worker)
    for name in ("give_up_complaint", "take", "reply"):
        made = complained(walk, "clear_spring")
        made = (
            perform(made, "take", by=dov)
            if name != "give_up_complaint"
            else perform(made, name, by=walk.worker)
        )
        if name == "reply":
            perform(made, name, by=dov, outcome=Outcome.PARTLY, reason=words.LOOKED_INTO)
    kept = kept_from_use(walk, DataSet.LEGAL)
    actions.lift(restriction=kept, reason=words.LOOKED_INTO, person_told=True, by=walk.worker)


def asked_for_all(walk: Walk) -> None:
    """The person asked for everything that one may ask for."""
    copy_at(walk, CopyStatus.ASKED)
    complained(walk, "clear_spring")
    called_wrong(walk)
    kept_from_use(walk, DataSet.LEGAL)
