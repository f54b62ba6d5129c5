"""The consent form on paper."""

from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from consent.enums import InformedPoint
from consent.models import Consent
from entry.paper import apart, drawable, point, printed, text, to_tick, to_write
from papers.languages import Choice, in_language
from papers.marks import marks


def language_of(consent: Consent) -> str:
    """Return the language in which the talk was held, else the person's."""
    return consent.language or consent.case.language


def form(consents: list[Consent], choice: Choice) -> bytes:
    """Return the PDF of one talk: what is asked, what must be explained, and room to sign. It names nobody."""
    with in_language(choice.language):
        parts = [*marks(choice), *_heading(consents[0]), *_asked(consents)]
        return printed(_("Consent form"), [*parts, *_explained(), *_signature()])


def _heading(first: Consent) -> list[Any]:
    recipient = drawable(first.recipient.name) if first.recipient else _("the organisation that asks")
    number = _("Case %(number)s") % {"number": apart(first.case.number)}
    purpose = _("What it is for: %(purpose)s") % {"purpose": first.get_purpose_display()}
    who = _("Who would see it: %(recipient)s") % {"recipient": apart(recipient)}
    return [text(_("Consent form"), 18), *map(text, (number, purpose, who))]


def _asked(consents: list[Consent]) -> list[Any]:
    boxes = [to_tick(one.get_data_display()) for one in consents]
    return [text(_("I agree that this organisation sees:"), 13), *boxes]


def _explained() -> list[Any]:
    return [
        text(_("It was explained to me:"), 13),
        *(point(str(one.label)) for one in InformedPoint),
        text(
            _("I may take this back at any time, by telling anybody who works with me. I lose no help by it.")
        ),
    ]


def _signature() -> list[Any]:
    lines = (_("Language"), _("Interpreter"), _("Date"), _("Signature, or any sign I choose"))
    return [Spacer(1, 6 * mm), *map(to_write, lines)]
