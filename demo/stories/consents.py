"""What happens to consents and legal grounds."""

from accounts.actors import Actor
from consent import actions
from consent.enums import Capacity, DataSet, GroundCode, InformedPoint, PersonTold, Purpose
from consent.models import Consent, Talk
from consent.talks import actions as talks
from demo import words
from demo.clock import pass_days
from demo.walk import Walk, in_days
from identification.jurisdictions import days
from workflow.gate import perform


def begun(walk: Walk, place: str, purpose: Purpose, data: DataSet) -> None:
    """A talk was interrupted after its third point."""
    (draft,) = walk.prepare(place, purpose, data)
    talk = walk.decide(draft)
    for point in list(InformedPoint.values)[:3]:
        talk = talks.explain(talk=talk, point=point, by=walk.worker)


def undecided(walk: Walk, place: str, purpose: Purpose, data: DataSet) -> None:
    """The person could not decide, and is to be asked again today."""
    (draft,) = walk.prepare(place, purpose, data)
    talk = Talk.objects.get(pk=draft.talk)
    noted = talks.note_capacity
    noted(talk=talk, capacity=Capacity.NOT_NOW, note=words.NOT_NOW, ask_again_on=in_days(0), by=walk.worker)


def nothing_to_police(walk: Walk) -> None:
    """The person wants nothing to go to the police."""
    actions.refuse_police(case=walk.case, by=walk.worker)


def explained(walk: Walk, place: str, purpose: Purpose, data: DataSet) -> None:
    """A consent is explained; the person thinks about it."""
    walk.explain(walk.prepare(place, purpose, data))


def refused(walk: Walk, place: str, purpose: Purpose, data: DataSet) -> None:
    """The person said no."""
    drafts = walk.prepare(place, purpose, data)
    walk.explain(drafts)
    for draft in drafts:
        perform(draft, "refuse", by=walk.worker)


def agreed(walk: Walk, place: str, purpose: Purpose, data: DataSet) -> None:
    """The person said yes."""
    walk.agree(place, purpose, data)


def renewed(walk: Walk, place: str, purpose: Purpose, data: DataSet) -> None:
    """The person said yes again; the older consent is replaced."""
    del walk.agreed[place, purpose, data]
    walk.agree(place, purpose, data)


def withdrawn(walk: Walk, place: str, purpose: Purpose = Purpose.SHARING) -> None:
    """The person took it back."""
    walk.withdraw(place, purpose)


def expired(walk: Walk, place: str, purpose: Purpose, data: DataSet) -> None:
    """The time of a consent is over, and the clock said so."""
    consent = walk.agreed.pop((place, purpose, data))
    length = days(walk.person.country, "consent_days")
    pass_days(consent, length + 1, "given_at", "expires_at", "status_since")
    actions.expire(consent=consent, by=Actor.system("expire_consents"))
    walk.look_again()


def ground_proposed(walk: Walk, place: str, ground: GroundCode, data: DataSet) -> Consent:
    """A supervisor proposed a legal ground; a second person must agree."""
    reason = words.COURT_GROUND if ground == GroundCode.COURT_ORDER else words.SUPPORT_GROUND
    return actions.propose_ground(
        case=walk.case,
        purpose=Purpose.MEDICAL if place == "clear_spring" else Purpose.SHARING,
        recipient=walk.world.places[place],
        data=data,
        ground=ground,
        reason=reason,
        person_told=PersonTold.TOLD,
        until=in_days(30),
        by=walk.team.supervisor,
    )


def ground_approved(walk: Walk, place: str, ground: GroundCode, data: DataSet) -> None:
    """Two people stand for a legal ground."""
    perform(ground_proposed(walk, place, ground, data), "approve_ground", by=walk.world.staff["dov"])
