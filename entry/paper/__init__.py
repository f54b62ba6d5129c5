"""Words on paper: PDFs in embedded fonts, in which no letter is a box or left out, and lines read either way."""

from io import BytesIO
from typing import Any

from django.utils.translation import get_language
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate

from entry.paper.flowables import TEXT, Words
from entry.paper.fonts import MissingGlyph, drawable, embed_fonts
from entry.paper.levels import LEFT_TO_RIGHT, RIGHT_TO_LEFT, apart, direction_of, letters

__all__ = [
    "MissingGlyph",
    "apart",
    "card",
    "drawable",
    "point",
    "printed",
    "text",
    "to_tick",
    "to_write",
    "typed",
]

MARGIN = 20 * mm
FOOT = 10 * mm
CARD, CARD_MARGIN = (86 * mm, 54 * mm), 4 * mm
# Languages of ours that are written from right to left.
FROM_THE_RIGHT = {"ar", "prs"}


def printed(title: str, parts: list[Any]) -> bytes:
    """Return a PDF on A4 of these parts, in the language of the page, each page with its number."""
    embed_fonts()
    paper = BytesIO()
    margins = dict.fromkeys(("topMargin", "bottomMargin", "leftMargin", "rightMargin"), MARGIN)
    document = SimpleDocTemplate(
        paper,
        pagesize=A4,
        title=title,
        author="Safe Passage",
        lang=_tag(),
        initialFontName="NotoSans",
        **margins,
    )
    document.build(parts, canvasmaker=_Numbered)
    return paper.getvalue()


def card(title: str, parts: list[Any]) -> bytes:
    """Return a PDF of the size of a bank card, which says nothing of where it comes from."""
    embed_fonts()
    paper = BytesIO()
    margins = dict.fromkeys(("topMargin", "bottomMargin", "leftMargin", "rightMargin"), CARD_MARGIN)
    font = {"initialFontName": "NotoSans", "initialFontSize": 8, "initialLeading": 9}
    made = {"title": title, "lang": _tag(), "producer": "", "creator": "", **font}
    SimpleDocTemplate(paper, pagesize=CARD, **made, **margins).build(parts)
    return paper.getvalue()


def text(words: str, size: float = TEXT) -> Flowable:
    """Return a paragraph in the language of the page; MissingGlyph where no font has one of its letters."""
    return Words(letters(words, _base()), size, _base())


def typed(words: str, size: float = TEXT) -> Flowable:
    """Return a paragraph that people typed, in whichever language: it reads in the direction of its own letters."""
    base = direction_of(words)
    return Words(letters(drawable(words), base), size, base)


def point(words: str, size: float = TEXT) -> Flowable:
    """Return one of several points."""
    return Words(letters(words, _base()), size, _base(), "point")


def to_tick(words: str, size: float = TEXT) -> Flowable:
    """Return something to choose, with a box before it."""
    return Words(letters(words, _base()), size, _base(), "box")


def to_write(words: str, size: float = TEXT) -> Flowable:
    """Return what is asked for, with a line to write it on by hand."""
    return Words(letters(f"{words}:", _base()), size, _base(), to_write=True)


def _base() -> Any:
    return RIGHT_TO_LEFT if get_language() in FROM_THE_RIGHT else LEFT_TO_RIGHT


def _tag() -> str:
    """Return the language as PDF names it: the script begins with a capital."""
    language, _, script = (get_language() or "").partition("-")
    return f"{language}-{script.title()}" if script else language


class _Numbered(Canvas):
    """Writes "2 / 3" below each page, once it is known how many there are."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  reportlab's name
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self.setFont("NotoSans", 9)
            self.drawCentredString(A4[0] / 2, FOOT, f"{number} / {len(self._pages)}")
            super().showPage()
        super().save()
