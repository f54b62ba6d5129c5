"""Files that somebody might send: good ones of each type, and hostile ones, all made here."""

import gzip
import struct
import tarfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from entry.files.size import MOST_BYTES
from tests import makers_documents as made
from tests.clamd import EICAR

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
EXE = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff" + bytes(200) + b"PE\0\0"


@dataclass(frozen=True)
class Sample:
    """A file as it is sent, and what must become of it: refused, blocked, or clean."""

    name: str
    file: str
    declared: str
    content: bytes
    outcome: str = "refused"


def _said(name: str, **values: str) -> DictionaryObject:
    pairs = {NameObject(f"/{key}"): NameObject(value) for key, value in values.items()}
    return DictionaryObject({NameObject("/Type"): NameObject(name), **pairs})


def _at_root(key: str, value: Any, writer: PdfWriter) -> None:
    writer._root_object[NameObject(key)] = value


def _action(kind: str, **said: Any) -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject(kind), **{NameObject(f"/{key}"): one for key, one in said.items()}}
    )


def _with_action(kind: str, key: str = "/OpenAction") -> bytes:
    return made.pdf(partial(_at_root, key, _action(kind, F=TextStringObject("calc.exe"))))


def _annotated(kind: str) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        note = DictionaryObject({NameObject("/Subtype"): NameObject(kind)})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])

    return change


def _compressed(words: bytes) -> bytes:
    """Return a PDF whose objects, and the words among them, lie in a compressed stream of objects."""
    inner = [b"<</Type/Catalog/Pages 2 0 R" + words + b">>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    inner.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    starts = [sum(len(one) + 1 for one in inner[:at]) for at in range(3)]
    head = " ".join(f"{at + 1} {start}" for at, start in enumerate(starts)).encode() + b" "
    packed = zlib.compress(head + b" ".join(inner))
    out = b"%PDF-1.5\n"
    first = len(out)
    out += b"4 0 obj<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>stream\n" % (
        len(head),
        len(packed),
    )
    out += packed + b"\nendstream endobj\n"
    table = len(out)
    rows = [(0, 0, 255), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, first, 0), (1, table, 0)]
    cross = b"".join(struct.pack(">BHB", *row) for row in rows)
    out += b"5 0 obj<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length %d>>stream\n" % len(cross)
    return out + cross + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % table


def _in_circles(writer: PdfWriter) -> None:
    pages = writer._root_object.raw_get("/Pages")
    pages.get_object()[NameObject("/Kids")] = ArrayObject([pages])


def _picture_in_pdf(writer: PdfWriter) -> None:
    photo = StreamObject()
    photo._data = made.picture(exif=made.exif())
    photo.update(
        {NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject("/DCTDecode")}
    )
    _at_root("/Photo", writer._add_object(photo), writer)


def _locked() -> bytes:
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(9, 9)
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def _png(width: int, height: int, lines: bytes) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def _tar() -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("letter.txt"))
    return out.getvalue()


def _noted(kind: str) -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "<script>alert(1)</script>", zip=kind == "zipped")
    return made.picture("PNG", pnginfo=words)


def _gif() -> bytes:
    out = BytesIO()
    Image.new("P", (9, 9)).save(out, "GIF")
    return out.getvalue()


def _tiff() -> bytes:
    out = BytesIO()
    Image.new("RGB", (9, 9)).save(out, "TIFF")
    return out.getvalue()


def _marked(part: bytes) -> bytes:
    """Return a Word document whose first part says that it is locked."""
    changed = bytearray(part)
    at = changed.find(b"PK\x01\x02")
    changed[at + 8] |= 1
    changed[6] |= 1
    return bytes(changed)


FIELD = (
    '<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\x "y"</w:instrText></w:r></w:p>'
)
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
VBA = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
OLE = (
    '<Override PartName="/word/embeddings/oleObject1.bin" '
    'ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
)
LOL = '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>'
TALL, BOMB = zlib.compress(bytes(60_001 * 1000)), zlib.compress(bytes(200))

PDFS = {
    "a PDF with JavaScript at opening": _with_action("/JavaScript"),
    "a PDF with JavaScript by name": made.pdf(
        partial(_at_root, "/Names", _action("/None", JavaScript=TextStringObject("x")))
    ),
    "a PDF that launches a program": _with_action("/Launch"),
    "a PDF that sends a form": _with_action("/SubmitForm"),
    "a PDF that opens another": _with_action("/GoToR"),
    "a PDF that opens an address by itself": _with_action("/URI"),
    "a PDF with actions of a page": _with_action("/Named", "/AA"),
    "a PDF with a file inside": made.pdf(lambda writer: writer.add_attachment("run.exe", EXE)),
    "a PDF with a film": made.pdf(_annotated("/RichMedia")),
    "a PDF with a file pinned to it": made.pdf(_annotated("/FileAttachment")),
    "a PDF with a form in XML": made.pdf(partial(_at_root, "/XFA", TextStringObject("x"))),
    "a locked PDF": _locked(),
    "a PDF whose JavaScript is spelt otherwise": made.pdf().replace(b"/Pages", b"/J#61vaScript 1/Pages", 1),
    "a PDF whose JavaScript is compressed": _compressed(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
    "a PDF whose attachment is compressed": _compressed(b"/Names<</EmbeddedFiles<</Names[]>>>>"),
    "a PDF with a photo that tells its place": made.pdf(_picture_in_pdf),
    "a PDF with a zip behind it": made.pdf() + made.zipped({"a": b"a" * 2000}),
    "a PDF with a page behind it": made.pdf() + HTML,
    "a PDF with JavaScript where no reader looks": b"99 0 obj<</S/JavaScript>>endobj\nstartxref".join(
        made.pdf().rsplit(b"startxref", 1)
    ),
    "a PDF that is cut off": made.pdf()[:200],
    "a PDF without a page": b"%PDF-1.4\n%%EOF\n",
    "a PDF that begins later": b"GIF89a\n" + made.pdf(),
    "a PDF that begins with a page": HTML + made.pdf(),
    "a PDF that goes in circles": made.pdf(_in_circles),
    "a PDF of brackets": b"%PDF-1.4\n1 0 obj" + b"[" * 200_000 + b"]" * 200_000 + b"endobj\n%%EOF\n",
}
PICTURES = {
    "a picture of too many pixels": _png(60_000, 60_000, BOMB),
    "a picture that unpacks to too much": _png(60_001, 1000, TALL),
    "a picture that is cut off": made.picture(size=(400, 400))[:900],
    "a PNG that is cut off": made.picture("PNG", (400, 400))[:300],
    "a PNG without pixels": _png(0, 0, BOMB),
    "the head of a picture before a page": b"\xff\xd8\xff\xe0" + HTML,
    "the head of a PNG before a page": b"\x89PNG\r\n\x1a\n" + HTML,
    "an animation": _gif(),
    "a TIFF": _tiff(),
    "a drawing with a script": SVG,
    "a drawing in wide letters": SVG.decode().encode("utf-16"),
}
WORD = {
    "a Word document with macros by type": made.docx(main=MACRO),
    "a Word document with a macro inside": made.docx({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}, types=VBA),
    "a Word document with an object": made.docx({"word/embeddings/oleObject1.bin": b"x"}, types=OLE),
    "a Word document with a program inside": made.docx({"word/run.exe": EXE}),
    "a Word document with an undeclared part": made.docx({"word/media/run": EXE}),
    "a Word document that loads a template": made.docx(
        ways=made.way("attachedTemplate", "http://x.example/t.dotm")
    ),
    "a Word document that loads a picture": made.docx(ways=made.way("image", "http://x.example/p.png")),
    "a Word document with a link to a share": made.docx(ways=made.way("hyperlink", "file://x.example/share")),
    "a Word document with a page inside": made.docx(ways=made.way("aFChunk", "p.html", outside=False)),
    "a Word document that asks another program": made.docx(words=FIELD),
    "a Word document that multiplies words": made.docx({"word/document.xml": LOL}),
    "a Word document with a photo that tells its place": made.docx(
        {"word/media/a.jpeg": made.picture(exif=made.exif())}
    ),
    "a Word document that climbs out": made.docx({"../../etc/cron.d/x.xml": "<x/>"}),
    "a Word document with an absolute part": made.docx({"/etc/x.xml": "<x/>"}),
    "a Word document with a folder of another kind": made.docx({"C:\\x.xml": "<x/>"}),
    "a Word document that unpacks to too much": made.docx(
        {"word/a.xml": b"<a>" + b" " * (120 * 1024 * 1024) + b"</a>"}
    ),
    "a Word template": made.docx(main=made.MAIN.replace("document.main", "template.main")),
    "a Word document of too many parts": made.docx({f"word/{at}.xml": "<x/>" for at in range(2_100)}),
    "a locked Word document": _marked(made.docx()),
    "a Word document with a page before it": HTML + made.docx(),
    "a Word document with a program behind it": made.docx() + EXE,
    "a Word document that is cut off": made.docx()[:-40],
    "a Word document with a word twice": made.docx({"word/DOCUMENT.xml": "<x/>"}),
}
ARCHIVES = {
    "a zip": made.zipped({"letter.txt": b"A letter."}),
    "a zip that climbs out": made.zipped({"../../letter.txt": b"A letter."}),
    "a zip in a zip": made.zipped({"inner.zip": made.zipped({"a": b"a"})}),
    "a workbook": made.zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}),
    "a gzip": gzip.compress(b"A letter."),
    "a tar": _tar(),
    "a 7z": b"7z\xbc\xaf\x27\x1c\0\x04" + bytes(40),
    "a rar": b"Rar!\x1a\x07\x01\0" + bytes(40),
    "an empty zip": b"PK\x05\x06" + bytes(18),
}
PROGRAMS = {
    "a program": EXE,
    "a program of Linux": b"\x7fELF\x02\x01\x01" + bytes(60),
    "a program of Java": b"\xca\xfe\xba\xbe\0\0\0\x34" + bytes(20),
    "an old Word document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "a page": HTML,
    "a page after white space": b"\n\n   " + HTML,
    "a page inside a letter": b"Dear friend,\n<iframe src=x></iframe>",
    "a program for a server": b"<?php system($_GET[0]); ?>",
    "a mail": b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + HTML,
    "a rich text": b"{\\rtf1\\ansi{\\object}}",
    "PostScript": b"%!PS\n(x) run\n",
    "XML that reads files": b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
    "text with a NUL": b"A letter.\0<script>",
    "text that turns around": "A letter \u202etxt.exe".encode(),
    "text with control characters": b"A letter.\x1b]0;owned\x07",
    "text of no known letters": "Письмо".encode("cp1251"),
    "a shortcut": b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0",
}
SOUNDS = {
    "a film": made.m4a(handler=b"vide"),
    "a film by its brand": made.m4a(brand=b"qt  "),
    "a recording that is cut off": made.m4a()[:-100],
    "a recording with a page behind it": made.m4a() + HTML,
    "a recording without sound": made.box(b"ftyp", b"M4A ", bytes(4)) + made.box(b"moov") + made.box(b"mdat"),
    "sound with a page behind it": made.mp3(after=HTML),
    "sound of one frame": made.mp3(frames=1),
    "a tag without sound": made.id3(b"comment"),
    "a tag before a page": made.id3(b"comment") + HTML,
    "a tag that lies about its size": b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + b"x" * 99,
}
HOSTILE = [
    Sample(name, file, declared, content)
    for rows, file, declared in (
        (PDFS, "letter.pdf", "application/pdf"),
        (PICTURES, "photo.jpg", "image/jpeg"),
        (WORD, "letter.docx", "application/octet-stream"),
        (ARCHIVES, "letter.pdf", "application/pdf"),
        (PROGRAMS, "letter.txt", "text/plain"),
        (SOUNDS, "talk.mp3", "audio/mpeg"),
    )
    for name, content in rows.items()
] + [
    Sample("nothing", "letter.txt", "text/plain", b""),
    Sample("one byte too many", "letter.txt", "text/plain", b"a" * (MOST_BYTES + 1)),
]
# What comes in all the same: harmless once it is kept as what it is, or stopped by the scanner.
TAMED = [
    Sample("the test virus", "letter.txt", "text/plain", EICAR, "blocked"),
    Sample("the test virus in a picture's name", "../../../etc/passwd", "image/png", EICAR, "blocked"),
    Sample("a photo that tells its place", "photo.jpg", "text/html", made.picture(exif=made.exif()), "clean"),
    Sample(
        "a PNG that tells its place", "a.png", "image/png", made.picture("PNG", exif=made.exif()), "clean"
    ),
    Sample("a PNG with a script in it", "a.html", "text/html", _noted("plain"), "clean"),
    Sample("a PNG with a packed script", "a.svg", "image/svg+xml", _noted("zipped"), "clean"),
    Sample("a photo with a page behind it", "photo.html", "text/html", made.picture() + HTML, "clean"),
    Sample(
        "a photo with a zip behind it", "a.zip", "x/y", made.picture() + made.zipped({"a": b"a"}), "clean"
    ),
    Sample("a photo with a page as comment", "a.php", "x", made.picture(comment=HTML), "clean"),
    Sample("sound with words", "a.mp3", "text/html", made.mp3(before=made.id3(HTML)), "clean"),
    Sample("a recording with a place", "a.m4a", "video/mp4", made.m4a(words=HTML), "clean"),
    Sample("two endings", "letter.pdf.exe", "application/x-msdownload", made.pdf(), "clean"),
    Sample("a name that turns around", "letter\u202efdp.exe", "application/pdf", made.pdf(), "clean"),
    Sample("a name that breaks a header", 'a"; filename=x.html; y="', "text/html", b"A letter.", "clean"),
    Sample("a name with a script", "<script>alert(1)</script>.txt", "text/html", b"A letter.", "clean"),
    Sample("a name of a device", "CON.txt", "text/plain", b"A letter.", "clean"),
    Sample("a very long name", "a" * 250 + ".txt", "text/plain", b"A letter.", "clean"),
    Sample("a command for a table", "a.csv", "text/csv", b'=cmd|" /C calc"!A0', "clean"),
    Sample("20 MB to the byte", "a.txt", "text/plain", b"a" * MOST_BYTES, "clean"),
]
LINK = made.way("hyperlink", "https://example.org/")
SAMPLES = {
    "pdf": [made.pdf(), _compressed(b"")],
    "jpg": [made.picture()],
    "png": [made.picture("PNG")],
    "txt": [b"A letter.", "Письмо: 5 < 7 и 8 > 6.\r\n".encode(), "می‌خواهم".encode()],
    "docx": [made.docx(), made.docx(ways=LINK), made.docx({"word/media/a.jpeg": made.picture()})],
    "mp3": [made.mp3(), made.mp3(before=made.id3(b"x"))],
    "m4a": [made.m4a()],
}
