"""What of a case leaves the product, and on what basis: asked under the case's lock, so no withdrawal comes between."""

from uuid import UUID

from django.http import HttpResponse

from accounts.actors import Actor
from encryption import keys
from identification import documents
from identification.models import Case, Decision
from outlet.handing import hand_out
from outlet.things import Content, declare
from papers.languages import Choice


def hold(case_id: UUID) -> None:
    """Wait for whoever changes the case, and let nobody change it before this is over."""
    Case.objects.select_for_update(no_key=True).only("pk").get(pk=case_id)


def _reads_decision(decision: Decision, by: Actor) -> bool:
    hold(decision.case_id)
    is_read = Case.objects.with_decisions_for(by).filter(decisions=decision.pk).exists()
    return is_read and keys.exist(decision.case_id)


LETTER = declare("decision.print", _reads_decision)


def letter(decision: Decision, choice: Choice, *, by: Actor) -> HttpResponse:
    """Hand out a decision on paper, to those who read it."""
    return hand_out(
        LETTER,
        decision,
        lambda: Content(documents.letter(decision, choice)),
        by=by,
        target=decision.pk,
        case_id=decision.case_id,
    )
