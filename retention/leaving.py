"""The card of numbers that a person takes along."""

from django.http import HttpResponse

from accounts.actors import Actor
from identification.leaving import hold
from identification.models import Case
from outlet.handing import hand_out
from outlet.things import Content, declare
from papers.languages import Choice
from retention import documents


def _sees(case: Case, by: Actor) -> bool:
    hold(case.pk)
    return case.is_visible_to(by)


CARD = declare("card.print", _sees)


def card(case: Case, choice: Choice, *, by: Actor) -> HttpResponse:
    """Hand out the card, to those who see the case."""
    return hand_out(
        CARD,
        case,
        lambda: Content(documents.card_of(case, choice)),
        by=by,
        target=case.pk,
        case_id=case.pk,
    )
