"""When something is held, erased or put off."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from encryption import keys
from identification.holds import held
from identification.rules import is_said
from identification.signals import answer_asked, first_answer
from retention.enums import LONGEST_DELAY, LONGEST_HOLD, ErasureStatus, WishOf
from workflow.rules import rule

if TYPE_CHECKING:
    from retention.models import Erasure, Proposal


@rule(_("Nothing is left to destroy: the keys of this case are gone."))
def something_is_left(record: Any) -> bool:
    return keys.exist(record.case_id)


@rule(_("Enter a day after today, two years ahead at the most."))
def hold_ends_in_time(record: Any, *, until: date) -> bool:
    today = timezone.localdate()
    return today < until <= today + LONGEST_HOLD


@rule(_("Enter a day after today, a year ahead at the most."))
def delay_ends_in_time(record: Any, *, until: date) -> bool:
    today = timezone.localdate()
    return today < until <= today + LONGEST_DELAY


@rule(_("The person has asked for this already: it waits for an answer."))
def no_other_wish_waits(erasure: "Erasure") -> bool:
    waiting = type(erasure)._default_manager.filter(case=erasure.case_id, status=ErasureStatus.ASKED)
    return not waiting.exclude(pk=erasure.pk).exists()


@rule(_("For a child, only what the child says counts here: nobody erases a child's case in their place."))
def a_childs_wish_is_their_own(erasure: "Erasure", *, wish_of: str) -> bool:
    return not erasure.case.is_child or wish_of == WishOf.PERSON


@rule(_("For a child, say that it is in the child's best interests."))
def it_is_best_for_a_child(erasure: "Erasure", *, best_interests: bool) -> bool:
    return not erasure.case.is_child or best_interests


@rule(_("A legal hold stands: nothing of this case is destroyed until it is lifted."))
def nothing_holds_the_case(record: Any) -> bool:
    return not held(record.case)


@rule(_("Something that the person asked for is not finished. Nothing is erased before."))
def no_answer_is_owed(proposal: "Proposal") -> bool:
    """The sentence does not say what: whom a complaint is about does not learn of it here."""
    return not first_answer(answer_asked, proposal.case)


@rule(_("Nothing holds the case, so the wish cannot be refused."))
def something_holds_the_case(erasure: "Erasure") -> bool:
    return bool(held(erasure.case))


@rule(_("Tell the person why, and that they may complain; then write that down."))
def person_knows_the_way_to_complain(erasure: "Erasure", *, complaint_explained: bool) -> bool:
    return complaint_explained


@rule(_("Say what the person is told, in at least ten characters."))
def grounds_are_given(erasure: "Erasure", *, grounds: str) -> bool:
    return is_said(grounds)


@rule(_("The case has moved on: this is no longer due."))
def it_is_still_due(proposal: "Proposal") -> bool:
    return proposal.is_due


@rule(_("It is still due."))
def it_is_no_longer_due(proposal: "Proposal") -> bool:
    return not proposal.is_due


@rule(_("The day until which it was put off has not come."))
def its_day_has_come(proposal: "Proposal") -> bool:
    return proposal.put_off_until is not None and proposal.put_off_until <= timezone.localdate()
