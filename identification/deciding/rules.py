"""When a member may vote, and when a decision may be taken."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from identification.deciding.majority import says_yes
from identification.enums import CaseStatus, Stage
from identification.permissions import took_part_before
from identification.rules import is_said
from workflow.rules import rule, told

if TYPE_CHECKING:
    from accounts.actors import Actor
    from identification.deciding.grounds import Grounds
    from identification.models import Case, Inquiry


@rule(_("Another question is put now: look at the case again."))
def question_is_put_now(case: "Case", *, for_round: int) -> bool:
    """What was typed for one question answers no other one, though the case waits for a decision again."""
    return case.round == for_round


@rule(_("You screened this person, so another member must decide."))
def decider_did_not_screen(record: "Case | Inquiry", *, by: "Actor") -> bool:
    return not _case_of(record).screenings.filter(screened_by=by.user).exists()


@rule(_("You also work for the organisation that carries this case, so another member must decide."))
def decider_does_not_carry(record: "Case | Inquiry", *, by: "Actor") -> bool:
    carrier = record.carrier_id
    return by.user is None or not by.user.memberships.current().filter(organisation=carrier).exists()


def _case_of(record: Any) -> Any:
    """Return the case that is decided, of which a question may be asked."""
    return getattr(record, "case", record)


def is_apart(case: "Case", by: "Actor") -> bool:
    """Tell whether a member took no part in the case otherwise, so that they may decide, and read what others say."""
    with told(by=by):
        return decider_did_not_screen(case) and decider_does_not_carry(case)


@rule(_("Write what was done and for what purpose, each in at least ten characters."))
def grounds_are_given(case: "Case", *, grounds: "Grounds") -> bool:
    return is_said(grounds.act) and is_said(grounds.purpose)


@rule(_("Write by what means, in at least ten characters."))
def means_are_given(case: "Case", *, grounds: "Grounds") -> bool:
    """A child cannot agree to being exploited: no means have to be shown (Palermo Protocol, art. 3)."""
    return case.is_child or is_said(grounds.means)


@rule(_("Tell the person about the right to appeal first."))
def right_to_appeal_is_told(case: "Case", *, appeal_told: bool) -> bool:
    return appeal_told


@rule(_("One decision is taken in this case: there is no first one on reasonable grounds."))
def two_decisions_are_taken(case: "Case") -> bool:
    return bool(case.stage)


@rule(_("Reasonable grounds were decided already."))
def grounds_are_undecided(case: "Case") -> bool:
    return case.stage != Stage.CONCLUSIVE_GROUNDS


@rule(_("Reasonable grounds must be decided first."))
def grounds_are_decided(case: "Case") -> bool:
    return case.stage != Stage.REASONABLE_GROUNDS


@rule(_("One member decides here: no votes are needed."))
def several_members_decide(case: "Case") -> bool:
    return case.has_panel


@rule(_("You took part in an earlier decision on this case, so another member must hear the appeal."))
def heard_by_other_members(case: "Case", *, by: "Actor") -> bool:
    return case.status != CaseStatus.APPEAL or not took_part_before(case, by)


@rule(_("As many members as decide have voted already."))
def panel_has_room(case: "Case", *, by: "Actor") -> bool:
    """A member who voted may change the vote until the decision is taken."""
    voted = set(case.votes_now().values_list("voted_by", flat=True))
    return by.user_id in voted or len(voted) < case.members_needed


@rule(_("Vote first: a member who voted writes the decision."))
def decider_voted(case: "Case", *, by: "Actor") -> bool:
    return not case.has_panel or case.votes_now().filter(voted_by=by.user).exists()


@rule(_("Not enough members have voted yet."))
def enough_members_voted(case: "Case") -> bool:
    return _has_enough(case)


@rule(_("The votes say no."))
def votes_say_yes(case: "Case") -> bool:
    return not _has_enough(case) or not case.has_panel or _say_yes(case)


@rule(_("The votes say yes."))
def votes_say_no(case: "Case") -> bool:
    return not _has_enough(case) or not case.has_panel or not _say_yes(case)


def _has_enough(case: "Case") -> bool:
    return not case.has_panel or case.votes_now().count() >= case.members_needed


def _say_yes(case: "Case") -> bool:
    return says_yes(case.stage, case.votes_now().values_list("outcome", flat=True))
