"""The consent form on paper."""

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from anyascii import anyascii
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate, Spacer

from consent.enums import InformedPoint
from consent.models import Consent

FONT = "NotoSans"
MARGIN = 20 * mm


class MissingGlyph(ValueError):
    """The font has no shape for a letter: a form that shows boxes instead of words is worse than none."""


def form(consents: list[Consent]) -> bytes:
    """Return the PDF of one talk: what is asked, what must be explained, and room to sign. It names nobody."""
    _use_embedded_font()
    paper = BytesIO()
    margins = dict.fromkeys(("topMargin", "bottomMargin", "leftMargin", "rightMargin"), MARGIN)
    document = SimpleDocTemplate(
        paper, pagesize=A4, title=_("Consent form"), author="Safe Passage", lang=get_language(), **margins
    )
    document.build([*_heading(consents[0]), *_asked(consents), *_explained(), *_signature(consents[0])])
    return paper.getvalue()


def _heading(first: Consent) -> list[Any]:
    recipient = _drawable(first.recipient.name) if first.recipient else _("the organisation that asks")
    number = _("Case %(number)s") % {"number": first.case.number}
    purpose = _("What it is for: %(purpose)s") % {"purpose": first.get_purpose_display()}
    who = _("Who would see it: %(recipient)s") % {"recipient": recipient}
    return [_text(_("Consent form"), 18), *map(_text, (number, purpose, who))]


def _asked(consents: list[Consent]) -> list[Any]:
    boxes = [_text(f"[  ] {one.get_data_display()}") for one in consents]
    return [_text(_("I agree that this organisation sees:"), 13), *boxes]


def _explained() -> list[Any]:
    points = [_text(str(point.label)) for point in InformedPoint]
    return [
        _text(_("It was explained to me:"), 13),
        ListFlowable(points, bulletType="bullet", bulletFontName=FONT),
        _text(
            _("I may take this back at any time, by telling anybody who works with me. I lose no help by it.")
        ),
    ]


def _signature(first: Consent) -> list[Any]:
    lines = (_("Language"), _("Interpreter"), _("Date"), _("Signature, or any sign I choose"))
    return [Spacer(1, 6 * mm), *(_text(f"{line}: {'_' * 36}") for line in lines)]


def _text(text: str, size: int = 11) -> Paragraph:
    if missing := _without_shape(text):
        codes = ", ".join(f"U+{ord(letter):04X}" for letter in missing)
        raise MissingGlyph(f"the font of the consent form lacks {codes}")
    style = ParagraphStyle("body", fontName=FONT, fontSize=size, leading=size * 1.45, spaceAfter=3 * mm)
    return Paragraph(escape(text), style)


def _drawable(name: str) -> str:
    """Return a name that people typed; letters that the font has no shape for are spelled in Latin ones."""
    return anyascii(name) if _without_shape(name) else name


def _without_shape(text: str) -> list[str]:
    shapes = pdfmetrics.getFont(FONT).face.charToGlyph
    return sorted({letter for letter in text if ord(letter) not in shapes})


@cache
def _use_embedded_font() -> None:
    """Embed Noto Sans from its package: Latin and Cyrillic in one face."""
    package = find_spec("manimgx_fonts")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError("the font package is not installed")
    file = Path(package.submodule_search_locations[0]) / "NotoSans[wght].ttf"
    pdfmetrics.registerFont(TTFont(FONT, str(file)))
