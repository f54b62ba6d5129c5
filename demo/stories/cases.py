"""What happens to a case: met, screened, passed on, decided, closed."""

from accounts.enums import ServiceKind
from consent.enums import DataSet, Purpose
from demo import words
from demo.answers import ANSWERS
from demo.clock import pass_days
from demo.people.court import COURT_CASES
from demo.stories.referrals import referred
from demo.walk import Walk, today
from identification import actions
from identification.deciding.grounds import Grounds
from identification.enums import ClosingReason
from identification.inquiries import actions as inquiries
from identification.inquiries.rules import latest_day
from identification.jurisdictions import days
from referral.enums import ReferralStatus
from workflow.gate import perform


def met(walk: Walk, by: str) -> None:
    """Somebody opened a case and wrote down who the person is."""
    walk.meet(by)


def met_twice(walk: Walk) -> None:
    """Another worker did not know that the person was known; two cases became one."""
    walk.meet_again()


def screened(walk: Walk, answers: str, profile: str = "") -> None:
    """A screening is completed."""
    walk.screen(ANSWERS[answers], profile)


def under_way(walk: Walk) -> None:
    """A screening is open."""
    walk.screen(ANSWERS["begun"], complete=False)


def found(walk: Walk, by: str, profile: str = "") -> None:
    """The person was met, screened, and is a presumed victim."""
    walk.meet(by)
    presumed(walk, profile)


def presumed(walk: Walk, profile: str = "") -> None:
    """The person, already met, was screened, and is a presumed victim."""
    walk.screen(ANSWERS["presumed"], profile)
    walk.step("presume")


def judged(walk: Walk, by: str) -> None:
    """The screenings follow the facts of a judgment, in as many talks as there are variants."""
    walk.meet(by)
    court = COURT_CASES[walk.person.key]
    for talk in court.talks:
        walk.screen(talk.indicators, court.profile)
    walk.step("presume")


def overridden(walk: Walk) -> None:
    """The person is presumed, for a reason outside the checklist."""
    walk.step("override_upward", reason=words.OVERRIDE)


def passed_on(walk: Walk) -> None:
    """The first responder passed the case on to the country's case manager, as the person agreed."""
    place = CARRIERS[walk.person.country]
    referred(walk, place, ServiceKind.CASE_MANAGEMENT, ReferralStatus.ACCEPTED)
    walk.worker = walk.team.manager
    referral = perform(walk.referral, "start", by=walk.worker)
    walk.referral = perform(referral, "complete", outcome="helped", by=walk.worker)


def asked_not_indicated(walk: Walk) -> None:
    """A supervisor is asked to agree that nothing is indicated."""
    walk.step("ask_not_indicated")


def agreed_not_indicated(walk: Walk) -> None:
    """Two people agree that nothing is indicated."""
    walk.step("agree_not_indicated", by=walk.team.supervisor)


def recovering(walk: Walk, since: int) -> None:
    """The time for recovery has run for so many days."""
    walk.step("start_recovery")
    pass_days(walk.case, since, "status_since", "recovery_until")
    walk.look_again()


def pending(walk: Walk, since: int = 0) -> None:
    """The authority was asked so many days ago."""
    place = f"board_{walk.person.country.lower()}"
    board = walk.world.places[place]
    walk.agree(place, Purpose.IDENTIFICATION, DataSet.IDENTITY)
    walk.case = actions.request_identification(case=walk.case, authority=board, by=walk.worker)
    pass_days(walk.case, since, "status_since", "decision_due")
    walk.look_again()


def voted(walk: Walk, yes: tuple[str, ...], no: tuple[str, ...] = ()) -> None:
    """These members of the authority voted, each with grounds of their own."""
    for names, outcome, grounds in ((yes, "yes", words.GROUNDS_YES), (no, "no", words.DISSENT)):
        for name in names:
            by = walk.world.staff[name]
            walk.case = actions.vote(case=walk.case, outcome=outcome, grounds=_grounds(walk, grounds), by=by)


def _grounds(walk: Walk, text: str) -> Grounds:
    child = walk.case.is_child
    return Grounds(
        act=words.ACT_CHILD if child else words.ACT,
        means="" if child else words.MEANS,
        purpose=words.EXPLOITATION,
        text=text,
    )


def grounds_found(walk: Walk) -> None:
    """The first of two decisions is yes."""
    walk.case = actions.find_grounds(
        case=walk.case, grounds=_grounds(walk, words.GROUNDS_YES), appeal_told=True, by=walk.team.board
    )


def questioned(walk: Walk, ends: str = "") -> None:
    """The authority asked the carrier; the question is open, or ended in this way."""
    due = latest_day(walk.case) or today()
    inquiry = inquiries.ask(case=walk.case, question=words.QUESTION_OF_BOARD, due=due, by=walk.team.board)
    if ends == "answered":
        inquiries.reply(inquiry=inquiry, answer=words.ANSWER_TO_BOARD, by=walk.worker)
    elif ends == "not answered":
        inquiries.say_why_not(inquiry=inquiry, answer=words.NO_ANSWER_TO_BOARD, by=walk.worker)
    elif ends == "taken back":
        inquiries.take_back(inquiry=inquiry, by=walk.team.board)
    walk.look_again()


def identified(walk: Walk) -> None:
    """The authority decided yes."""
    walk.case = actions.identify(
        case=walk.case, grounds=_grounds(walk, words.GROUNDS_YES), appeal_told=True, by=walk.team.board
    )


def not_identified(walk: Walk) -> None:
    """The authority decided no."""
    walk.case = actions.refuse_identification(
        case=walk.case, grounds=_grounds(walk, words.GROUNDS_NO), appeal_told=True, by=walk.team.board
    )


def appealed(walk: Walk) -> None:
    """The person appealed, a few days after the decision."""
    pass_days(walk.case, 5, "status_since")
    walk.step("appeal")


def granted(walk: Walk, by: str) -> None:
    """Another member of the authority granted the appeal."""
    decider = walk.world.staff[by]
    walk.case = actions.grant_appeal(
        case=walk.case, grounds=_grounds(walk, words.GROUNDS_APPEAL), appeal_told=True, by=decider
    )


def consent_to_identification_withdrawn(walk: Walk) -> None:
    """The person took it back: nothing is decided, help goes on."""
    board = next(key for key, purpose, _data in walk.agreed if purpose == Purpose.IDENTIFICATION)
    walk.withdraw(board, Purpose.IDENTIFICATION)


def followed_up(walk: Walk, since: int = 0) -> None:
    """Nothing is open any more."""
    walk.step("follow_up", safety_plan=True)
    pass_days(walk.case, since, "status_since")


def closed(walk: Walk) -> None:
    """A supervisor closed the case."""
    walk.step("close", by=walk.team.supervisor, closing_reason=ClosingReason.INTEGRATED)


def reopened(walk: Walk) -> None:
    """The person came back after a month, agreed anew, and the case is open again."""
    pass_days(walk.case, days(walk.person.country, "appeal_days"), "status_since")
    walk.look_again()
    walk.agree("", Purpose.SERVICES, DataSet.NEEDS)
    walk.step("reopen")


def declined(walk: Walk) -> None:
    """The person wanted nothing from us: their keys are gone."""
    walk.case = actions.decline(case=walk.case, can_decide="yes", by=walk.worker)


def looked_up(walk: Walk, by: str) -> None:
    """Somebody opened the identity, and said why."""
    actions.open_identity(case=walk.case, by=walk.world.staff[by], reason="speak_with")


CARRIERS = {"AV": "lantern_house", "BK": "river_mill", "CT": "olive_branch"}
