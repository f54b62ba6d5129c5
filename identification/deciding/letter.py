"""What the letter of a decision says of its stage and of votes. Who voted how stays with those who read decisions."""

from django.utils.translation import gettext as _

from entry.paper import apart, drawable
from identification.deciding.presenters import count, dissenting
from identification.enums import DecisionOutcome, Stage
from identification.models import Decision, Vote
from papers.languages import day


def outcome(decision: Decision) -> str:
    """Return what was decided, as the person is told."""
    if decision.outcome == DecisionOutcome.REASONABLE_GROUNDS:
        return _(
            "There are reasonable grounds to believe that you are a victim of trafficking in human beings."
        )
    if decision.outcome == DecisionOutcome.IDENTIFIED:
        return _("You are identified as a victim of trafficking in human beings.")
    if decision.stage == Stage.REASONABLE_GROUNDS:
        return _(
            "No reasonable grounds were found to believe that you are a victim of trafficking in human beings."
        )
    return _("You are not identified as a victim of trafficking in human beings.")


def what_follows(decision: Decision) -> str:
    """Return when the second decision is due, after a first one; nothing after the last."""
    if decision.next_due is None:
        return ""
    told = {"day": day(decision.next_due)}
    return _("This is the first of two decisions. The second one is due on %(day)s.") % told


def votes(decision: Decision) -> list[str]:
    """Return how many members agreed; and, only where the country says so, why others did not. Names nobody."""
    cast = _votes(decision)
    counted = count(decision, cast)
    against = dissenting(decision, cast) if decision.dissent_in_letter else []
    told = [
        _("A member who did not agree wrote: %(grounds)s") % {"grounds": _on_a_line(one)} for one in against
    ]
    return [counted, *told] if counted else []


def _on_a_line(vote: Vote) -> str:
    parts = [(heading, apart(drawable(" ".join(words.split())))) for heading, words in vote.parts]
    return " · ".join(f"{heading}: {words}" if heading else words for heading, words in parts)


def _votes(decision: Decision) -> list[Vote]:
    return list(decision.case.votes.filter(round=decision.round, is_void=False).order_by("voted_at"))
