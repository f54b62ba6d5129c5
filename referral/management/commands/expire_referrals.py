"""Expire the referrals that nobody answered by their deadline."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.actors import Actor
from referral.actions import expire
from referral.enums import WAITING
from referral.models import Referral
from workflow.clock import ExpireCommand


class Command(ExpireCommand):
    """Each is expired through the gate; its case manager and a supervisor are told."""

    help = "Expire the referrals that nobody answered by their deadline. Run it every few minutes."

    def over(self) -> Iterable[Referral]:
        return Referral.objects.filter(status__in=WAITING, deadline_at__lte=timezone.now())

    def expire(self, row: Referral, by: Actor) -> Referral:
        return expire(referral=row, by=by)
