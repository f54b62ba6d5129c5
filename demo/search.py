"""Looks for plain words in bytes, however they may be written down."""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from demo import words
from demo.people import EVERYBODY
from demo.people.happened import HAPPENED

# The files of a database are empty for the most part, and no text is written with so many zeros in a row.
EMPTY, SHORTER = re.compile(rb"\0{32,}"), bytes(31)
BEFORE = 3  # base64 writes three bytes as four letters, so a text begins at one of three places


@dataclass(frozen=True)
class Secret:
    """A text that must not be found: whose it is, what it is."""

    owner: str
    what: str
    text: str


@dataclass(frozen=True)
class Finding:
    """A text that was found, and how it was written."""

    secret: Secret
    form: str


def secrets() -> list[Secret]:
    """Return everything that would tell who the demo's people are, and all that was written down about them."""
    told = [Secret(key, what, text) for key, one in EVERYBODY.items() for what, text in one.secrets()]
    told += [Secret(key, "what happened", text) for key, one in HAPPENED.items() for text in one.secrets()]
    return [*told, *(Secret("workers", "sealed note", text) for text in words.SEALED)]


def search(haystack: bytes, wanted: Iterable[Secret]) -> list[Finding]:
    """Return what was found, and in which form."""
    haystack = EMPTY.sub(SHORTER, haystack)
    return [
        Finding(secret, form)
        for secret in wanted
        for form, written in forms(secret.text)
        if written in haystack
    ]


def forms(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield the ways in which a text may be written down."""
    raw = text.encode()
    yield "plain", raw
    yield "UTF-16 little endian", text.encode("utf-16-le")
    yield "UTF-16 big endian", text.encode("utf-16-be")
    yield "hexadecimal", raw.hex().encode()
    yield "HEXADECIMAL", raw.hex().upper().encode()
    if (escaped := json.dumps(text)[1:-1].encode()) != raw:
        yield "JSON", escaped
    yield from ((f"base64 from {start}", _base64(raw, start)) for start in range(BEFORE))


def _base64(raw: bytes, start: int) -> bytes:
    """Return the letters that stand for these bytes alone, without those that share bits with a neighbour."""
    letters = base64.b64encode(bytes(start) + raw).rstrip(b"=")
    first = -(-start * 8 // 6)
    last = (start + len(raw)) * 8 // 6
    return letters[first:last]
