"""The sentences of the papers: which they are, and the catalogues of the languages that only papers have.

Kept by `config.translations`, with the same words: update, compile, missing.
"""

import ast
import json
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "papers" / "locale"
TEMPLATE = LOCALE / "papers.pot"
CALLS: Any = ("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy")
# Where the sentences stand that are printed for a person; with names, only what these classes or functions say.
PAPERS: dict[str, tuple[str, ...]] = {
    "identification/documents.py": (),
    "identification/deciding/letter.py": (),
    "identification/deciding/grounds.py": (),
    "identification/deciding/presenters.py": ("count",),
    "consent/documents.py": (),
    "consent/talks/texts.py": (),
    "consent/enums.py": ("Purpose",),
    "papers/marks.py": (),
    "rights/documents.py": (),
    "rights/plain.py": (),
    "retention/documents.py": (),
}
# A sentence, or both numbers of it; the same for what a language says, in each of its numbers.
Sentence = tuple[str, ...]


def collected() -> set[Sentence]:
    """Return every sentence of the papers."""
    return {
        sentence
        for path, names in PAPERS.items()
        for part in _parts(ROOT / path, names)
        for sentence in _said(part)
    }


def update() -> None:
    """The catalogues hold exactly what the papers say, keep what was translated, and their own months."""
    wanted = sorted(collected())
    for file in (TEMPLATE, *files()):
        known, months = _known(file)
        entries = [_entry(one, known.get(one, ("",) * len(one))) for one in wanted]
        head = file.read_text(encoding="utf-8").split("\n\n", 1)[0]
        file.write_text("\n\n".join((head, *entries, *months)) + "\n", encoding="utf-8")


def compile_all() -> None:
    """Each catalogue stands compiled beside itself."""
    for file in files():
        with file.open("rb") as source, file.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(source))


def missing() -> list[str]:
    """Return what a language does not say, as "language: sentence"."""
    wanted = sorted(collected())
    lacking = []
    for file in files():
        known, _months = _known(file)
        language = file.parent.parent.name
        lacking += [f"{language}: {one}" for one in wanted if not all(known.get(one, ("",)))]
    return lacking


def files() -> list[Path]:
    """Return the catalogues of the languages that only papers have."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def _known(file: Path) -> tuple[dict[Sentence, Sentence], list[str]]:
    """Return what a catalogue says, and its months as they are written there."""
    with file.open("rb") as source:
        entries = [one for one in read_po(source) if one.id]
    said = {_tuple(one.id): _tuple(one.string) for one in entries if not one.context}
    return said, [_entry(_tuple(one.id), _tuple(one.string), one.context) for one in entries if one.context]


def _entry(sentence: Sentence, said: Sentence, context: str | None = None) -> str:
    lines = [f"msgctxt {_quoted(context)}"] if context else []
    lines.append(f"msgid {_quoted(sentence[0])}")
    if len(sentence) == 1:
        return "\n".join((*lines, f"msgstr {_quoted(said[0])}"))
    numbers = [f"msgstr[{place}] {_quoted(one)}" for place, one in enumerate(said)]
    return "\n".join((*lines, f"msgid_plural {_quoted(sentence[1])}", *numbers))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _tuple(text: Any) -> Sentence:
    return (text,) if isinstance(text, str) else tuple(text)


def _parts(file: Path, names: tuple[str, ...]) -> list[str]:
    source = file.read_text(encoding="utf-8")
    if not names:
        return [source]
    found = [one for one in ast.parse(source).body if getattr(one, "name", "") in names]
    return [ast.get_source_segment(source, one) or "" for one in found]


def _said(source: str) -> set[Sentence]:
    found = extract_python(BytesIO(source.encode()), CALLS, [], {})
    return {
        tuple(part for part in _tuple(message) if isinstance(part, str))
        for _line, _call, message, _comments in found
        if message
    }
