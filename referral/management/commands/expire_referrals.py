"""Expire the referrals that nobody answered by their deadline."""

from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.actors import Actor
from referral.actions import expire
from referral.enums import WAITING
from referral.models import Referral
from wall.context import as_command
from workflow.refusal import Refused


class Command(BaseCommand):
    """Each is expired through the gate; its case manager and a supervisor are told."""

    help = "Expire the referrals that nobody answered by their deadline. Run it every few minutes."

    @as_command("expire_referrals")
    def handle(self, *args: Any, **options: Any) -> None:
        over = Referral.objects.filter(status__in=WAITING, deadline_at__lte=timezone.now())
        rows = list(over)
        for referral in rows:
            # Somebody may have acted since the list was read: the gate refuses and remembers.
            with suppress(Refused):
                expire(referral=referral, by=Actor.system("expire_referrals"))
        self.stdout.write(f"{len(rows)} expired")
