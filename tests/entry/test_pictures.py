"""A photo or a drawn sign is kept as a small picture that holds pixels and nothing else; nothing hostile is kept."""

import base64
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from entry.files.fields import DRAWN, Drawing, Photo

HOSTILE = {
    "text": b"not a picture",
    "html": b"<html><script>alert(1)</script>",
    "a broken png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
}


def written(
    kind: str = "PNG", mode: str = "RGBA", size: tuple[int, int] = (60, 30), **given: object
) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, kind, **given)
    return out.getvalue()


def photo(content: bytes) -> bytes | None:
    return Photo(required=False).clean(SimpleUploadedFile("thumb.jpg", content))


def drawing(content: bytes) -> bytes | None:
    return Drawing().clean(DRAWN + base64.b64encode(content).decode())


@pytest.mark.parametrize("take", [photo, drawing])
def test_what_is_transparent_is_kept_on_white(take) -> None:
    kept = Image.open(BytesIO(take(written())))
    assert kept.format == "JPEG"
    assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_a_photo_is_made_small_and_loses_its_place() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Quiet Garden, 12 Hidden Street"
    kept = photo(written("JPEG", "RGB", (4000, 3000), exif=exif))
    picture = Image.open(BytesIO(kept))
    assert max(picture.size) == 1600
    assert b"Hidden Street" not in kept
    assert not picture.getexif()


@pytest.mark.parametrize("take", [photo, drawing])
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_nothing_hostile_is_kept(take, content: bytes) -> None:
    with pytest.raises(ValidationError):
        take(content)


@pytest.mark.parametrize("value", ["data:image/png;base64,%%%", "javascript:alert(1)", "x" * 500_000])
def test_a_drawing_that_is_none(value: str) -> None:
    with pytest.raises(ValidationError):
        Drawing().clean(value)


def test_nothing_drawn_is_nothing() -> None:
    assert Drawing().clean("") is None
    assert Photo(required=False).clean(None) is None
