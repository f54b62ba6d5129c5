"""Where a picture was taken: looked for in the bytes of files that are kept as they are."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image

from entry.files.refusal import NotAccepted, refuse_if

TELLS_WHERE = _(
    "A picture inside this file tells where it was taken. Add the picture by itself, "
    "so that this can be taken out, or print the file anew to PDF."
)
EXIF, XMP = b"Exif\0\0", b"GPSLatitude"
LONGEST_EXIF = 64 * 1024
MOST_PICTURES = 2_000


def refuse_places(content: bytes) -> None:
    """Raise NotAccepted where a picture in these bytes tells its place."""
    refuse_if(XMP in content, TELLS_WHERE)
    for number, block in enumerate(_blocks(content)):
        if number >= MOST_PICTURES or _has_place(block):
            raise NotAccepted(TELLS_WHERE)


def _blocks(content: bytes) -> Iterator[bytes]:
    at = content.find(EXIF)
    while at >= 0:
        yield content[at : at + LONGEST_EXIF]
        at = content.find(EXIF, at + len(EXIF))


def _has_place(block: bytes) -> bool:
    """Tell whether the block names a place; one that cannot be read might."""
    exif = Image.Exif()
    try:
        exif.load(block)
        return bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except Exception:
        return True
