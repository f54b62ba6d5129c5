"""Words that stand nowhere else: one in every sealed field of every row, found by asking the models."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.formats import date_format

from documents.models import Document, Part
from encryption.fields import SealedBytesField, SealedDateField, SealedTextField
from identification import index
from identification.models import Case, Identity, Vote
from proofs.disclosure.entries import SHARED_NUMBER
from proofs.disclosure.oracle import PLAIN
from proofs.disclosure.stories import birthday
from tests.owner import as_owner
from workflow.guard import writing

TOKEN = re.compile(r"zq\d{4}wx", re.IGNORECASE)
NUMBER = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
YEAR_IN_A_BOX = re.compile(r'value="(19[0-4]\d)"')
# The organisation that a row is about, if it is about one.
ABOUT = ("recipient", "organisation", "shelter")
# Empty until a step fills it, and told wherever it is not.
WHERE_FILLED = {"document.reason", "guardianship.suspicion"}


@dataclass(frozen=True)
class Canary:
    """One word: in which story and which field it was written."""

    story: str
    field: str

    @property
    def is_sealed(self) -> bool:
        return self.field.partition("@")[0] not in PLAIN


@dataclass
class Aviary:
    """All the words, and where each was written."""

    names: dict[Any, str]  # organisations, by id
    written: dict[str, Canary] = field(default_factory=dict)
    stories: int = 0

    def fill(self, story: str, case: Case) -> None:
        """Write a new word into every sealed field of every row of a case; the person is found by them."""
        self.stories += 1
        self.written[case.number] = Canary(story, "case.number")
        for row in rows_of(case):
            for one in row._meta.concrete_fields:
                name = f"{row._meta.model_name}.{one.name}"
                if _takes_a_word(row, one, name):
                    setattr(row, one.name, self._word(Canary(story, name + self._about(row)), one))
            with writing(), as_owner():  # the role that serves may not change what is written once
                row.save()
            if isinstance(row, Identity):
                index.rewrite(row)

    def found_in(self, text: str) -> set[Canary]:
        """Return the words that a text holds."""
        hits = {hit.lower() for hit in TOKEN.findall(text)} | set(NUMBER.findall(text))
        hits |= {f"in {year}" for year in YEAR_IN_A_BOX.findall(text)}
        hits |= {one for one in self._days if one in text}
        return {self.written[hit] for hit in hits if hit in self.written}

    def _word(self, canary: Canary, one: "models.Field[Any, Any]") -> Any:
        if isinstance(one, SealedDateField):
            day = birthday(self.stories)
            for words in (
                day.isoformat(),
                date_format(day, "j E Y"),
                date_format(day, "j F Y"),
                f"in {day.year}",
            ):
                self.written[words] = canary
            return day
        word = f"zq{len(self.written):04}wx"
        self.written[word] = canary
        if isinstance(one, SealedBytesField):
            return word.encode()
        return f"{word}, {SHARED_NUMBER}" if canary.field == "identity.document" else word

    @property
    def _days(self) -> Iterable[str]:
        return (words for words, canary in self.written.items() if canary.field == "identity.birth_date")

    def _about(self, row: Any) -> str:
        paper = row.document if isinstance(row, Part) else row
        if isinstance(paper, Document):
            return f"@{paper.kind}"
        if isinstance(row, Vote):
            return f"@{row.outcome}"
        about = next((getattr(row, name) for name in ABOUT if hasattr(row, name)), None)
        about = getattr(about, "organisation", about)
        return f"@{self.names[about.pk]}" if about is not None else ""


def _takes_a_word(row: Any, one: "models.Field[Any, Any]", name: str) -> bool:
    is_open = name not in WHERE_FILLED or getattr(row, one.name)
    return isinstance(one, SealedTextField) and bool(is_open)


def sealed_fields() -> set[str]:
    """Return every sealed field there is, history apart, as `model.field`."""
    return {
        f"{model._meta.model_name}.{one.name}"
        for model in _models()
        for one in model._meta.concrete_fields
        if isinstance(one, SealedTextField)
    }


def rows_of(case: Case) -> Iterator[Any]:
    """Yield the case and every row that belongs to it and holds something sealed."""
    for model in _models():
        names = {one.name for one in model._meta.fields}
        if model is Case:
            yield Case.objects.get(pk=case.pk)
        elif "case" in names and any(isinstance(one, SealedTextField) for one in model._meta.concrete_fields):
            yield from model._base_manager.filter(case=case)


def _models() -> list[Any]:
    return [model for model in apps.get_models() if not model.__name__.startswith("Historical")]
