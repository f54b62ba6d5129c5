"""What changes documents, and the one way to their bytes."""

from typing import Any, NoReturn

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from audit.log import record
from audit.models import Outcome
from documents import scanner
from documents.enums import DocumentStatus
from documents.models import Document, Part
from documents.scanner import Verdict
from encryption.errors import DecryptionError
from workflow.gate import perform
from workflow.guard import writing
from workflow.refusal import Ground, Refusal, Refused

# With the byte that ends the padding, a part fills a bucket of 256 KiB to the last byte.
PART_BYTES = 256 * 1024 - 1
PARTS_AT_ONCE = 8
SCANNER = Actor.system("virus_scanner")
STEP_AFTER = {
    Verdict.CLEAN: "pass_scan",
    Verdict.INFECTED: "find_malware",
    Verdict.NO_ANSWER: "miss_scan",
}


@transaction.atomic
def receive(*, document: Document, content: bytes, by: Actor) -> Document:
    """Return the document, sealed in parts; nobody can open it before it was checked."""
    document = perform(document, "receive", by=by)
    starts = range(0, len(content), PART_BYTES)
    parts = [_part(document, index, content, start) for index, start in enumerate(starts)]
    with writing():
        Part.objects.bulk_create(parts, batch_size=PARTS_AT_ONCE)
    return document


def scan(*, document: Document, by: Actor) -> Document:
    """Return the document with what the scanner said of it.

    The scanner is asked between two transactions, so that nobody waits for it; meanwhile the document is blocked.
    """
    document = perform(document, "start_scan", by=by)
    if scanner.is_left_out():
        return perform(document, "let_through", by=SCANNER)
    return perform(document, STEP_AFTER[_verdict(document)], by=SCANNER)


def content_for(*, document: Document, by: Actor) -> bytes:
    """Return all the bytes, authenticated, for `documents.leaving`, which alone hands them out and says so in the log.

    Refused, and remembered, where the document is not clean, is damaged, or its keys are destroyed.
    """
    if document.status != DocumentStatus.CLEAN:
        _refuse(document, by, "is_blocked", document.get_status_display())
    if document.scanned_at is None and not scanner.is_left_out():
        _refuse(document, by, "is_not_scanned", _("No virus scanner has checked this document yet."))
    try:
        return document.content()
    except DecryptionError:
        _refuse(
            document,
            by,
            "is_unreadable",
            _(
                "This document cannot be read: its key is destroyed, or it was altered. Nothing of it was sent."
            ),
        )


def _verdict(document: Document) -> Verdict:
    """Ask the scanner; of what cannot be read it has nothing to say."""
    try:
        return scanner.ask(document.content())
    except DecryptionError:
        return Verdict.NO_ANSWER


def _part(document: Document, index: int, content: bytes, start: int) -> Part:
    end = start + PART_BYTES
    sealed: Any = content[start:end]
    place = {"case": document.case, "document": document, "index": index}
    return Part(**place, is_last=end >= len(content), content=sealed)


def _refuse(document: Document, by: Actor, code: str, sentence: str) -> NoReturn:
    facts: dict[str, Any] = {"case_id": document.case_id, "target": str(document.pk), "reasons": [code]}
    record("document.view", by=by, outcome=Outcome.REFUSED, apart=True, **facts)
    raise Refused([Refusal(Ground.STATE, code, sentence)])
