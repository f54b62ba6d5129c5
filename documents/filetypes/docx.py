"""Word documents: a zip that holds text and pictures, and nothing that runs, hides or loads from elsewhere."""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from documents.filetypes.places import refuse_places
from entry.files.refusal import DAMAGED, UNKNOWN, NotAccepted, refuse_if

RUNS = _("This document holds a macro or another file. Save it without, or as a PDF.")
LOADS = _("This document loads something from elsewhere when it is opened. Save it as a PDF.")
TOO_MUCH = _("This document unpacks to far more than a document needs. Save it as a PDF.")
MOST_PARTS = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
END = b"PK\x05\x06"
END_BYTES = 22
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENT_TYPES = "[Content_Types].xml"
HARMLESS = re.compile(
    r"application/vnd\.openxmlformats-(officedocument\.(wordprocessingml|drawingml|theme|extended-properties"
    r"|custom-properties|customXmlProperties|obfuscatedFont)|package)[\w.+-]*"
    r"|application/vnd\.ms-(word\.(comments|people|stylesWithEffects|classification)[\w.+-]*|office\.\w*chart\w*\+xml)"
    r"|application/(xml|inkml\+xml)|image/(png|jpe?g|gif|bmp|tiff|x-emf|x-wmf)"
)
# Relationships that lead to what runs or is another file.
RUNNING = re.compile(
    r"/(vbaProject|wordVbaData|oleObject|package|control|activeX\w*|aFChunk|attachedTemplate|subDocument|frame"
    r"|keyMapCustomizations|attachedToolbars|mailMerge\w*)$",
    re.IGNORECASE,
)
WEB = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|MACROBUTTON)\b", re.IGNORECASE
)
OUTSIDE = re.compile(r"(^[/\\])|(^|[/\\])\.\.([/\\]|$)|^[A-Za-z]:|[\\\0]")


def looks_like(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def checked(content: bytes) -> bytes:
    """Return the document as it came, after all of it was looked at."""
    refuse_if(content[-END_BYTES:-18] != END, UNKNOWN)
    with zipfile.ZipFile(BytesIO(content)) as folder:
        parts = _listed(folder, len(content))
        unpacked = _unpacked(folder, parts)
    refuse_if(CONTENT_TYPES not in unpacked, UNKNOWN)
    _check_types(unpacked)
    for name, text in unpacked.items():
        if name.endswith((".xml", ".rels")):
            _check_words(name, text)
        refuse_places(text)
    return content


def _listed(folder: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """Return the parts of a folder that fills the file to its end, names nothing outside, and hides nothing."""
    parts = folder.infolist()
    names = [part.filename for part in parts]
    whole = min((part.header_offset for part in parts), default=1) == 0 and folder.start_dir < size
    refuse_if(not whole or len(set(map(str.lower, names))) != len(names), DAMAGED)
    refuse_if(len(parts) > MOST_PARTS, TOO_MUCH)
    refuse_if(any(OUTSIDE.search(name) for name in names), DAMAGED)
    refuse_if(any(part.flag_bits & 1 for part in parts), DAMAGED)
    return parts


def _unpacked(folder: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Return every part, unpacked; what a part says of its own size is not believed."""
    left, unpacked = MOST_UNPACKED, {}
    for part in parts:
        refuse_if(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED), DAMAGED)
        with folder.open(part) as stream:
            text = stream.read(left + 1)
        left -= len(text)
        refuse_if(left < 0, TOO_MUCH)
        unpacked[part.filename] = text
    return unpacked


def _check_types(unpacked: dict[str, bytes]) -> None:
    """Every part has a type that a document needs, and one of them is the document."""
    elements = list(_elements(unpacked[CONTENT_TYPES]))
    by_ending = {one["Extension"].lower(): one["ContentType"] for name, one in elements if name == "Default"}
    by_name = {one["PartName"].lower(): one["ContentType"] for name, one in elements if name == "Override"}
    refuse_if(MAIN not in by_name.values(), UNKNOWN)
    for name in unpacked:
        if name == CONTENT_TYPES or name.endswith("/"):
            continue
        ending = name.rpartition(".")[2].lower()
        kind = by_name.get(f"/{name}".lower()) or by_ending.get(ending) or ""
        refuse_if(not HARMLESS.fullmatch(kind), RUNS)


def _check_words(name: str, text: bytes) -> None:
    """No relationship leads to what runs or loads, and no field fetches."""
    fields: list[str] = []
    for element, said in _elements(text, fields.append):
        if element == "Relationship":
            _check_way(said)
        if instruction := said.get("instr"):
            fields.append(instruction)
    refuse_if(FIELDS.search("".join(fields)), LOADS)


def _check_way(said: dict[str, str]) -> None:
    kind, target = said.get("Type", ""), said.get("Target", "")
    refuse_if(RUNNING.search(kind), RUNS)
    if said.get("TargetMode", "").lower() == "external":
        refuse_if(not kind.endswith("/hyperlink") or not WEB.match(target), LOADS)


def _elements(
    text: bytes, tell_field: Callable[[str], None] = lambda _field: None
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (name, attributes) of each element, without prefixes; the words of fields go to `tell_field`."""
    found: list[tuple[str, dict[str, str]]] = []
    inside: list[str] = []

    def start(name: str, said: dict[str, str]) -> None:
        inside.append(_bare(name))
        found.append((_bare(name), {_bare(key): value for key, value in said.items()}))

    def words(data: str) -> None:
        if inside and inside[-1] == "instrText":
            tell_field(data)

    parser: Any = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = start, words
    parser.EndElementHandler = lambda _name: inside.pop()
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.Parse(text, True)
    return iter(found)


def _no_doctype(*_said: object) -> None:
    raise NotAccepted(LOADS)


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
