"""When a document may be added, checked and let through."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents import scanner
from documents.enums import DocumentStatus
from identification.enums import OPEN
from workflow.rules import rule

if TYPE_CHECKING:
    from accounts.actors import Actor
    from documents.models import Document

MOST_IN_A_CASE = 200
MOST_IN_A_DAY = 40
# A check that was begun longer ago than this has died with its process.
LONGEST_SCAN = timedelta(minutes=5)


@rule(_("The case is not open: nothing more is added to it."))
def case_is_open(document: "Document") -> bool:
    return document.case.status in OPEN


@rule(_("This case holds as many documents as it can."))
def case_has_room(document: "Document") -> bool:
    return document.case.documents.count() < MOST_IN_A_CASE


@rule(_("You have added as many documents as one person may in a day. Go on tomorrow."))
def day_has_room(document: "Document", *, by: "Actor") -> bool:
    since = timezone.now() - timedelta(days=1)
    added = type(document)._default_manager.filter(added_by=by.user_id, added_at__gt=since)
    return added.count() < MOST_IN_A_DAY


@rule(_("This document has been checked already."))
def scan_is_needed(document: "Document") -> bool:
    return document.status != DocumentStatus.CLEAN or document.scanned_at is None


@rule(_("It is being checked right now. Look again in a few minutes."))
def no_scan_is_running(document: "Document") -> bool:
    is_running = document.status == DocumentStatus.SCANNING
    return not is_running or document.status_since < timezone.now() - LONGEST_SCAN


@rule(_("This site does not go without a virus scanner."))
def site_goes_without_scanner(document: "Document") -> bool:
    return scanner.is_left_out()
