"""What the papers say in each language: standard catalogues, so that a translator can work with tools of their own.

`locale/papers.pot` is every sentence of the papers; `locale/XX/LC_MESSAGES/django.po` is a language that only papers
have. The languages of the pages say the same sentences from the catalogues of the pages.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from papers.languages import FOR_PAPERS, SOURCE

LOCALE = Path(__file__).resolve().parent / "locale"
TEMPLATE = LOCALE / "papers.pot"

# A sentence, or both numbers of it, and what a language says for it: one text, or one for each of its numbers.
Sentence = tuple[str, ...]


def file_of(code: str) -> Path:
    """Return the catalogue that a language's sentences stand in."""
    folder = LOCALE if code in FOR_PAPERS else Path(settings.LOCALE_PATHS[0])
    return folder / to_locale(code) / "LC_MESSAGES" / "django.po"


def read(file: Path) -> Catalog:
    """Return a catalogue as it stands in its file."""
    with file.open("rb") as source:
        return read_po(source)


@cache
def sentences(code: str) -> dict[Sentence, Sentence]:
    """Return what a language says for each sentence of the papers; the sentence itself in its own language."""
    wanted = [_parts(one.id) for one in read(TEMPLATE) if one.id]
    if code == SOURCE:
        return {sentence: sentence for sentence in wanted}
    known = {
        _parts(one.id): _parts(one.string or "") for one in read(file_of(code)) if one.id and not one.context
    }
    return {sentence: known.get(sentence, ("",)) for sentence in wanted}


@cache
def digest(code: str) -> str:
    """Return the version of a translation: another one as soon as one sentence, or its translation, is another."""
    said = json.dumps(sorted(sentences(code).items()), ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _parts(text: str | list[str] | tuple[str, ...]) -> Sentence:
    return (text,) if isinstance(text, str) else tuple(text)
