"""What was really drawn on a paper: the glyphs that its pages ask for, looked up in the fonts that it holds."""

import re
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream

PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]{4,})>")
TEXT = (b"Tj", b"TJ", b"'", b'"')


def opened(paper: bytes) -> PdfReader:
    return PdfReader(BytesIO(paper))


def text_of(paper: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in opened(paper).pages).split())


def glyphs(paper: bytes) -> list[str]:
    """Return the name of each glyph that is drawn, over all pages; ".notdef" is a box."""
    reader = opened(paper)
    return [glyph for page in reader.pages for glyph in _of_page(reader, page)]


def _of_page(reader: PdfReader, page: Any) -> list[str]:
    fonts = {name: _codes(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    drawn, current = [], ""
    for given, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"Tf":
            current = given[0]
        elif operator in TEXT:
            codes = [code for said in given for code in _bytes(said)]
            drawn += [fonts[current].get(code, ".notdef") for code in codes]
    return drawn


def _bytes(said: Any) -> bytes:
    return bytes(said.original_bytes)


def _codes(font: Any) -> dict[int, str]:
    """Return the glyph of each code of an embedded font; none for one that is not embedded."""
    if "/FontDescriptor" not in font or "/FontFile2" not in font["/FontDescriptor"]:
        return {}
    shapes = _shapes_of(str(font["/BaseFont"]).partition("+")[2].removesuffix("-Regular"))
    pairs = PAIR.findall(font["/ToUnicode"].get_object().get_data().decode())
    # What the font lacks is written as U+0000.
    return {int(code, 16): shapes.get(int(letter, 16) or -1, ".notdef") for code, letter in pairs}


@cache
def _shapes_of(family: str) -> dict[int, str]:
    """Return what the font as it was published has for each letter."""
    package = find_spec("manimgx_fonts")
    assert package
    assert package.submodule_search_locations
    return TTFont(f"{package.submodule_search_locations[0]}/{family}[wght].ttf").getBestCmap()
