"""The file of one person, gathered from every room as the registry says: what a copy tells."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import DateField, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from accounts.models import Organisation
from encryption.fields import SealedDateField
from identification import indicators
from identification.asking.questions import questions_of
from identification.models import Case
from rights.registry import TOLD, Told, hides_untold_sight, part_models
from rights.sight import untold_grounds

Rows = list[dict[str, Any]]
# What was answered to a question, which is kept by its code.
ASKED = ("identification.Answer", "identification.AnswerNote")


@dataclass(frozen=True)
class Section:
    """The rows of one table: by column, what it says; and what was left out of them, by ground."""

    model: str
    rows: Rows
    left_out: dict[str, str]

    @property
    def heading(self) -> str:
        """What the rows are."""
        return str(apps.get_model(self.model)._meta.verbose_name).capitalize()


def gathered(case: Case) -> list[Section]:
    """Return all that a copy may tell of a person, the empty tables left out. The same file gives the same sections."""
    every = cases_in(case)
    untold = [ground.pk for one in every for ground in untold_grounds(one)]
    found = (_section(one, every, untold) for one in TOLD)
    return [one for one in found if one.rows]


def cases_in(case: Case) -> list[Case]:
    """Return the cases that a copy tells: what its carrier merged with this one is the same person's."""
    return list(Case.objects.filter(pk__in=case.of_one_person(), carrier=case.carrier_id).order_by("pk"))


def parts_of(sections: list[Section]) -> list[tuple[str, str]]:
    """Return each part that can be left out, by code and name: a column of a table in which something is said."""
    return [
        (f"{section.model}.{column}".lower(), f"{section.heading}: {label(section.model, column)}")
        for section in sections
        for column in dict.fromkeys(name for row in section.rows for name, value in row.items() if value)
    ]


def part_name(code: str) -> str:
    """Return what a part is called, by its code."""
    model, column = code.rsplit(".", 1)
    return f"{Section(model, [], {}).heading}: {label(model, column)}"


def without(sections: list[Section], withheld: dict[str, str]) -> list[Section]:
    """Return the sections without the parts that a second person left out."""
    return [_without(one, withheld) for one in sections]


def digest_of(sections: list[Section]) -> str:
    """Return what changes with each word of the file."""
    said = json.dumps([(one.model, one.rows) for one in sections], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def as_json(sections: list[Section], number: str) -> bytes:
    """Return the file for a machine: columns by their names, codes with their words, what is left out by its ground."""
    told = {one.model: {"rows": _with_words(one), "left_out": one.left_out} for one in sections}
    head = {"case": number, "made_on": timezone.localdate().isoformat(), "words_in": get_language()}
    return json.dumps({**head, "tables": told}, ensure_ascii=False, indent=1).encode()


def _with_words(section: Section) -> Rows:
    """Return the rows, each code followed by what it says: whoever reads the file has not our lists of codes."""
    asked = _questions() if section.model in ASKED else {}
    return [dict(_said(section.model, row, asked)) for row in section.rows]


def _said(model: str, row: dict[str, Any], asked: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for column, value in row.items():
        yield column, value
        if value not in (None, "", []) and _is_coded(model, column, asked):
            yield f"{column}_in_words", _line(model, column, value, asked)[1]


def _is_coded(model: str, column: str, asked: dict[str, str]) -> bool:
    found: Any = apps.get_model(model)._meta.get_field(column)
    return bool(_names(found)) or (bool(asked) and column == "code")


def _names(found: Any) -> dict[Any, Any]:
    return dict(found.choices or getattr(getattr(found, "base_field", None), "choices", None) or [])


def label(model: str, column: str) -> str:
    """Return what a column is called."""
    name = str(apps.get_model(model)._meta.get_field(column).verbose_name)
    return name[:1].upper() + name[1:]


def in_words(model: str, column: str, value: Any) -> str:
    """Return what a column says, as people read it."""
    found: Any = apps.get_model(model)._meta.get_field(column)
    names = _names(found)
    if isinstance(value, list):
        return ", ".join(str(names.get(one, one)) for one in value)
    if isinstance(found, SealedDateField):
        return _day(found.from_text(value))
    if isinstance(found, DateField) and isinstance(value, str):
        return _day(found.to_python(value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(names.get(value, value))


def _day(moment: Any) -> str:
    if isinstance(moment, datetime):
        return date_format(timezone.localtime(moment), "j E Y, H:i")
    return date_format(moment, "j E Y")


def changed_since(case: Case, part: str, moment: datetime) -> bool:
    """Tell whether a record of this part was changed after a moment: its history keeps what it said before."""
    models: list[Any] = [apps.get_model(name) for name in part_models(part)]
    return any(
        one.history.filter(history_type="~", history_date__gt=moment, **_of(one, case)).exists()
        for one in models
        if hasattr(one, "history")
    )


def _of(model: Any, case: Case) -> dict[str, Any]:
    return {"id": case.pk} if model is Case else {"case_id": case.pk}


def _section(told: Told, cases: list[Case], untold: list[Any]) -> Section:
    model: Any = apps.get_model(told.model)
    kept = told.kept & hides_untold_sight(untold) if told.model == "identification.CaseAccess" else told.kept
    rows = model.objects.filter(kept, **{f"{told.of}__in": [one.pk for one in cases]}).order_by("pk")
    return Section(told.model, [_row(one, told.columns) for one in rows], _grounds(told))


def _grounds(told: Told) -> dict[str, str]:
    return {column: str(ground) for column, ground in told.left_out.items()}


def _row(row: Model, columns: tuple[str, ...]) -> dict[str, Any]:
    return {column: _plain(getattr(row, column)) for column in columns}


def _plain(value: Any) -> Any:
    """Return a value as it stands in a file for machines."""
    if isinstance(value, Organisation):
        return value.name
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | list | dict):
        return value
    return str(value)


def _without(section: Section, withheld: dict[str, str]) -> Section:
    gone = {
        column: withheld[code]
        for column in {name for row in section.rows for name in row}
        if (code := f"{section.model}.{column}".lower()) in withheld
    }
    rows = [{name: value for name, value in row.items() if name not in gone} for row in section.rows]
    return Section(section.model, rows, section.left_out | gone)


def told_lines(section: Section) -> Iterator[list[tuple[str, str]]]:
    """Yield each row as pairs of what it is and what it says; what says nothing is left out."""
    asked = _questions() if section.model in ASKED else {}
    for row in section.rows:
        said = {column: value for column, value in row.items() if value not in (None, "", [])}
        yield [_line(section.model, column, value, asked) for column, value in said.items()]


def _line(model: str, column: str, value: Any, asked: dict[str, str]) -> tuple[str, str]:
    """Return what a column is and says; a question's code is told by the question."""
    if asked and column == "code":
        return _("Question"), asked.get(value, value)
    return label(model, column), in_words(model, column, value)


def _questions() -> dict[str, str]:
    """Return the question of each code, as the latest set puts it that has one."""
    sets = reversed(indicators.every())
    return {code: gettext(question.ask) for one in sets for code, question in questions_of(one).items()}
