"""What happens to voluntary returns."""

from collections.abc import Callable

from accounts.enums import ServiceKind
from consent.enums import DataSet, Purpose
from demo import words
from demo.clock import pass_days
from demo.stories.referrals import referred
from demo.walk import Walk, in_days
from identification.jurisdictions import days
from repatriation.enums import FailureReason, ReturnStatus, RiskLevel
from repatriation.models import Return
from workflow.gate import perform

Step = Callable[[Walk, Return], Return]
RECEIVERS = {"BK": "welcome_back", "CT": "home_shore"}


def returning(walk: Walk, status: ReturnStatus, to: str = "BK") -> None:
    """A return to this country has come as far as this state."""
    if WAYS[status][2:]:
        referred(
            walk, "open_door", ServiceKind.LEGAL_AID
        )  # a counsel must see the case to join the assessment
    referred(walk, "homeward", ServiceKind.RETURN)
    fresh = Return.on(walk.referral, pk=walk.key("return"), destination_country=to)
    walk.going = perform(fresh, "explore", by=walk.world.staff["rafi"])
    for step in WAYS[status]:
        walk.going = step(walk, walk.going)


def grown_stale(walk: Walk) -> None:
    """The risk was assessed so long ago that it must be assessed anew."""
    limit = days(walk.person.country, "risk_assessment_days")
    pass_days(walk.going, limit + 5, "risk_assessed_at", "status_since")


def _rafi(walk: Walk, going: Return, name: str, **entered: object) -> Return:
    return perform(going, name, by=walk.world.staff["rafi"], **entered)


def _wish(walk: Walk, going: Return) -> Return:
    return _rafi(walk, going, "consent", wish=words.WISH)


def _name_receiver(walk: Walk, going: Return) -> Return:
    receiver = walk.world.places[RECEIVERS[going.destination_country]]
    return _rafi(walk, going, "name_receiver", receiving_organisation=receiver)


def _assess(walk: Walk, going: Return) -> Return:
    return _assessed(walk, going, RiskLevel.LOW)


def _assess_high(walk: Walk, going: Return) -> Return:
    return _assessed(walk, going, RiskLevel.HIGH)


def _assessed(walk: Walk, going: Return, risk: RiskLevel) -> Return:
    return perform(going, "assess_risk", risk=risk, by=walk.worker)


def _join(walk: Walk, going: Return) -> Return:
    claims = {"asylum_claim": going.risk == RiskLevel.HIGH, "proceeding_pending": False}
    return perform(going, "join_assessment", **claims, leave_of_court=False, by=walk.world.staff["lena"])


def _declare_not_safe(walk: Walk, going: Return) -> Return:
    return perform(going, "declare_not_safe", by=walk.team.supervisor)


def _clear(walk: Walk, going: Return) -> Return:
    return perform(going, "clear", by=walk.team.supervisor)


def _start_documents(walk: Walk, going: Return) -> Return:
    return _rafi(walk, going, "start_documents")


def _confirm(walk: Walk, going: Return) -> Return:
    walk.agree(RECEIVERS[going.destination_country], Purpose.RETURN, DataSet.SUMMARY)
    return _rafi(walk, going, "confirm_receiving")


def _schedule(walk: Walk, going: Return) -> Return:
    return _rafi(walk, going, "schedule", travel_on=in_days(6))


def _depart(walk: Walk, going: Return) -> Return:
    pass_days(going, 6, "travel_on")
    return _rafi(walk, going, "depart")


def _hand_over(walk: Walk, going: Return) -> Return:
    return _rafi(walk, going, "hand_over", sending_signed=True, receiving_signed=True)


def _monitor(walk: Walk, going: Return) -> Return:
    return _rafi(walk, going, "monitor")


def _complete(walk: Walk, going: Return) -> Return:
    length = days(walk.person.country, "monitoring_days")
    pass_days(going, length + 1, "monitoring_until", "travel_on", "status_since")
    return _rafi(walk, going, "complete", no_contact_wished=False)


def _withdraw(walk: Walk, going: Return) -> Return:
    return _rafi(walk, going, "withdraw")


def _fail(walk: Walk, going: Return) -> Return:
    return _rafi(walk, going, "fail", failure_reason=FailureReason.DOCUMENTS)


ASSESSED = (_wish, _name_receiver, _assess, _join)
TRAVELLED = (
    *ASSESSED,
    _clear,
    _start_documents,
    _confirm,
    _schedule,
    _depart,
    _hand_over,
    _monitor,
    _complete,
)
WAYS: dict[ReturnStatus, tuple[Step, ...]] = {
    ReturnStatus.EXPLORED: (),
    ReturnStatus.CONSENTED: (_wish,),
    ReturnStatus.WITHDRAWN: (_wish, _withdraw),
    ReturnStatus.RISK_ASSESSED: ASSESSED,
    ReturnStatus.NOT_SAFE: (_wish, _name_receiver, _assess_high, _join, _declare_not_safe),
    ReturnStatus.CLEARED: TRAVELLED[:5],
    ReturnStatus.DOCUMENTS: TRAVELLED[:6],
    ReturnStatus.FAILED: (*TRAVELLED[:6], _fail),
    ReturnStatus.RECEIVING_CONFIRMED: TRAVELLED[:7],
    ReturnStatus.SCHEDULED: TRAVELLED[:8],
    ReturnStatus.IN_TRANSIT: TRAVELLED[:9],
    ReturnStatus.HANDED_OVER: TRAVELLED[:10],
    ReturnStatus.MONITORING: TRAVELLED[:11],
    ReturnStatus.COMPLETED: TRAVELLED,
}
