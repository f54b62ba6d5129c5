"""Sentences to translate: collected from code, templates and data, kept in `locale`, compiled where they are used.

    python -m config.translations update     collect anew, keep what is translated, compile
    python -m config.translations compile    compile
    python -m config.translations missing    print what has no translation; exit 1 if anything

No gettext tools are needed on the machine.
"""

import json
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from config import paper_translations

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ru",)
LEFT_OUT = {".venv", ".tools", ".data", "build", "tests", "node_modules", "proofs", "benchmarks", "deploy"}
CALLS: Any = ("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy")
# In a templatized page only the calls are Python; everything else became filler.
CALL = re.compile(
    r"""\b(n?gettext|_)\(u?(?P<one>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?:,\s*u?(?P<many>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))?"""
)

Message = str | tuple[str, ...]


def collected() -> set[Message]:
    """Return every sentence that people may read, from code, templates and data."""
    data = (_in_indicators(), _in_questions(), _in_first_steps(), _in_vignettes(), _in_schedules())
    return {*_in_code(), *_in_templates(), *chain(*data)}


def update() -> None:
    """The catalogues hold exactly what is collected, and keep what was translated."""
    found = collected()
    for language in LANGUAGES:
        known, fresh = catalogue(language), _empty(language)
        for message in sorted(found, key=str):
            old = known.get(message if isinstance(message, str) else message[0])
            fresh.add(message, string=old.string if old else "")
        _write(language, fresh)
    paper_translations.update()


def compile_all() -> None:
    """Each catalogue stands compiled beside itself."""
    for language in LANGUAGES:
        with _file(language).with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue(language))
    paper_translations.compile_all()


def missing() -> list[str]:
    """Return what is collected and has no translation, as "language: sentence"."""
    found = sorted(collected(), key=str)
    return [
        f"{language}: {message}"
        for language, known in ((language, catalogue(language)) for language in LANGUAGES)
        for message in found
        if not _is_translated(known, message)
    ] + paper_translations.missing()


def catalogue(language: str) -> Catalog:
    """Return the translations of a language; an empty catalogue where there is no file yet."""
    file = _file(language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as source:
        return read_po(source, locale=language)


def _empty(language: str) -> Catalog:
    header = "# Sentences of Safe Passage. Kept by: python3 run.py messages"
    return Catalog(
        locale=language,
        project="Safe Passage",
        version="0",
        charset="utf-8",
        header_comment=header,
        fuzzy=False,
        msgid_bugs_address="",
        last_translator="",
    )


def _is_translated(known: Catalog, message: Message) -> bool:
    entry = known.get(message if isinstance(message, str) else message[0])
    if entry is None:
        return False
    strings = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
    return bool(strings) and all(strings)


def _in_code() -> Iterator[Message]:
    for file in _files("*.py"):
        with file.open("rb") as source:
            for _line, _call, message, _comments in extract_python(source, CALLS, [], {}):
                yield from _cleaned(message)


def _in_templates() -> Iterator[Message]:
    for file in _files("*.html"):
        text = templatize(file.read_text(encoding="utf-8"), origin=str(file))
        for call in CALL.finditer(text):
            source = BytesIO(f"{call.group(0)})".encode())
            for _line, _call, message, _comments in extract_python(source, CALLS, [], {}):
                yield from _cleaned(message)


def _in_indicators() -> Iterator[Message]:
    for file in (ROOT / "identification" / "indicators").glob("*.json"):
        data = json.loads(file.read_text(encoding="utf-8"))
        yield from data["elements"].values()
        yield from (one["label"] for one in data["indicators"])


def _in_questions() -> Iterator[Message]:
    for file in (ROOT / "identification" / "questions").glob("*.json"):
        data = json.loads(file.read_text(encoding="utf-8"))
        yield from (text for one in data["questions"].values() for text in (one["ask"], one["means"]))


def _in_first_steps() -> Iterator[Message]:
    for file in (ROOT / "identification" / "safety_data").glob("*.json"):
        data = json.loads(file.read_text(encoding="utf-8"))
        told = [data["always"], data["never"]]
        told += [one for by_answer in data["situations"].values() for one in by_answer.values()]
        yield from (text for one in told for text in (one["title"], *one["do"]))
        calls = [call for listed in data["calls"].values() for call in listed]
        yield from (text for call in calls for text in (call["who"], call["note"]))


def _in_schedules() -> Iterator[Message]:
    """What a rule is called and why it is so; of the sources, ours alone: a law is cited in its own words."""
    for file in (ROOT / "retention" / "schedules").glob("*.json"):
        for rule in json.loads(file.read_text(encoding="utf-8"))["rules"].values():
            told = [rule.get("label", ""), *(one.get("note", "") for one in rule["values"])]
            told += [one["source"] for one in rule["values"] if one["source"].startswith("[")]
            yield from filter(None, told)


def _in_vignettes() -> Iterator[Message]:
    for file in (ROOT / "practice" / "vignettes").glob("*.json"):
        for one in json.loads(file.read_text(encoding="utf-8"))["vignettes"]:
            yield from (one["title"], one["why"], *one["story"])
            yield from (said["why"] for said in one["answers"].values())


def _cleaned(message: object) -> Iterator[Message]:
    parts = message if isinstance(message, tuple) else (message,)
    texts = tuple(part for part in parts if isinstance(part, str) and part)
    if len(texts) > 1:
        yield texts[:2]
    elif texts:
        yield texts[0]


def _files(pattern: str) -> list[Path]:
    found = (path for path in ROOT.rglob(pattern) if not LEFT_OUT & set(path.relative_to(ROOT).parts))
    return sorted(found)


def _file(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def _write(language: str, known: Catalog) -> None:
    file = _file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, known, width=0, omit_header=False, no_location=True, sort_output=True)
    # The moment of writing would make every run a change.
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date')))
    file.write_text("".join(kept), encoding="utf-8")


def main(words: list[str]) -> int:
    """Do what the word says; 2 for a word it does not know."""
    if words == ["update"]:
        update()
        compile_all()
    elif words == ["compile"]:
        compile_all()
    elif words == ["missing"]:
        lacking = missing()
        sys.stdout.write("".join(f"{line}\n" for line in lacking))
        return 1 if lacking else 0
    else:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
