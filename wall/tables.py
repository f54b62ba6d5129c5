"""Which tables must have a wall: those whose rows lead to a case, by a column or by the row they belong to."""

from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.loader import MigrationLoader

from wall.models import Party
from wall.operations import WallRows

CASE = "identification.case"
TEMPLATE = """from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [{dependencies}]
    operations = [
{operations}    ]
"""
FIRST = "0001_party"


@dataclass(frozen=True)
class Walled:
    """A table whose rows lead to a case: by which column, and through which other table, if any.

    `is_sealed` where it has columns of bytes, as sealed values are.
    """

    label: str
    table: str
    column: str
    of: str = ""
    is_history: bool = False
    is_sealed: bool = False


def bearing_a_case() -> list[Walled]:
    """Return every table that must have a wall, the one where the wall itself remembers left out."""
    every = [model for model in apps.get_models(include_auto_created=True) if model is not Party]
    found = {model: one for model in every if (one := _by_column(model))}
    while more := {model: one for model in every if model not in found and (one := _by_row(model, found))}:
        found |= more
    return sorted(found.values(), key=lambda one: one.table)


def without_a_wall(label: str = "") -> list[Walled]:
    """Return the tables, of one app or of all, for which no migration builds a wall."""
    built = {
        operation.table
        for migration in MigrationLoader(None).disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, WallRows)
    }
    return [one for one in bearing_a_case() if one.table not in built and label in ("", one.label)]


def write(label: str) -> Path | None:
    """Write the next migration of an app, which walls its tables that have no wall; None where each has one."""
    if not (missing := without_a_wall(label)):
        return None
    before = MigrationLoader(None).graph.leaf_nodes(label)[0][1]
    text = TEMPLATE.format(
        dependencies=f'("{label}", "{before}"), ("wall", "{FIRST}")',
        operations="".join(f"        {_operation(one)},\n" for one in missing),
    )
    file = Path(apps.get_app_config(label).path) / "migrations" / f"{int(before[:4]) + 1:04}_wall.py"
    file.write_text(text, encoding="utf-8")
    return file.relative_to(settings.ROOT)


def _by_column(model: type[models.Model]) -> Walled | None:
    is_the_case = model._meta.label_lower in (CASE, "identification.historicalcase")
    column = "id" if is_the_case else "case_id"
    if not is_the_case and column not in {field.attname for field in model._meta.concrete_fields}:
        return None
    return _walled(model, column)


def _by_row(model: type[models.Model], found: dict[type[models.Model], Walled]) -> Walled | None:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.related_model in found:
            return _walled(model, field.attname, of=field.related_model._meta.db_table)
    return None


def _walled(model: type[models.Model], column: str, of: str = "") -> Walled:
    kinds = {field.get_internal_type() for field in model._meta.concrete_fields}
    is_history, is_sealed = hasattr(model, "history_type"), "BinaryField" in kinds
    return Walled(model._meta.app_label, model._meta.db_table, column, of, is_history, is_sealed)


def _operation(one: Walled) -> str:
    words = [f'"{one.table}"']
    words += [f'column="{one.column}"'] if one.column != "case_id" else []
    words += [f'of="{one.of}"'] if one.of else []
    words += ['may=("INSERT",)'] if one.is_history else []
    words += ["renewed=True"] if one.is_history and one.is_sealed else []
    return f"WallRows({', '.join(words)})"
