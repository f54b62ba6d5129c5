"""The consent form on paper."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from consent.enums import InformedPoint
from consent.models import Consent
from entry.paper import apart, drawable, point, printed, text, to_tick, to_write
from identification.models import Case
from papers.languages import Choice, day, in_language
from papers.marks import marks


def language_of(consent: Consent) -> str:
    """Return the language in which the talk was held, else the person's."""
    return consent.language or consent.case.language


def form(consents: list[Consent], choice: Choice) -> bytes:
    """Return the PDF of one talk: what is asked, what must be explained, and room to sign. It names nobody."""
    with in_language(choice.language):
        parts = [*marks(choice), *_heading(consents[0]), *_asked(consents)]
        return printed(_("Consent form"), [*parts, *_explained(), *_signature()])


def withdrawal(case: Case, consents: list[Consent], choice: Choice) -> bytes:
    """Return the PDF of what a person took back, by whom it was known and when. It names nobody."""
    with in_language(choice.language):
        title = _("You took your consent back")
        number = _("Case %(number)s") % {"number": apart(case.number)}
        parts = [*marks(choice), text(title, 18), text(number), *_taken_back(consents), *_afterwards()]
        return printed(title, [*parts, Spacer(1, 6 * mm), *map(to_write, (_("Date"), _("Written down by")))])


def _taken_back(consents: list[Consent]) -> list[Any]:
    """By organisation and day, in the order in which it was taken back."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in consents:
        known = drawable(one.recipient.name) if one.recipient else _("the organisation that asks")
        on = day(timezone.localtime(one.status_since))
        found.setdefault((known, on), []).append(f"{one.get_purpose_display()}: {one.get_data_display()}")
    heading = _("From %(day)s on, this is no longer shared with %(recipient)s:")
    return [
        part
        for (recipient, on), rows in found.items()
        for part in (text(heading % {"day": on, "recipient": apart(recipient)}, 13), *map(point, rows))
    ]


def _afterwards() -> list[Any]:
    sentences = (
        _("A bed that you have and urgent medical care stay. Help does not depend on consent."),
        _(
            "What was already told cannot be called back. You may ask each organisation what it keeps about you."
        ),
        _("You may agree again at any time, to all of it or to a part."),
    )
    return [text(_("What you should know"), 13), *map(text, sentences)]


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
