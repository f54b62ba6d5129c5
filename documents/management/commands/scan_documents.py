"""Have those documents checked that no scanner has answered for."""

from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Q

from accounts.actors import Actor
from documents.actions import scan
from documents.enums import DocumentStatus
from documents.models import Document
from wall.context import as_command
from workflow.refusal import Refused

WAITING = [DocumentStatus.RECEIVED, DocumentStatus.SCANNING, DocumentStatus.ERROR]


class Command(BaseCommand):
    """Each is checked through the gate, the oldest first."""

    help = "Check the documents that wait for the virus scanner. Run it every few minutes."

    @as_command("scan_documents")
    def handle(self, *args: Any, **options: Any) -> None:
        unscanned = Q(status=DocumentStatus.CLEAN, scanned_at=None)
        waiting = list(Document.objects.filter(Q(status__in=WAITING) | unscanned).order_by("added_at"))
        for document in waiting:
            # Somebody may have acted since the list was read: the gate refuses and remembers.
            with suppress(Refused):
                scan(document=document, by=Actor.system("scan_documents"))
        self.stdout.write(f"{len(waiting)} checked")
