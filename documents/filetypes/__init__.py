"""What a file is, by its bytes alone; and the bytes that are kept of it."""

from collections.abc import Callable

from documents.enums import FileType
from documents.filetypes import audio, docx, pdf, plain
from entry.files import pictures
from entry.files.refusal import DAMAGED, UNKNOWN, NotAccepted
from entry.files.size import MOST_BYTES
from entry.files.size import TOO_LARGE as TOO_LARGE

Check = Callable[[bytes], bytes]
# What the first bytes look like, and who looks at the rest. Nothing else comes in; text is what is left.
CHECKS: tuple[tuple[FileType, Callable[[bytes], bool], Check], ...] = (
    (FileType.PDF, pdf.looks_like, pdf.checked),
    (FileType.JPEG, pictures.looks_like_jpeg, pictures.jpeg),
    (FileType.PNG, pictures.looks_like_png, pictures.png),
    (FileType.DOCX, docx.looks_like, docx.checked),
    (FileType.M4A, audio.looks_like_m4a, audio.m4a),
    (FileType.MP3, audio.looks_like_mp3, audio.mp3),
    (FileType.TEXT, plain.looks_like, plain.checked),
)


def examined(content: bytes) -> tuple[FileType, bytes]:
    """Return what the file is and the bytes to keep; NotAccepted, with a sentence, for everything else."""
    found = next(((kind, check) for kind, looks_like, check in CHECKS if looks_like(content)), None)
    if found is None:
        raise NotAccepted(UNKNOWN)
    kept = _checked(found[1], content)
    if len(kept) > MOST_BYTES:
        raise NotAccepted(TOO_LARGE)
    return found[0], kept


def _checked(check: Check, content: bytes) -> bytes:
    """Whatever a parser says of hostile bytes, the file is refused in words."""
    try:
        return check(content)
    except NotAccepted:
        raise
    except Exception:
        raise NotAccepted(DAMAGED) from None
