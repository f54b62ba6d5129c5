"""What comes in, and what is left of it."""

import time
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from documents.enums import FileType
from documents.filetypes import NotAccepted, examined, pictures
from tests import makers_documents as made
from tests.documents.corpus import HOSTILE, SAMPLES

CANARY = b"Canary"


@pytest.mark.parametrize("kind", SAMPLES)
def test_what_is_allowed_comes_in(kind: str) -> None:
    for content in SAMPLES[kind]:
        found, kept = examined(content)
        assert found == FileType(kind)
        assert examined(kept)[0] == found


@pytest.mark.parametrize("name", [one.name for one in HOSTILE if one.outcome == "refused" and one.content])
def test_what_is_hostile_is_refused_in_words(name: str) -> None:
    (one,) = [one for one in HOSTILE if one.name == name]
    begun = time.monotonic()
    with pytest.raises(NotAccepted) as refused:
        examined(one.content)
    assert str(refused.value.sentence).endswith(".")
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_keeps_its_pixels_alone(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "Canary of a comment")
    said = {"exif": made.exif(), "icc_profile": profile, "dpi": (72, 72)}
    said |= {"pnginfo": words} if kind == "PNG" else {"comment": b"Canary of a comment", "xmp": b"Canary xmp"}
    taken = made.picture(kind, **said)
    assert CANARY in taken
    kept = Image.open(BytesIO(examined(taken)[1]))
    kept.load()
    assert CANARY not in examined(taken)[1]
    assert not kept.getexif()
    assert not {"icc_profile", "exif", "comment", "xmp", "Comment", "photoshop"} & set(kept.info)


def test_a_photo_is_turned_before_it_forgets_how_it_was_held() -> None:
    turned = made.picture(size=(80, 40), exif=made.exif(orientation=6))
    kept = Image.open(BytesIO(examined(turned)[1]))
    assert kept.size == (40, 80)
    red, _green, _blue = kept.getpixel((35, 5))
    assert red > 200
    assert kept.getpixel((5, 5))[1] > 200  # white


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_depth_comes_through(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (9, 9), 1).save(out, "PNG")
    assert Image.open(BytesIO(examined(out.getvalue())[1])).size == (9, 9)


def test_a_picture_in_inks_comes_through() -> None:
    out = BytesIO()
    Image.new("CMYK", (9, 9)).save(out, "JPEG")
    assert Image.open(BytesIO(examined(out.getvalue())[1])).mode == "RGB"


def test_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    assert pictures.MOST_PIXELS > 8160 * 6120  # what telephones take
    with pytest.raises(NotAccepted, match="pixels"):
        examined(made.picture("PNG", (10_000, 5_001)))


def test_sound_loses_its_words() -> None:
    _kind, kept = examined(made.mp3(before=made.id3(b"Canary comment"), after=b"TAG" + b"Canary".ljust(125)))
    assert kept == made.mp3()
    recording = made.m4a(words=b"Canary of a place")
    assert CANARY in recording
    kept = examined(recording)[1]
    assert len(kept) == len(recording)
    assert CANARY not in kept
    assert b"+41.0000" not in kept
    assert b"\xa9xyz" not in kept


def test_wide_letters_become_utf_8() -> None:
    for code in ("utf-16", "utf-8-sig"):
        assert examined("Письмо от Анны.\n".encode(code))[1] == "Письмо от Анны.\n".encode()


@pytest.mark.parametrize("make", [made.pdf, made.docx], ids=["pdf", "docx"])
def test_a_paper_is_kept_byte_for_byte(make: Callable[[], bytes]) -> None:
    assert examined(make())[1] == make() or make is made.pdf
    paper = make()
    assert examined(paper)[1] == paper
