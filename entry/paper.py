"""Words on paper: PDFs in an embedded font, in which no letter is a box."""

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from anyascii import anyascii
from django.utils.html import escape
from django.utils.translation import get_language
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

FONT = "NotoSans"
MARGIN = 20 * mm


class MissingGlyph(ValueError):
    """The font has no shape for a letter: a paper that shows boxes instead of words is worse than none."""


def printed(title: str, parts: list[Any]) -> bytes:
    """Return a PDF on A4 of these parts, in the language of the page."""
    embed_font()
    paper = BytesIO()
    margins = dict.fromkeys(("topMargin", "bottomMargin", "leftMargin", "rightMargin"), MARGIN)
    document = SimpleDocTemplate(
        paper, pagesize=A4, title=title, author="Safe Passage", lang=get_language(), **margins
    )
    document.build(parts)
    return paper.getvalue()


def text(words: str, size: int = 11) -> Paragraph:
    """Return a paragraph; MissingGlyph where the font lacks one of its letters."""
    if missing := _without_shape(words):
        codes = ", ".join(f"U+{ord(letter):04X}" for letter in missing)
        raise MissingGlyph(f"the embedded font lacks {codes}")
    style = ParagraphStyle("body", fontName=FONT, fontSize=size, leading=size * 1.45, spaceAfter=3 * mm)
    return Paragraph(escape(words), style)


def drawable(name: str) -> str:
    """Return a name that people typed; letters that the font has no shape for are spelled in Latin ones."""
    return anyascii(name) if _without_shape(name) else name


@cache
def embed_font() -> None:
    """Embed Noto Sans from its package: Latin and Cyrillic in one face."""
    package = find_spec("manimgx_fonts")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError("the font package is not installed")
    file = Path(package.submodule_search_locations[0]) / "NotoSans[wght].ttf"
    pdfmetrics.registerFont(TTFont(FONT, str(file)))


def _without_shape(words: str) -> list[str]:
    embed_font()
    shapes = pdfmetrics.getFont(FONT).face.charToGlyph
    return sorted({letter for letter in words if ord(letter) not in shapes})
