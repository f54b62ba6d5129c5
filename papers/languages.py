"""The languages of papers for a person: more than the pages have, as a paper says little and says it to one person."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SOURCE = "en"


@dataclass(frozen=True)
class Language:
    """A language: its name, the name it calls itself, and how it writes a day."""

    name: Any
    own: str
    day: str = "j E Y"

    def __str__(self) -> str:
        return self.own if self.own == self.name else f"{self.own} ({self.name})"


LANGUAGES = {
    "sq": Language(_("Albanian"), "Shqip"),
    "ar": Language(_("Arabic"), "العربية"),
    "hy": Language(_("Armenian"), "Հայերեն", r"j E Y թ."),
    "az": Language(_("Azerbaijani"), "Azərbaycanca"),
    "prs": Language(_("Dari"), "دری"),
    "en": Language(_("English"), "English"),
    "ka": Language(_("Georgian"), "ქართული", "j E, Y"),
    "kk": Language(_("Kazakh"), "Қазақша", "Y ж. j E"),
    "ky": Language(_("Kyrgyz"), "Кыргызча", "Y-ж. j-E"),
    "mk": Language(_("Macedonian"), "Македонски"),
    "ro": Language(_("Romanian"), "Română"),
    "ru": Language(_("Russian"), "Русский"),
    "sr": Language(_("Serbian"), "Српски", "j. E Y."),
    "sr-latn": Language(_("Serbian, Latin letters"), "Srpski", "j. E Y."),
    "tg": Language(_("Tajik"), "Тоҷикӣ"),
    "tr": Language(_("Turkish"), "Türkçe"),
    "uk": Language(_("Ukrainian"), "Українська"),
    "uz": Language(_("Uzbek"), "Oʻzbekcha", r"Y-\y\i\l j-E"),
    "uz-cyrl": Language(_("Uzbek, Cyrillic letters"), "Ўзбекча", "Y-йил j-E"),
    "vi": Language(_("Vietnamese"), "Tiếng Việt", "j E, Y"),
}
COMMAS = {"ar": "، ", "prs": "، "}
# Those that were translated for papers alone; the others are languages of the pages.
FOR_PAPERS = tuple(code for code in LANGUAGES if code not in dict(settings.LANGUAGES))


@dataclass(frozen=True)
class Choice:
    """The language of one paper; without one that the person reads, an interpreter goes through it with them."""

    language: str
    needs_interpreter: bool = False


def choice_for(person: str, asked: str | None = None) -> Choice:
    """Return the language that was asked for, else the person's, else the page's; 404 for one that is not here."""
    if asked and asked not in LANGUAGES:
        raise Http404
    if asked or person in LANGUAGES:
        return Choice(asked or person)
    return Choice(translation.get_language() or SOURCE, needs_interpreter=True)


def interpreter() -> str:
    """Return what is said, in a language of the pages, where no translation is here that the person reads."""
    return gettext(
        "This paper cannot be written in the person's language. Go through it with an interpreter."
    )


def named() -> list[tuple[str, Language]]:
    """Return the languages in the order of the reader's alphabet."""
    return sorted(LANGUAGES.items(), key=lambda one: str(one[1].name))


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Inside, every sentence and every day is said in this language."""
    with translation.override(code):
        yield


def day(moment: date) -> str:
    """Return a day as the language of the paper writes it."""
    code = translation.get_language() or SOURCE
    return str(date_format(moment, LANGUAGES[code].day if code in LANGUAGES else "j E Y"))


def listed(names: Iterable[str]) -> str:
    """Return names one after the other, with the comma of the language of the paper."""
    return COMMAS.get(translation.get_language() or SOURCE, ", ").join(names)
