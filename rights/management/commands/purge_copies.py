"""Copies that nobody fetched in time lapse, and passwords are forgotten after a day."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from accounts.actors import Actor
from rights.actions import purge
from rights.enums import CopyStatus
from rights.models import CopyRequest
from workflow.clock import ExpireCommand


class Command(ExpireCommand):
    """Each is taken back through the gate."""

    help = "Let copies lapse that nobody fetched, and forget the passwords of a day ago. Run it every few minutes."
    done = "purged"

    def over(self) -> Iterable[CopyRequest]:
        now = timezone.now()
        unfetched = CopyRequest.objects.filter(status=CopyStatus.READY, ready_until__lte=now)
        handed = CopyRequest.objects.filter(
            status=CopyStatus.DELIVERED, status_since__lte=now - timedelta(hours=24)
        )
        return [*unfetched, *handed.filter(password__isnull=False)]

    def expire(self, row: CopyRequest, by: Actor) -> CopyRequest:
        return purge(copyrequest=row, by=by)
