"""The faces of the papers: for each letter the first that has it, so that none becomes a box or is left out."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import category

from anyascii import anyascii
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# Latin and Cyrillic, then the others; what several have is drawn in the first.
FACES = ("NotoSans", "NotoSansArmenian", "NotoSansGeorgian", "NotoSansArabic")
# What a letter becomes that no face has, and that has no spelling in Latin letters either.
UNKNOWN = "?"


class MissingGlyph(ValueError):
    """No face has a shape for a letter: a paper that shows boxes instead of words is worse than none."""


@cache
def embed_fonts() -> None:
    """Every face is known, from the package that holds them; the files are read once in a process."""
    package = find_spec("manimgx_fonts")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError("the font package is not installed")
    folder = Path(package.submodule_search_locations[0])
    for name in FACES:
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}[wght].ttf")))


@cache
def face_of(letter: str) -> str:
    """Return the face that draws a letter; "" where none does."""
    embed_fonts()
    return next((name for name in FACES if ord(letter) in pdfmetrics.getFont(name).face.charToGlyph), "")


def require_shapes(letters: str) -> None:
    """Raise MissingGlyph where no face has one of these letters."""
    if missing := sorted({letter for letter in letters if not face_of(letter)}):
        codes = ", ".join(f"U+{ord(letter):04X}" for letter in missing)
        raise MissingGlyph(f"the embedded fonts lack {codes}")


def runs(letters: str) -> list[tuple[str, str]]:
    """Return the letters in pieces of one face each, in their order; a space stays with what stands before it."""
    found: list[tuple[str, str]] = []
    for letter in letters:
        face = found[-1][0] if letter == " " and found else face_of(letter)
        if found and found[-1][0] == face:
            found[-1] = (face, found[-1][1] + letter)
        else:
            found.append((face, letter))
    return found


def width(letters: str, size: float) -> float:
    """Return how wide the letters are."""
    return size * sum(map(_width_of_one, letters))


def drawable(typed: str) -> str:
    """Return what people typed; a letter that no face has is spelled in Latin ones, and none is left out."""
    return "".join(letter if _is_drawn(letter) else anyascii(letter) or UNKNOWN for letter in typed)


@cache
def _width_of_one(letter: str) -> float:
    return float(pdfmetrics.stringWidth(letter, face_of(letter), 1))


def _is_drawn(letter: str) -> bool:
    # White space and marks of direction are never drawn, and so need no shape.
    return letter.isspace() or category(letter) == "Cf" or bool(face_of(letter))
