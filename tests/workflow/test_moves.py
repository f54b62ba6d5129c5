"""`guard_moves` writes what the migrations hold, so that a step without its migration is seen."""

from importlib import import_module, util
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL

from workflow import steps
from workflow.triggers import guard_sql

LABELS = sorted({model._meta.app_label for model in steps.stateful_models()})


def statements(operations: list[object]) -> list[str]:
    return [one.sql for one in operations if isinstance(one, RunSQL) and "_moves()" in one.sql]


def guarded_now(label: str) -> dict[str, str]:
    """Return what the migrations of an app last said about the status of each table."""
    loader = MigrationLoader(connection)
    said: dict[str, str] = {}
    names = sorted(name for app, name in loader.disk_migrations if app == label)
    for name in names:
        for sql in statements(loader.disk_migrations[label, name].operations):
            said[sql.split("FUNCTION ")[1].split("_moves()")[0]] = sql
    return said


@pytest.mark.parametrize("label", LABELS)
def test_the_migrations_hold_the_moves_declared_now(db: None, label: str) -> None:
    models = [model for model in steps.stateful_models() if model._meta.app_label == label]
    declared = {model._meta.db_table: guard_sql(model._meta.db_table, steps.moves(model)) for model in models}
    assert guarded_now(label) == declared


@pytest.mark.parametrize("label", LABELS)
def test_the_command_writes_them(
    db: None, label: str, tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ROOT = tmp_path
    monkeypatch.setattr(apps.get_app_config(label), "path", str(tmp_path))
    (tmp_path / "migrations").mkdir()
    call_command("guard_moves", label, verbosity=0)
    (file,) = (tmp_path / "migrations").glob("*_moves.py")
    spec = util.spec_from_file_location("written", file)
    assert spec
    assert spec.loader
    written = util.module_from_spec(spec)
    spec.loader.exec_module(written)
    last = MigrationLoader(connection).graph.leaf_nodes(label)[0][1]
    assert written.Migration.dependencies == [(label, last)]
    assert int(file.name[:4]) == int(last[:4]) + 1
    assert sorted(statements(written.Migration.operations)) == sorted(guarded_now(label).values())
    assert import_module(f"{label}.migrations.{last}")


def test_a_changed_move_changes_the_statement() -> None:
    model = steps.stateful_models()[0]
    moves = steps.moves(model)
    assert guard_sql("t", moves) != guard_sql("t", moves - {sorted(moves)[0]})
    assert guard_sql("t", moves) == guard_sql("t", sorted(moves, reverse=True))
