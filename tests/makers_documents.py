"""Documents in each state, and files of each type, made here."""

import struct
import zipfile
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from pypdf import PdfWriter

from accounts.actors import Actor
from documents.actions import receive, scan
from documents.enums import DocumentKind, DocumentStatus, FileType
from documents.models import Document
from identification.models import Case
from tests.cast import Cast
from tests.clamd import EICAR, clamd
from tests.kept import kept
from tests.makers import presumed_case
from workflow.gate import perform

NAME, NOTE = "Canary-Testova passport.pdf", "The canary brought this paper in a shoe."
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WAYS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS_OF_WAY = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@kept
def received(case: Case, by: Actor, content: bytes = b"A letter.", **given: Any) -> Document:
    """Return a document of this case that waits to be checked."""
    fresh = {"kind": DocumentKind.PAPERS, "type": FileType.TEXT, "name": NAME, "note": NOTE, **given}
    new = Document(case=case, added_by=by.user, kilobytes=1, **fresh)
    return receive(document=new, content=content, by=by)


@kept
def document_at(
    status: str, cast: Cast, *, case: Case | None = None, content: bytes = b"A letter.", **given: Any
) -> Document:
    """Return a document in this state, in a case that Nora carries."""
    if status == DocumentStatus.INFECTED:
        content += EICAR
    document = received(case or presumed_case(cast.nora), cast.nora, content, **given)
    if status == DocumentStatus.SCANNING:
        return perform(document, "start_scan", by=cast.nora)
    if status == DocumentStatus.WITHDRAWN:
        return perform(document, "withdraw", reason="It was the wrong paper.", by=cast.nora)
    if status != DocumentStatus.RECEIVED:
        with clamd("closes early" if status == DocumentStatus.ERROR else "honest"):
            document = scan(document=document, by=cast.nora)
    assert document.status == status
    return document


def picture(kind: str = "JPEG", size: tuple[int, int] = (80, 40), **saved: Any) -> bytes:
    """Return a picture whose upper left corner is red."""
    drawn, out = Image.new("RGB", size, "white"), BytesIO()
    ImageDraw.Draw(drawn).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="red")
    drawn.save(out, kind, **saved)
    return out.getvalue()


def exif(*, orientation: int = 1, gps: bool = True) -> Image.Exif:
    """Return what a telephone writes into a photo: how it was held, by whom, and where."""
    said = Image.Exif()
    said[0x0112], said[0x010F], said[0x013B] = orientation, "Canary Phone", "Canary Author"
    if gps:
        said.get_ifd(0x8825).update({1: "N", 2: (41.0, 42.0, 43.0), 3: "E", 4: (44.0, 45.0, 46.0)})
    return said


def pdf(change: Any = None, **given: Any) -> bytes:
    """Return a PDF of one page; `change` may do something to the writer first."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    writer.write(out)
    return out.getvalue()


def docx(
    parts: dict[str, bytes | str] | None = None,
    *,
    words: str = "<w:p><w:r><w:t>A letter.</w:t></w:r></w:p>",
    types: str = "",
    ways: str = "",
    main: str = MAIN,
) -> bytes:
    """Return a Word document; each part of it may be something else."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{words}</w:body></w:document>'
    known = (
        f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>'
    )
    root = f'<Relationship Id="r1" Type="{KINDS_OF_WAY}/officeDocument" Target="word/document.xml"/>'
    whole: dict[str, bytes | str] = {
        "[Content_Types].xml": known,
        "_rels/.rels": f'<Relationships xmlns="{WAYS}">{root}</Relationships>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{WAYS}">{ways}</Relationships>',
        **(parts or {}),
    }
    return zipped(whole)


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """Return a zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    return out.getvalue()


def way(kind: str, target: str, *, outside: bool = True) -> str:
    """Return a relationship of a Word document."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="r9" Type="{KINDS_OF_WAY}/{kind}" Target="{target}"{mode}/>'


def mp3(frames: int = 5, before: bytes = b"", after: bytes = b"") -> bytes:
    """Return silence: frames of MPEG 1 layer III, 128 kilobits, 44.1 kHz."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    return before + frame * frames + after


def id3(words: bytes) -> bytes:
    """Return a tag that stands before the sound, with a comment."""
    frame = b"COMM" + struct.pack(">I", len(words) + 5) + b"\0\0" + b"\0eng\0" + words
    size = len(frame)
    return b"ID3\x03\0\0" + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127]) + frame


def box(kind: bytes, *inside: bytes) -> bytes:
    """Return a box of an MP4 file."""
    content = b"".join(inside)
    return struct.pack(">I4s", len(content) + 8, kind) + content


def m4a(*, handler: bytes = b"soun", words: bytes = b"", brand: bytes = b"M4A ") -> bytes:
    """Return a recording of one track, with words beside it."""
    track = box(
        b"trak",
        box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12), b"Canary Recorder\0")),
        box(b"udta", words),
    )
    place = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+41.0000+044.0000/" + words))
    return (
        box(b"ftyp", brand, bytes(4), b"M4A isom") + box(b"moov", track, place) + box(b"mdat", b"\x21" * 900)
    )
