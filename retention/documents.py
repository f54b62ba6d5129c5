"""The card with numbers: for somebody who wants nothing from us, and who may be searched by those who exploit them."""

from typing import Any

from django.utils.translation import gettext as _

from entry.paper import apart, card, text
from identification.models import Case
from identification.safety import numbers
from papers.languages import Choice, in_language

# What a number is for, in words that give nothing away; those of the police are left out.
SAID = ("in_danger", "injured", "child", "always")


def card_of(case: Case, choice: Choice) -> bytes:
    """Return the PDF of the card, as large as a bank card: numbers, neutral words, nobody's name, no mark of ours."""
    with in_language(choice.language):
        return card(_("Useful numbers"), [text(_("Useful numbers"), 11), *_lines(case)])


def lines(case: Case, choice: Choice) -> list[tuple[str, str]]:
    """Return what stands on the card: what each number is for, and the number."""
    with in_language(choice.language):
        return _told(case)


def _lines(case: Case) -> list[Any]:
    return [text(f"{words}: {apart(number)}", 10) for words, number in _told(case)]


def _told(case: Case) -> list[tuple[str, str]]:
    words = _words()
    found: dict[str, str] = {}
    for situation, number in numbers(case.jurisdiction):
        if situation in SAID:
            found.setdefault(words[situation], number)
    return list(found.items())


def _words() -> dict[str, str]:
    return {
        "in_danger": _("Emergency"),
        "injured": _("Doctor"),
        "child": _("Family and children"),
        "always": _("Advice, free, day and night"),
    }
