"""Expire the consents and legal grounds whose time is over."""

from collections.abc import Iterable

from accounts.actors import Actor
from consent import rules
from consent.actions import expire, lapse_proposal
from consent.enums import ConsentStatus
from consent.models import Consent
from workflow.clock import ExpireCommand


class Command(ExpireCommand):
    """Each is expired through the gate, with the effects of a withdrawal."""

    help = "Expire the consents and legal grounds whose time is over. Run it every few minutes."

    def over(self) -> Iterable[Consent]:
        proposed = Consent.objects.filter(status=ConsentStatus.GROUND_PROPOSED).select_related("case")
        late = [one for one in proposed if rules.proposal_waited_too_long.predicate(one)]
        return [*Consent.objects.over(), *late]

    def expire(self, row: Consent, by: Actor) -> Consent:
        if row.status == ConsentStatus.GROUND_PROPOSED:
            return lapse_proposal(consent=row, by=by)
        return expire(consent=row, by=by)
