"""Pages read guarded rows through what an actor may see, and nothing that helps a person reads co-operation."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from identification import actions
from identification.enums import YesNo
from identification.models import Case, Screening
from tests.architecture.source import code, functions, imported, is_view, text, tree
from tests.cast import Cast
from tests.makers import POINTING, opened_case
from workflow import gate, steps
from workflow.gate import perform
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
    parents = {child: node for node in ast.walk(tree(path)) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree(path)):
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


# Co-operation with the police is written down for the person's lawyer, and read by nothing else; the person finds it
# in the copy of their own file.
MAY_NAME_COOPERATION = {
    "identification/models/screening.py",
    "identification/forms.py",
    "demo/walk.py",
    "rights/registry.py",
}


def test_nothing_but_its_own_field_and_form_names_cooperation() -> None:
    naming = {str(path) for path in code() if "cooperation" in text(path)}
    assert naming <= MAY_NAME_COOPERATION


def test_in_the_model_it_is_a_field_that_a_step_writes_and_nothing_reads() -> None:
    path = Path("identification/models/screening.py")
    readers = [
        node.name
        for node in functions(path)
        for one in ast.walk(node)
        if isinstance(one, ast.Attribute) and one.attr == "cooperation" and isinstance(one.ctx, ast.Load)
    ]
    assert readers == []


def screened_with(case: Case, cast: Cast, cooperation: str) -> Screening:
    begun = perform(
        Screening(case=case, profile="adult_labour", screened_by=cast.nora.user), "begin", by=cast.nora
    )
    screening = actions.answer(screening=begun, answers=POINTING, by=cast.nora)
    return perform(screening, "complete", by=cast.nora, cooperation=cooperation)


def test_whatever_the_person_says_of_the_police_the_result_and_the_help_are_the_same(cast: Cast) -> None:
    outcomes = set()
    for said in YesNo.values:
        case = opened_case(cast.nora)
        result = screened_with(case, cast, said).result
        case = perform(case, "presume", by=cast.nora)
        names = sorted({one.name for one in steps.transitions(Case)})
        offered = tuple((one.name, one.allowed) for one in gate.offered(case, names, by=cast.nora))
        outcomes.add((result, case.status, offered))
    assert len(outcomes) == 1
