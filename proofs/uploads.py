"""Hostile files sent through the page, as a browser sends them: nothing is shown inline, nothing tells a place."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import ExifTags, Image

from documents import actions, filetypes, rules, scanner
from documents.enums import CONTENT_TYPE, DocumentStatus, FileType
from documents.models import Document
from documents.scanner import Verdict
from outlet import handing
from proofs.planted import replaced
from proofs.result import Found, Result
from tests.cast import Cast
from tests.clamd import clamd
from tests.documents.corpus import HOSTILE, TAMED, Sample
from tests.helpers import client_of
from tests.makers import presumed_case

BETWEEN = "between-the-parts-of-a-request"
SEED = 20261122
FILES = [*HOSTILE, *TAMED]
DEAD = (
    "closes at once",
    "closes early",
    "silent",
    "drips",
    "INSTREAM size limit exceeded. ERROR",
    "stream: OKAY",
)
# What a sample would leave behind in a copy if it were kept as it came.
TRACES = (
    b"<script",
    b"<html",
    b"alert(1)",
    b"Canary",
    b"\xa9xyz",
    b"Exif\0\0",
    b"GPSLatitude",
    b"PK\x03\x04",
)
LETTER = Sample("a letter", "letter.txt", "text/plain", b"A letter.", "error")
OUTCOMES = {
    "clean": DocumentStatus.CLEAN,
    "blocked": DocumentStatus.INFECTED,
    "error": DocumentStatus.ERROR,
}


def prove(cast: Cast, *, files: Iterable[Sample] = FILES, moods: Iterable[str] = DEAD) -> Result:
    """Return how many of these files came further than they may."""
    files, moods, found = list(files), list(moods), Found()
    with _a_day_without_end(), _no_disk():
        for wrong in _wrongs(cast, files, moods):
            found.add(wrong)
        controls = {planted: _is_seen(cast, planted) for planted in PLANTED}
    hostile = sum(one.outcome == "refused" for one in files)
    seen = f"{hostile} hostile files, {len(files) - hostile} tamed or blocked, {len(moods)} ways of a dead scanner"
    return Result("uploads", len(files) + len(moods), SEED, found, controls, seen)


def _wrongs(cast: Cast, files: Iterable[Sample], moods: Iterable[str]) -> Iterator[str]:
    """Yield what went wrong with which file, in words."""
    client, case = client_of(cast.nora), presumed_case(cast.nora)
    address = reverse("document_new", args=[case.number])
    with clamd():
        for one in files:
            yield from (f"{one.name}: {wrong}" for wrong in _tried(client, address, one))
    for mood in moods:
        with clamd(mood):
            yield from (f"scanner {mood}: {wrong}" for wrong in _tried(client, address, LETTER))


def _tried(client: Client, address: str, one: Sample) -> Iterator[str]:
    before = Document.objects.count()
    answer = client.post(address, _sent(one), f"multipart/form-data; boundary={BETWEEN}")
    if one.outcome == "refused":
        yield from _refused(answer, Document.objects.count() - before)
        return
    if answer.status_code != 302:
        yield f"answered {answer.status_code}"
        return
    document = Document.objects.latest("added_at")
    if document.status != OUTCOMES[one.outcome]:
        yield f"is {document.status}"
    copy = client.get(reverse("document_file", args=[document.pk]))
    yield from _blocked(copy, one) if one.outcome != "clean" else _handed_out(copy, document, one)


def _sent(one: Sample) -> bytes:
    """Return the body of the request, with the file's name as it is: no client has made it tame."""
    said = {"key": str(uuid4()), "kind": "papers", "note": ""}
    fields = [
        f'--{BETWEEN}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{said[key]}\r\n' for key in said
    ]
    head = f'--{BETWEEN}\r\nContent-Disposition: form-data; name="file"; filename="{one.file}"\r\n'
    begun = "".join([*fields, head, f"Content-Type: {one.declared}\r\n\r\n"]).encode()
    return begun + one.content + f"\r\n--{BETWEEN}--\r\n".encode()


def _refused(answer: Any, new: int) -> Iterator[str]:
    """It is said beside the field, and nothing was kept."""
    if new or answer.status_code != 200:
        yield f"answered {answer.status_code} and kept {new}"
    elif b'class="field__error" id="id_file_error"' not in answer.content:
        yield "is not said beside the field"


def _blocked(copy: Any, one: Sample) -> Iterator[str]:
    if copy.status_code != 409 or one.content in copy.content:
        yield f"a copy was answered with {copy.status_code}"


def _handed_out(copy: Any, document: Document, one: Sample) -> Iterator[str]:
    """The copy is a download of its true type, named for nobody, and keeps nothing that was hidden in it."""
    name = f"paper-{str(document.pk)[:8]}.{document.type}"
    said = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Type": CONTENT_TYPE[FileType(document.type)],
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    yield from (f"{key} is {copy.get(key)}" for key, value in said.items() if copy.get(key) != value)
    yield from (f"keeps {trace!r}" for trace in TRACES if trace in copy.content)
    if document.type in (FileType.JPEG, FileType.PNG) and _tells_place(copy):
        yield "tells where it was taken"


def _tells_place(copy: Any) -> bool:
    return bool(Image.open(BytesIO(copy.content)).getexif().get_ifd(ExifTags.IFD.GPSInfo))


@contextmanager
def _a_day_without_end() -> Iterator[None]:
    """Nobody is told to go on tomorrow."""
    with replaced(rules, "MOST_IN_A_DAY", 10_000), replaced(rules, "MOST_IN_A_CASE", 10_000):
        yield


def _no_disk() -> AbstractContextManager[None]:
    """Whoever tries to make a temporary file fails."""
    return replaced(tempfile, "tempdir", "/nowhere/at/all")


def _as_it_came(kind: FileType) -> AbstractContextManager[None]:
    """This type is kept byte for byte."""
    kept = [
        (one, like, (lambda content: content) if one == kind else check)
        for one, like, check in filetypes.CHECKS
    ]
    return replaced(filetypes, "CHECKS", tuple(kept))


def _inline(content: bytes, headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(content, headers={**headers, "Content-Disposition": "inline"})


Plant = Callable[[], AbstractContextManager[None]]
# Each planted defect, and the files that it must let through.
PLANTED: dict[str, tuple[Plant, list[str]]] = {
    "photos are kept as they came": (lambda: _as_it_came(FileType.JPEG), ["a photo that tells its place"]),
    "recordings are kept as they came": (lambda: _as_it_came(FileType.M4A), ["a recording with a place"]),
    "PDFs are believed": (lambda: _as_it_came(FileType.PDF), ["a PDF that launches a program"]),
    "Word documents are believed": (
        lambda: _as_it_came(FileType.DOCX),
        ["a Word document with a macro inside"],
    ),
    "text is believed": (lambda: _as_it_came(FileType.TEXT), ["a page"]),
    "the scanner is taken to say yes": (
        lambda: replaced(scanner, "_understood", lambda _answer: Verdict.CLEAN),
        ["the test virus"],
    ),
    "what is blocked is handed out": (
        lambda: replaced(actions, "content_for", lambda document, by: document.content()),
        ["the test virus"],
    ),
    "copies are shown in the browser": (lambda: replaced(handing, "HttpResponse", _inline), ["two endings"]),
}


def _is_seen(cast: Cast, planted: str) -> bool:
    """Tell whether the proof finds a planted defect."""
    plant, names = PLANTED[planted]
    with ExitStack() as planting:
        planting.enter_context(plant())
        return any(_wrongs(cast, [one for one in FILES if one.name in names], []))
