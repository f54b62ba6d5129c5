"""Expire the consents and legal grounds whose time is over."""

from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.actors import Actor
from consent.actions import expire
from consent.enums import IN_FORCE
from consent.models import Consent
from wall.context import as_command
from workflow.refusal import Refused


class Command(BaseCommand):
    """Each is expired through the gate, with the effects of a withdrawal."""

    help = "Expire the consents and legal grounds whose time is over. Run it every few minutes."

    @as_command("expire_consents")
    def handle(self, *args: Any, **options: Any) -> None:
        over = Consent.objects.filter(status__in=IN_FORCE, expires_at__lte=timezone.now())
        rows = list(over)
        for consent in rows:
            # Somebody may have acted since the list was read: the gate refuses and remembers.
            with suppress(Refused):
                expire(consent=consent, by=Actor.system("expire_consents"))
        self.stdout.write(f"{len(rows)} expired")
