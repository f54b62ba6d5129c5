"""Expire the consents and legal grounds whose time is over."""

from collections.abc import Iterable

from accounts.actors import Actor
from consent.actions import expire
from consent.models import Consent
from workflow.clock import ExpireCommand


class Command(ExpireCommand):
    """Each is expired through the gate, with the effects of a withdrawal."""

    help = "Expire the consents and legal grounds whose time is over. Run it every few minutes."

    def over(self) -> Iterable[Consent]:
        return Consent.objects.over()

    def expire(self, row: Consent, by: Actor) -> Consent:
        return expire(consent=row, by=by)
