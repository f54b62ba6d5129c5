"""PDFs: kept byte for byte, so that a signature in one stays good, and only when nothing in them runs or hides."""

import re
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader, apply_configuration
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from documents.filetypes.places import refuse_places
from entry.files.refusal import DAMAGED, refuse_if

RUNS = _("This PDF holds a program, another file, or something that starts by itself. Print it anew to PDF.")
LOCKED = _("This PDF is locked with a password. Save it without one, and add it again.")
TOO_MUCH = _("This PDF is made of too many parts to be checked. Print it anew to PDF.")
HEAD, TAIL = b"%PDF-", b"%%EOF"
# After the end there may be white space, and no second file.
MOST_AFTER_END = 1024
MOST_OBJECTS = 30_000
DEEPEST = 60
FORBIDDEN = {
    *("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA", "/AA"),
    *(
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/GoToR",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/3D",
        "/FileAttachment",
    ),
}
# A letter of a font may be called by one of these; as keys they say what runs.
ONLY_AS_KEYS = {"/AA", "/EF", "/JS"}
# Long enough that no picture holds one by chance; looked for in every byte, wherever a reader may or may not look.
SEEN_ANYWHERE = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|FileAttachment)(?![A-Za-z0-9])"
)
LOCK = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def looks_like(content: bytes) -> bool:
    return content.startswith(HEAD)


def checked(content: bytes) -> bytes:
    """Return the PDF as it came, after all of it was looked at."""
    end = content.rfind(TAIL)
    refuse_if(end < 0 or content[end + len(TAIL) : end + MOST_AFTER_END].strip(b"\0 \r\n\t\f"), DAMAGED)
    refuse_if(len(content) > end + MOST_AFTER_END, DAMAGED)
    plain = ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), content)
    refuse_if(LOCK.search(plain), LOCKED)
    refuse_if(SEEN_ANYWHERE.search(plain), RUNS)
    refuse_places(content)
    # No other program is asked to decode a picture: its bytes would lie in a file.
    with apply_configuration(jbig2dec_binary=None):
        _walk(PdfReader(BytesIO(content), strict=False))
    return content


def _walk(reader: PdfReader) -> None:
    """Look at every object that the reader knows of, compressed ones among them, and at the way in."""
    refuse_if(reader.is_encrypted, LOCKED)
    known = {(number, generation) for generation, rows in reader.xref.items() for number in rows}
    known |= {(number, 0) for number in reader.xref_objStm}
    refuse_if(len(known) > MOST_OBJECTS, TOO_MUCH)
    _look(reader.trailer)
    for number, generation in sorted(known):
        if number:
            _look(reader.get_object(IndirectObject(number, generation, reader)))
    refuse_if(not reader.pages, DAMAGED)


def _look(thing: Any, depth: int = 0) -> None:
    """Raise NotAccepted where a name in here is forbidden; what is only referred to is looked at by itself."""
    refuse_if(depth > DEEPEST, TOO_MUCH)
    if isinstance(thing, DictionaryObject):
        refuse_if(FORBIDDEN & set(thing), RUNS)
        refuse_if(_starts_by_itself(thing), RUNS)
        for key in thing:
            _look(thing.raw_get(key), depth + 1)
    elif isinstance(thing, ArrayObject):
        for one in list.__iter__(thing):
            _look(one, depth + 1)
    elif isinstance(thing, NameObject):
        refuse_if(thing in FORBIDDEN - ONLY_AS_KEYS, RUNS)


def _starts_by_itself(thing: DictionaryObject) -> bool:
    """Tell whether opening the document does more than to show a page of it."""
    first = thing.get("/OpenAction")
    return isinstance(first, DictionaryObject) and first.get("/S") != "/GoTo"
