"""An app knows the rungs below it, and only what a rung is for is imported from it."""

import ast
import sys
from pathlib import Path

import pytest

from tests.architecture.source import APPS, ROOT, RUNGS, calls, code, imported, is_view, our_apps, tree

MODULES = pytest.mark.parametrize("path", code(), ids=str)
# The demo is started by the settings and starts them.
START = {"config", "demo"}
STATE_MACHINE = ("models", "workflow")
# Where guarded rows may be written past the gate: actions, the gate itself, and who may see a case.
WRITERS = {"actions.py", "access.py"}
# Who may ask the gate to act: actions, receivers, pages, commands and the stories of the demo.
PERFORMERS = {"actions", "receivers", "views", "commands", "demo", "workflow"}
NOT_A_SUBJECT = {"core", "common", "util", "utils", "helpers", "misc", "base", "shared"}


def room(module: str) -> str:
    return module.split(".")[0]


def may_know(one: str, other: str) -> bool:
    """Tell whether one app may know another."""
    return one == other or RUNGS[other] < RUNGS[one] or {one, other} == START


@MODULES
def test_a_module_imports_from_lower_rungs_only(path: Path) -> None:
    above = {module for module, _name in imported(path) if room(module) in RUNGS}
    assert not {module for module in above if not may_know(path.parts[0], room(module))}


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


@MODULES
def test_only_models_and_the_workflow_know_the_state_machine(path: Path) -> None:
    if any(room(module) == "django_fsm" for module, _name in imported(path)):
        assert path.stem in STATE_MACHINE or path.parent.name in STATE_MACHINE


@MODULES
def test_only_the_sealed_fields_know_the_library_of_encrypted_fields(path: Path) -> None:
    if any(room(module) == "encrypted_model_fields" for module, _name in imported(path)):
        assert path.parts[0] == "encryption"


@MODULES
def test_guarded_rows_are_written_in_actions_only(path: Path) -> None:
    if ("workflow.guard", "writing") in imported(path):
        assert path.parts[0] == "workflow" or path.name in WRITERS


@MODULES
def test_the_gate_is_asked_to_act_from_actions_and_pages_only(path: Path) -> None:
    if calls(path, "perform"):
        assert PERFORMERS & {*path.parts, path.stem}
        assert "models" not in {*path.parts, path.stem}


@MODULES
def test_nobody_but_the_gate_goes_around_the_guarded_managers(path: Path) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    if path.parts[0] != "workflow":
        assert "_base_manager" not in source
        assert "_raw_delete" not in source


@pytest.mark.parametrize("path", [path for path in code() if is_view(path)], ids=str)
def test_a_view_has_no_try(path: Path) -> None:
    tries = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Try)]
    assert not tries or path.parts[0] == "workflow"


def test_no_module_is_without_a_subject() -> None:
    assert not [path for path in code() if NOT_A_SUBJECT & {*path.parts, path.stem}]


@pytest.mark.parametrize("app", sorted(RUNGS))
def test_no_app_hides_a_module_of_python(app: str) -> None:
    assert app not in sys.stdlib_module_names


def test_every_app_is_on_the_ladder() -> None:
    folders = {file.parent.name for file in ROOT.glob("*/apps.py")}
    assert folders == set(APPS)
