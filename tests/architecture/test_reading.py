"""Pages read guarded rows through what an actor may see."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.source import code, imported, is_view, nodes
from workflow import steps
from workflow.models import Guarded

PAGES = [path for path in code() if is_view(path) or path.stem == "forms" or path.parts[0] == "desk"]
SCOPES = {
    "visible_to",
    "with_decisions_for",
    "opens",
    "opening_cases_to",
    "readable_by_recipient",
    "for_review_by",
    "opened_by",
    "none",
}
# Rows of no person: organisations, who works where or is invited, what is offered, and the log, which the trail
# scopes itself.
PLAIN = {"Organisation", "Membership", "User", "Service", "Event", "Invitation"}
GUARDED = {model.__name__ for model in apps.get_models() if issubclass(model, Guarded)}


def chain(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> set[str]:
    """Return the names of what is called on a manager, one after the other."""
    names = set()
    while isinstance(parent := parents.get(node), ast.Attribute | ast.Call):
        if isinstance(parent, ast.Call) and parent.func is not node:
            break
        names.add(getattr(parent, "attr", ""))
        node = parent
    return names


def readings(path: Path) -> Iterator[tuple[str, int, set[str]]]:
    """Yield each use of a model's manager in a module: the model, the line, and what is called on it."""
    parents = {child: node for node in nodes(path) for child in ast.iter_child_nodes(node)}
    for node in nodes(path):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in ("objects", "history")
            and isinstance(node.value, ast.Name)
        ):
            yield node.value.id, node.lineno, chain(node, parents)


def test_a_page_reads_through_what_the_actor_may_see() -> None:
    read = [(path, *reading) for path in PAGES for reading in readings(path)]
    assert len(read) > 20
    assert not [one for one in read if one[1] not in PLAIN and not one[3] & SCOPES]


def test_what_is_plain_is_not_guarded() -> None:
    assert not PLAIN & GUARDED


def test_a_reading_past_it_would_be_seen() -> None:
    bad = ast.parse("Case.objects.filter(number=number).get()")
    parents = {child: node for node in ast.walk(bad) for child in ast.iter_child_nodes(node)}
    manager = next(
        node for node in ast.walk(bad) if isinstance(node, ast.Attribute) and node.attr == "objects"
    )
    assert chain(manager, parents) == {"filter", "get", ""}


@pytest.mark.parametrize("shortcut", ["get_object_or_404", "get_list_or_404"])
def test_no_page_uses_shortcuts_that_read_by_themselves(shortcut: str) -> None:
    assert not [path for path in PAGES if shortcut in {name for _module, name in imported(path)}]


def test_every_stateful_model_can_be_asked_what_an_actor_sees() -> None:
    for model in steps.stateful_models():
        assert hasattr(model.objects.all(), "visible_to"), model.__name__


def test_every_row_of_a_case_is_guarded() -> None:
    for model in apps.get_models():
        names = {field.name for field in model._meta.fields}
        if "case" in names and not model.__name__.startswith("Historical"):
            assert issubclass(model, Guarded), model.__name__
