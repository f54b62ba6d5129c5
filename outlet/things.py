"""Each kind of thing that leaves, declared by the room that makes it: its event, and the basis it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

# What may leave, and how its file ends. There is no page among them: pages are rendered, and leave nothing behind.
TYPES = {
    "application/pdf": "pdf",
    "application/json": "json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "text/plain; charset=utf-8": "txt",
}
PDF, JSON = "application/pdf", "application/json"


@dataclass(frozen=True)
class Thing:
    """One kind of thing that leaves.

    `basis` is asked with the subject and who takes it, in the transaction that lets it go: it reads the database
    anew, and holds what it read, so that no withdrawal comes between the answer and the bytes. `on_page` is a
    picture that a page shows to those who may see it, and that nobody is asked to save.
    """

    event: str
    basis: Callable[[Any, Any], bool]
    types: tuple[str, ...] = (PDF,)
    on_page: bool = False


@dataclass(frozen=True)
class Content:
    """The bytes, what they are, and what the log keeps of them that is known only now."""

    content: bytes
    type: str = PDF
    facts: Mapping[str, Any] = field(default_factory=dict)


_known: dict[str, Thing] = {}


def declare(event: str, basis: Callable[[Any, Any], bool], **more: Any) -> Thing:
    """Make a kind of thing known, once for each event; ValueError for a second one, or a type that may not leave."""
    thing = Thing(event, basis, **more)
    if unknown := set(thing.types) - set(TYPES):
        raise ValueError(f"{event} would leave as {', '.join(sorted(unknown))}")
    if event in _known:
        raise ValueError(f"{event} has a basis already")
    return _known.setdefault(event, thing)


def known() -> dict[str, Thing]:
    """Return what may leave, by event."""
    return dict(_known)
