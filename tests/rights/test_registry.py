"""No table with a case's data is forgotten: a copy tells each of its columns, or leaves it out on a ground."""

import pytest
from django.apps import apps

from rights.enums import Ground, Part
from rights.registry import LEFT_OUT, PLAIN, TOLD, part_models
from wall.tables import bearing_a_case

BEARING = {one.table for one in bearing_a_case() if not one.is_history}
MODELS = {model._meta.label: model for model in apps.get_models() if model._meta.db_table in BEARING}
REGISTERED = {one.model: one for one in TOLD}


def test_every_table_is_told_or_left_out() -> None:
    assert len(MODELS) > 30
    assert set(MODELS) == set(REGISTERED) | set(LEFT_OUT)
    assert not set(REGISTERED) & set(LEFT_OUT)
    assert set(LEFT_OUT.values()) <= set(Ground)


def forgotten(label: str) -> set[str]:
    """Return the columns of a table that the registry neither tells nor leaves out."""
    told = REGISTERED[label]
    every = {field.name for field in MODELS[label]._meta.concrete_fields}
    return (every ^ ({*told.columns} | {*told.left_out})) - PLAIN


@pytest.mark.parametrize("label", sorted(REGISTERED))
def test_every_column_is_told_or_left_out_on_a_ground(label: str) -> None:
    told = REGISTERED[label]
    assert not forgotten(label)
    assert not set(told.columns) & set(told.left_out)


def test_a_forgotten_column_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    told = REGISTERED["identification.Identity"]
    monkeypatch.setitem(REGISTERED, told.model, type(told)(told.model, told.columns[1:]))
    assert forgotten(told.model) == {"pseudonym"}


def test_every_part_that_may_be_called_wrong_is_a_table_with_history() -> None:
    for part in Part:
        assert any(hasattr(apps.get_model(one), "history") for one in part_models(part)), part
