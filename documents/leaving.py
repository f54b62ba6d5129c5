"""A copy of a document: it leaves only while the one who takes it may see it, checked and whole."""

from django.http import HttpResponse

from accounts.actors import Actor
from documents import actions
from documents.enums import CONTENT_TYPE, FileType
from documents.models import Document
from identification.leaving import hold
from outlet.handing import hand_out
from outlet.things import Content, declare


def _sees(document: Document, by: Actor) -> bool:
    hold(document.case_id)
    return Document.objects.visible_to(by).filter(pk=document.pk).exists()


COPY = declare("document.view", _sees, types=tuple(CONTENT_TYPE.values()))


def copy(document: Document, *, by: Actor) -> HttpResponse:
    """Hand out a copy: all of it was authenticated before the first byte leaves."""
    kind = CONTENT_TYPE[FileType(document.type)]
    return hand_out(
        COPY,
        document,
        lambda: Content(actions.content_for(document=document, by=by), kind),
        by=by,
        target=document.pk,
        case_id=document.case_id,
    )
