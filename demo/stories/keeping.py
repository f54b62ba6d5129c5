"""What was kept for long enough, what holds it, and who asked that nothing of them is kept."""

from datetime import timedelta

from django.utils import timezone

from accounts.actors import Actor
from demo import words
from demo.clock import pass_days
from demo.walk import Walk
from retention import actions
from retention.enums import ErasureStatus, HeldFor, HoldStatus, ProposalStatus, WishOf
from retention.models import Erasure, LegalHold, Proposal
from workflow.gate import perform

CLOCK = Actor.system("propose_retention")
JOB = Actor.system("execute_retention")
OFFICER = "dov"
LONG_AGO = 380  # days, for a case in which nothing was indicated


def held(walk: Walk, held_for: HeldFor, status: HoldStatus = HoldStatus.STANDING) -> None:
    """Somebody asks that nothing of the case is destroyed; or asked, and no longer does."""
    until = timezone.localdate() + timedelta(days=180)
    new = LegalHold(pk=walk.key("hold"), case=walk.case, held_for=held_for)
    hold = actions.place(hold=new, until=until, reason=words.HELD, by=walk.worker)
    if status == HoldStatus.LIFTED:
        actions.lift(legalhold=hold, reason=words.HELD_NO_LONGER, by=walk.team.supervisor)


def asked_to_be_erased(walk: Walk, status: ErasureStatus, by: str = "nora") -> None:
    """The person asked that what is kept about them is destroyed; the answer has come as far as this."""
    new = Erasure(pk=walk.key("erasure"), case=walk.case)
    wish = actions.ask_erasure(
        erasure=new, wish_of=WishOf.PERSON, said=words.ERASE_ME, by=walk.world.staff[by]
    )
    officer = walk.world.staff[OFFICER]
    if status == ErasureStatus.DONE:
        actions.approve_erasure(erasure=wish, by=officer)
    elif status == ErasureStatus.REFUSED:
        told = {"grounds": words.HELD, "complaint_explained": True}
        perform(wish, "refuse", by=officer, **told)
    elif status == ErasureStatus.TAKEN_BACK:
        perform(wish, "take_back", by=walk.world.staff[by])
    walk.look_again()


def kept_for_long_enough(walk: Walk, status: ProposalStatus) -> None:
    """The clock proposed to erase the case; what became of that."""
    pass_days(walk.case, LONG_AGO, "status_since")
    walk.look_again()
    proposal, officer = actions.propose_due(case=walk.case, by=CLOCK), walk.world.staff[OFFICER]
    if status == ProposalStatus.PUT_OFF:
        until = timezone.localdate() + timedelta(days=60)
        perform(proposal, "put_off", until=until, reason=words.PUT_OFF, by=officer)
    elif status in (ProposalStatus.APPROVED, ProposalStatus.EXECUTED):
        proposal = perform(proposal, "agree", by=officer)
    if status == ProposalStatus.EXECUTED:
        actions.execute(proposal=proposal, by=JOB)
    if status == ProposalStatus.LAPSED:
        _opened_again(walk, proposal)
    walk.look_again()


def wanted_nothing(walk: Walk) -> None:
    """The person wanted nothing: their keys are gone, and an anonymous notice counts them."""
    asked = {"sex": walk.person.sex, "form": "forced_labour"}
    walk.case = actions.decline(case=walk.case, can_decide="yes", by=walk.worker, **asked)


def _opened_again(walk: Walk, proposal: Proposal) -> None:
    walk.look_again()
    walk.step("override_upward", reason=words.HELD_NO_LONGER)
    actions.lapse(proposal=proposal, by=CLOCK)
