"""Pictures: decoded, turned upright, and written anew, so that only what is seen is kept."""

from io import BytesIO
from threading import Lock

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from entry.files.refusal import DAMAGED, NotAccepted, refuse_if

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# The largest sensors of telephones today; decoded, such a picture fills 150 MB.
MOST_PIXELS = 50_000_000
TOO_MANY_PIXELS = _("This picture has too many pixels. Take it again with a lower resolution.")
QUALITY = 90
# Enough to compare a thumbprint, and to read a signed page.
LONGEST_SIDE = 1600
NO_PICTURE = _("Take a photo: a JPEG or PNG picture.")
PLAIN_MODES = ("L", "LA", "RGB", "RGBA")
# One picture at a time in each process: several large ones at once could fill its memory.
_one_at_a_time = Lock()


def looks_like_jpeg(content: bytes) -> bool:
    return content.startswith(JPEG)


def looks_like_png(content: bytes) -> bool:
    return content.startswith(PNG)


def jpeg(content: bytes) -> bytes:
    """Return the picture as a JPEG that holds pixels and nothing else."""
    with _one_at_a_time:
        picture = _upright(content, "JPEG")
        return _written(picture if picture.mode in ("L", "RGB") else picture.convert("RGB"), "JPEG")


def png(content: bytes) -> bytes:
    """Return the picture as a PNG that holds pixels and nothing else."""
    with _one_at_a_time:
        picture = _upright(content, "PNG")
        return _written(picture if picture.mode in PLAIN_MODES else _simple(picture), "PNG")


def _upright(content: bytes, kind: str) -> Image.Image:
    """Return the picture's first frame, turned as it was held."""
    picture: Image.Image = Image.open(BytesIO(content), formats=[kind])
    refuse_if(picture.width * picture.height > MOST_PIXELS, TOO_MANY_PIXELS)
    picture.load()
    return ImageOps.exif_transpose(picture)


def _simple(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    return picture.convert("RGBA" if "transparency" in picture.info else "RGB")


def _written(picture: Image.Image, kind: str) -> bytes:
    """Write the pixels into a new picture: comments, colour profiles and text stay behind with the old one."""
    fresh, out = Image.new(picture.mode, picture.size), BytesIO()
    fresh.paste(picture)
    fresh.save(out, kind, quality=QUALITY)
    return out.getvalue()


def small(content: bytes) -> bytes:
    """Return the picture as a small JPEG on white that holds pixels and nothing else; NotAccepted for anything else."""
    refuse_if(not (looks_like_jpeg(content) or looks_like_png(content)), NO_PICTURE)
    kind = "PNG" if looks_like_png(content) else "JPEG"
    try:
        with _one_at_a_time:
            return _written(_on_white(_upright(content, kind)), "JPEG")
    except NotAccepted:
        raise
    except Exception:  # whatever the library says of hostile bytes
        raise NotAccepted(DAMAGED) from None


def _on_white(picture: Image.Image) -> Image.Image:
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    layers = (picture if picture.mode in PLAIN_MODES else _simple(picture)).convert("RGBA")
    paper = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(paper, layers).convert("RGB")
