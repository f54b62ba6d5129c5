"""How deciding is told: which question is put, who voted, what was decided and who did not agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import roles
from accounts.actors import Actor
from identification.deciding.forms import question_of
from identification.deciding.rules import is_apart
from identification.enums import AWAITS_DECISION, DecisionOutcome, Opinion, Stage
from identification.models import Case, Decision, Vote

ONLY_OF_TWO = {"find_grounds", "find_grounds_on_appeal"}


@dataclass(frozen=True)
class Taken:
    """A decision as it is shown: with the count of votes where there were several, and what dissenters wrote.

    What those wrote who agreed is shown at their authority alone.
    """

    row: Decision
    count: str
    dissents: list[Vote]
    agreed: list[Vote]


def steps_of(case: Case, steps: Iterable[str]) -> list[str]:
    """Return these steps without those that the rules of this case's procedure do not know."""
    left_out = (set() if case.stage else ONLY_OF_TWO) | (set() if case.has_panel else {"vote"})
    return [name for name in steps if name not in left_out]


def deciding_steps(case: Case, steps: Iterable[str]) -> list[str]:
    """Return those of these steps that decide."""
    known = {"vote", "identify", "refuse_identification", "grant_appeal", "dismiss_appeal", *ONLY_OF_TWO}
    return [name for name in steps_of(case, steps) if name in known]


def is_decided_by(case: Case, actor: Actor) -> bool:
    """Tell whether this actor is one of those who decide on the case now."""
    return (
        actor.has(roles.AUTHORITY_MEMBER)
        and actor.is_of(case.authority_id)
        and case.status in AWAITS_DECISION
    )


def question(case: Case) -> str:
    """Return the question that the authority answers now."""
    return str(question_of(case.stage))


def votes_given(case: Case, given: int) -> str:
    """Return how many votes there are of how many that are needed; nothing where one member decides."""
    if not case.has_panel:
        return ""
    told = {"given": given, "needed": case.members_needed}
    return ngettext("%(given)d vote of %(needed)d", "%(given)d votes of %(needed)d", given) % told


def waits(case: Case, given: int) -> list[str]:
    """Return in a few words where deciding stands: the stage, the votes, an open question."""
    stage = str(Stage(case.stage).label) if case.stage else ""
    return [one for one in (stage, votes_given(case, given), open_question(case)) if one]


def open_question(case: Case) -> str:
    """Return until when an answer is due, and that the clock stands still meanwhile; nothing where none is open."""
    if case.question_due is None:
        return ""
    asked = _("Question open, answer due on %(day)s") % {"day": date_format(case.question_due, "j E Y")}
    return f"{asked} · {_('the time for the decision stands still')}" if case.stands_still else asked


def taken(case: Case, rows: Iterable[Decision], actor: Actor) -> list[Taken]:
    """Return decisions with the votes that dissent, and to members of the authority with those that agree as well."""
    votes = list(case.votes.filter(is_void=False).select_related("voted_by").order_by("voted_at"))
    theirs = _votes_at_home(case, actor)
    return [_taken(row, [one for one in votes if one.round == row.round], theirs) for row in rows]


def count(decision: Decision, votes: list[Vote]) -> str:
    """Return how many members agreed with a decision, of how many; nothing where one member decided."""
    if decision.members <= 1:
        return ""
    agreed = len(votes) - len(dissenting(decision, votes))
    told = {"agreed": agreed, "members": len(votes)}
    return _("%(agreed)d of %(members)d members agreed with this decision.") % told


def dissenting(decision: Decision, votes: list[Vote]) -> list[Vote]:
    """Return the votes that say otherwise than the decision of their round."""
    said = Opinion.NO if decision.outcome == DecisionOutcome.NOT_IDENTIFIED else Opinion.YES
    return [one for one in votes if one.outcome != said]


def _votes_at_home(case: Case, actor: Actor) -> set[UUID]:
    """Return the votes of this member's own authority; another one's, asked earlier, stay there."""
    if not (actor.has(roles.AUTHORITY_MEMBER) and actor.is_of(case.authority_id) and is_apart(case, actor)):
        return set()
    theirs = case.votes.filter(voted_by__memberships__organisation=actor.organisation_id)
    return set(theirs.values_list("pk", flat=True))


def _taken(row: Decision, votes: list[Vote], shown: set[UUID]) -> Taken:
    against = dissenting(row, votes)
    agreed = [one for one in votes if one not in against and one.pk in shown]
    return Taken(row, count(row, votes), against, agreed)
