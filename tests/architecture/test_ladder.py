"""An app knows the rungs below it, and only what a rung is for is imported from it."""

import ast
import sys
from pathlib import Path

import pytest

from tests.architecture.source import (
    APPS,
    ROOT,
    RUNGS,
    calls,
    code,
    imported,
    is_view,
    nodes,
    our_apps,
    text,
)

# The demo is started by the settings and starts them.
START = {"config", "demo"}
STATE_MACHINE = {"models", "workflow"}
# Where guarded rows may be written past the gate: actions, the gate itself, who may see a case, and what
# an identity is found by.
WRITERS = {"actions.py", "access.py", "index.py"}
# Who may ask the gate to act: actions, receivers, pages, commands and the stories of the demo.
PERFORMERS = {"actions", "receivers", "views", "commands", "demo", "workflow"}
NOT_A_SUBJECT = {"core", "common", "util", "utils", "helpers", "misc", "base", "shared"}


def room(module: str) -> str:
    return module.split(".")[0]


def may_know(one: str, other: str) -> bool:
    """Tell whether one app may know another."""
    return one == other or RUNGS[other] < RUNGS[one] or {one, other} == START


def test_a_module_imports_from_lower_rungs_only() -> None:
    pairs = {(path, module) for path in code() for module, _name in imported(path) if room(module) in RUNGS}
    assert not [(path, module) for path, module in pairs if not may_know(path.parts[0], room(module))]


@pytest.mark.parametrize("app", our_apps(), ids=lambda app: app.label)
def test_a_foreign_key_points_downwards(app: object) -> None:
    for model in app.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model:
                other = field.related_model._meta.app_label
                assert other not in RUNGS or may_know(app.label, other), f"{model.__name__}.{field.name}"


@pytest.mark.parametrize(
    ("one", "other"), [("shelters", "legal_aid"), ("audit", "accounts"), ("consent", "referral")]
)
def test_the_ladder_would_refuse(one: str, other: str) -> None:
    assert not may_know(one, other)


def who_imports(package: str) -> list[Path]:
    return [path for path in code() if any(room(module) == package for module, _name in imported(path))]


def test_only_models_and_the_workflow_know_the_state_machine() -> None:
    knowing = who_imports("django_fsm")
    assert len(knowing) > 4
    assert not [path for path in knowing if not {path.stem, path.parent.name} & STATE_MACHINE]


def test_nothing_but_the_addresses_knows_practice() -> None:
    assert {path.parts[0] for path in who_imports("practice")} == {"practice"}


def test_only_the_sealed_fields_know_the_library_of_encrypted_fields() -> None:
    assert {path.parts[0] for path in who_imports("encrypted_model_fields")} == {"encryption"}


def test_guarded_rows_are_written_in_actions_only() -> None:
    writers = [path for path in code() if ("workflow.guard", "writing") in imported(path)]
    assert len(writers) > 3
    assert not [path for path in writers if path.parts[0] != "workflow" and path.name not in WRITERS]


def test_the_gate_is_asked_to_act_from_actions_and_pages_only() -> None:
    asking = [path for path in code() if calls(path, "perform")]
    assert len(asking) > 5
    assert not [path for path in asking if not PERFORMERS & {*path.parts, path.stem}]
    assert not [path for path in asking if "models" in {*path.parts, path.stem}]


@pytest.mark.parametrize("word", ["_base_manager", "_raw_delete", "disable_trigger", "DISABLE TRIGGER"])
def test_nobody_but_the_gate_goes_around_the_guarded_managers(word: str) -> None:
    assert not [path for path in code() if word in text(path) and path.parts[0] != "workflow"]


def test_a_view_has_no_try() -> None:
    """But for `workflow.views.attempt`, which puts the gate's reasons above the form."""
    views = [path for path in code() if is_view(path) and path.parts[0] != "workflow"]
    assert not [path for path in views if any(isinstance(node, ast.Try) for node in nodes(path))]


def test_no_module_is_without_a_subject() -> None:
    named = [path for path in code() if path != Path("wall/engine/base.py")]  # a name that Django demands
    assert not [path for path in named if NOT_A_SUBJECT & {*path.parts, path.stem}]


@pytest.mark.parametrize("app", sorted(RUNGS))
def test_no_app_hides_a_module_of_python(app: str) -> None:
    assert app not in sys.stdlib_module_names


def test_every_app_is_on_the_ladder() -> None:
    folders = {file.parent.name for file in ROOT.glob("*/apps.py")}
    assert folders == set(APPS)
