"""The consent form on paper."""

from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import ListFlowable, Spacer

from consent.enums import InformedPoint
from consent.models import Consent
from entry.paper import FONT, drawable, printed, text


def form(consents: list[Consent]) -> bytes:
    """Return the PDF of one talk: what is asked, what must be explained, and room to sign. It names nobody."""
    parts = [*_heading(consents[0]), *_asked(consents), *_explained(), *_signature(consents[0])]
    return printed(_("Consent form"), parts)


def _heading(first: Consent) -> list[Any]:
    recipient = drawable(first.recipient.name) if first.recipient else _("the organisation that asks")
    number = _("Case %(number)s") % {"number": first.case.number}
    purpose = _("What it is for: %(purpose)s") % {"purpose": first.get_purpose_display()}
    who = _("Who would see it: %(recipient)s") % {"recipient": recipient}
    return [text(_("Consent form"), 18), *map(text, (number, purpose, who))]


def _asked(consents: list[Consent]) -> list[Any]:
    boxes = [text(f"[  ] {one.get_data_display()}") for one in consents]
    return [text(_("I agree that this organisation sees:"), 13), *boxes]


def _explained() -> list[Any]:
    points = [text(str(point.label)) for point in InformedPoint]
    return [
        text(_("It was explained to me:"), 13),
        ListFlowable(points, bulletType="bullet", bulletFontName=FONT),
        text(
            _("I may take this back at any time, by telling anybody who works with me. I lose no help by it.")
        ),
    ]


def _signature(first: Consent) -> list[Any]:
    lines = (_("Language"), _("Interpreter"), _("Date"), _("Signature, or any sign I choose"))
    return [Spacer(1, 6 * mm), *(text(f"{line}: {'_' * 36}") for line in lines)]
