"""Taking back: never refused, all of it in one transaction, and told as it really happened."""

from dataclasses import dataclass

from django.db import transaction

from accounts.actors import Actor
from consent import actions
from consent.models import Consent
from consent.withdrawal.choices import Choice, chosen
from consent.withdrawal.effects import Effects, foretold
from identification.models import Case


@dataclass(frozen=True)
class Taken:
    """What was taken back, and what became of the case."""

    consents: list[Consent]
    effects: Effects


@transaction.atomic
def take_back(*, case: Case, choice: Choice, by: Actor) -> Taken:
    """Return what was in force of this choice, taken back now. Nothing in force is no refusal: nothing is left to stop.

    What it means is asked under the case's lock, by the same questions that the rooms then answer with deeds.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("carrier").get(pk=case.pk)
    given = list(choice.given(case))
    for one in given:
        one.case = case
    effects = foretold(case, given, by)
    withdrawn = actions.withdraw_all(consents=given, by=by)
    return Taken(withdrawn, effects)


def take_back_one(*, consent: Consent, by: Actor) -> Consent:
    """Return one consent, taken back, from a page that asked for this one alone."""
    take_back(case=consent.case, choice=chosen(f"one:{consent.pk}", consent.case, by), by=by)
    return Consent.objects.get(pk=consent.pk)
