"""The words of documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consent.enums import DataSet


class DocumentStatus(models.TextChoices):
    """Where a document stands. Only a clean one can be opened."""

    NEW = "new", _("Not yet added")
    RECEIVED = "received", _("Received, not yet checked")
    SCANNING = "scanning", _("Being checked for viruses")
    CLEAN = "clean", _("Can be opened")
    INFECTED = "infected", _("Blocked: the virus scanner found something")
    ERROR = "error", _("Blocked: the virus scanner did not answer")
    WITHDRAWN = "withdrawn", _("Taken away")


class DocumentKind(models.TextChoices):
    """What a document is. It decides which consent covers it."""

    IDENTITY_DOCUMENT = "identity_document", _("Identity document")
    SIGNED_CONSENT = "signed_consent", _("Signed consent")
    PAPERS = "papers", _("Photo of papers")
    MEDICAL_PAPER = "medical_paper", _("Medical paper")
    COURT_PAPER = "court_paper", _("Court paper")
    OTHER = "other", _("Something else")


class FileType(models.TextChoices):
    """What the bytes are; a name or a browser is never asked."""

    PDF = "pdf", "PDF"
    JPEG = "jpg", "JPEG"
    PNG = "png", "PNG"
    TEXT = "txt", _("plain text")
    DOCX = "docx", "DOCX"
    M4A = "m4a", "M4A"
    MP3 = "mp3", "MP3"


CONTENT_TYPE = {
    FileType.PDF: "application/pdf",
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.TEXT: "text/plain; charset=utf-8",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.M4A: "audio/mp4",
    FileType.MP3: "audio/mpeg",
}
# The data set that a person must have agreed to before another organisation sees such a document.
# What is not named here stays with the carrier.
DATA_OF = {
    DocumentKind.IDENTITY_DOCUMENT: DataSet.IDENTITY,
    DocumentKind.PAPERS: DataSet.IDENTITY,
    DocumentKind.MEDICAL_PAPER: DataSet.HEALTH,
    DocumentKind.COURT_PAPER: DataSet.LEGAL,
}
