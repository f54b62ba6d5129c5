"""What stands at the head of a paper about its own language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from entry.paper import text, typed
from papers.languages import SOURCE, Choice, interpreter
from papers.models import is_unchecked

SMALL = 9


def marks(choice: Choice) -> list[Any]:
    """Return the marks of a paper: a translation that nobody checked, and that an interpreter is needed."""
    return [*_unchecked(choice.language), *([text(interpreter())] if choice.needs_interpreter else [])]


def mark() -> str:
    """Return the mark of a translation that nobody checked."""
    return _("Machine-made translation, to be checked by a native speaker.")


def _unchecked(language: str) -> list[Any]:
    if not is_unchecked(language):
        return []
    with override(SOURCE):
        in_english = mark()
    return [text(mark(), SMALL), typed(in_english, SMALL)]
