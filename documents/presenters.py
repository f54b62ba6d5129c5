"""How documents are told."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents import scanner
from documents.enums import DocumentStatus
from documents.models import Document
from encryption import keys
from identification.presenters import Chip

SENTENCES = {
    "document.list": _("looked at the list of documents"),
    "document.look": _("looked at the name and note of a document"),
    "document.view": _("took a copy of a document"),
}
TONES = {
    DocumentStatus.RECEIVED: ("waiting", "clock"),
    DocumentStatus.SCANNING: ("waiting", "clock"),
    DocumentStatus.CLEAN: ("good", "check"),
    DocumentStatus.INFECTED: ("halted", "cross"),
    DocumentStatus.ERROR: ("halted", "pause"),
}
NO_SCANNER = _(
    "This site has no virus scanner. What is added is kept sealed, and nobody can open it until there is one."
)
LEFT_OUT = _("This site has no virus scanner: documents are opened without a check for viruses.")


def chip(document: Document) -> Chip:
    """Return the status of a document as its chip; what no scanner has checked says so."""
    if document.status == DocumentStatus.CLEAN and document.scanned_at is None:
        return Chip(gettext("Not checked for viruses"), "waiting", "warning")
    return Chip.of(DocumentStatus(document.status), TONES)


def about_scanner() -> object:
    """Return what people must know of this site's scanner before they add something; nothing where all is well."""
    if scanner.is_there():
        return ""
    return LEFT_OUT if settings.UPLOADS_WITHOUT_SCANNER else NO_SCANNER


def facts(document: Document) -> list[tuple[object, object]]:
    """Return what is known of a document; its name and note are opened here."""
    is_readable = keys.exist(document.case_id)
    added = date_format(localtime(document.added_at), "j E Y, H:i")
    rows = [
        (_("Kind of file"), document.get_type_display()),
        (_("Size"), gettext("%(count)s kB") % {"count": document.kilobytes}),
        (_("Added"), gettext("%(when)s by %(who)s") % {"when": added, "who": document.added_by}),
        (_("Name of the file"), document.name if is_readable else gettext("erased")),
        (_("Note"), document.note if is_readable else None),
        (_("Why it was taken away"), document.reason if is_readable else None),
    ]
    return [(label, value) for label, value in rows if value]
