"""What people bring: papers, photos, letters, in every state."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from demo import words
from demo.walk import Walk
from documents import actions
from documents.enums import DocumentKind, DocumentStatus, FileType
from documents.models import Document
from workflow.gate import perform

PAPER, INK, FRAME = (620, 400), "black", (40, 40, 580, 360)


def brought(walk: Walk, kind: DocumentKind, status: DocumentStatus = DocumentStatus.CLEAN) -> None:
    """A document was added, and has come as far as this state."""
    document = _received(walk, kind)
    if status in (DocumentStatus.CLEAN, DocumentStatus.WITHDRAWN):
        document = actions.scan(document=document, by=walk.worker)
    elif status != DocumentStatus.RECEIVED:
        document = perform(document, "start_scan", by=walk.worker)
    if status in AFTER:
        document = perform(document, AFTER[status], by=actions.SCANNER)
    if status == DocumentStatus.WITHDRAWN:
        perform(document, "withdraw", reason=words.WRONG_PAPER, by=walk.worker)


def _received(walk: Walk, kind: DocumentKind) -> Document:
    is_photo = kind in (DocumentKind.IDENTITY_DOCUMENT, DocumentKind.PAPERS)
    content = _photo() if is_photo else words.LETTER.encode()
    given: dict[str, Any] = {"name": words.FILE_NAME, "note": words.FILE_NOTE, "kind": kind}
    new = Document(
        pk=walk.key("document"),
        case=walk.case,
        type=FileType.JPEG if is_photo else FileType.TEXT,
        kilobytes=-(-len(content) // 1024),
        added_by=walk.worker.user,
        **given,
    )
    return actions.receive(document=new, content=content, by=walk.worker)


def _photo() -> bytes:
    """Return a picture of a paper that nobody ever had."""
    paper, out = Image.new("RGB", PAPER, "ivory"), BytesIO()
    pen = ImageDraw.Draw(paper)
    pen.rectangle(FRAME, outline=INK, width=3)
    pen.text((60, 60), "SPECIMEN", fill=INK, font_size=40)
    paper.save(out, "JPEG")
    return out.getvalue()


AFTER = {DocumentStatus.INFECTED: "find_malware", DocumentStatus.ERROR: "miss_scan"}
