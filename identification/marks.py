"""What a person is found by: near-unique compounds only, each in a form that the same thing always has.

A name without a date of birth is no mark, nor is anything that many share: a digest that occurs often tells what
it stands for, with no key at all.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from anyascii import anyascii

from encryption.blind import BlindIndex
from identification import names
from identification.enums import MarkKind

# The last digits are the same with the country's code and without.
PHONE_DIGITS, SHORTEST_PHONE, SHORTEST_DOCUMENT = 8, 7, 5
MOST_NUMBERS = 3
PHONE = re.compile(r"\+?\d[\d\s()./-]{5,}\d")
WRITTEN_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
DOCUMENT = re.compile(r"\b(?:[A-Z]{1,3}[ -]?)?\d(?:[ -]?[A-Z0-9]){3,}\b")


@dataclass(frozen=True)
class Mark:
    """One compound, by its kind and its normal form."""

    kind: MarkKind
    text: str

    def digest(self, index: BlindIndex) -> bytes:
        """Return the digest in this organisation's index; the slow one for numbers."""
        make = index.digest if self.kind is MarkKind.NAME_BIRTH else index.slow_digest
        return make(self.kind.value, self.text)


def of(
    *,
    full_name: Any = None,
    birth_date: Any = None,
    document: Any = None,
    contact: Any = None,
    telephones: Iterable[str] = (),
) -> set[Mark]:
    """Return the marks of what is known of a person. `contact` is as it was written before contacts had rows."""
    return {
        *(Mark(MarkKind.NAME_BIRTH, text) for text in _named_and_born(full_name, birth_date)),
        *(Mark(MarkKind.DOCUMENT, text) for text in documents(document or "")),
        *(Mark(MarkKind.PHONE, text) for one in (contact or "", *telephones) for text in phones(one)),
    }


def swapped(born: date | None) -> date | None:
    """Return the date with day and month exchanged, as often written down; None where that is no other date."""
    if born is None or born.day > 12 or born.day == born.month:
        return None
    return born.replace(month=born.day, day=born.month)


def phones(text: str) -> set[str]:
    """Return the telephone numbers in a text by their last digits."""
    apart = re.sub(r"\s/\s", ", ", WRITTEN_DATE.sub(", ", text))
    found = (re.sub(r"\D", "", one) for one in PHONE.findall(apart)[:MOST_NUMBERS])
    return {digits[-PHONE_DIGITS:] for digits in found if SHORTEST_PHONE <= len(digits) <= 15}


def documents(text: str) -> set[str]:
    """Return the numbers of documents in a text: digits and upper-case letters, six digits and more alone."""
    latin = WRITTEN_DATE.sub(" ", anyascii(text).upper())
    found = (re.sub(r"[ -]", "", one) for one in DOCUMENT.findall(latin)[:MOST_NUMBERS])
    return {_digits_alone(one) for one in found if len(one) >= SHORTEST_DOCUMENT}


def _digits_alone(number: str) -> str:
    """A series of letters is written in this alphabet or that, or left out; long numbers do without."""
    digits = re.sub(r"\D", "", number)
    return digits if len(digits) >= 6 else number


def _named_and_born(full_name: str | None, birth_date: date | None) -> set[str]:
    if not full_name or not birth_date:
        return set()
    return {f"{skeleton}\x1f{birth_date.isoformat()}" for skeleton in names.skeletons(full_name)}
