"""Nothing grows beyond what a tired person can read."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, code, files, functions, is_view, length, templates, text

FUNCTION, MODULE, VIEW, BODY, TESTS, TEMPLATE = 40, 350, 25, 10, 400, 150
TOP = [Path("run.py"), Path("manage.py")]
WRITTEN = [*code(), *files("deploy"), *TOP]
MODULES = pytest.mark.parametrize("path", WRITTEN, ids=str)


def lines(path: Path) -> int:
    return len(text(path).splitlines())


def decorators(node: ast.FunctionDef) -> set[str]:
    calls = (one.func if isinstance(one, ast.Call) else one for one in node.decorator_list)
    return {getattr(one, "id", getattr(one, "attr", "")) for one in calls}


def body(node: ast.FunctionDef) -> int:
    """Return how many lines a transition's body has, without its docstring."""
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else None
    return (node.end_lineno or 0) - first.lineno + 1 if first else 0


@MODULES
def test_a_module(path: Path) -> None:
    assert lines(path) <= MODULE


@pytest.mark.parametrize("path", [*WRITTEN, *files("tests")], ids=str)
def test_its_functions(path: Path) -> None:
    assert not {node.name: length(node) for node in functions(path) if length(node) > FUNCTION}


@pytest.mark.parametrize("path", [path for path in code() if is_view(path)], ids=str)
def test_a_view(path: Path) -> None:
    views = [node for node in functions(path) if node.args.args and node.args.args[0].arg == "request"]
    assert not {node.name: length(node) for node in views if length(node) > VIEW}


@MODULES
def test_the_body_of_a_transition(path: Path) -> None:
    transitions = [node for node in functions(path) if "transition" in decorators(node)]
    assert not {node.name: body(node) for node in transitions if body(node) > BODY}


def test_transitions_are_found() -> None:
    found = [node for path in code() for node in functions(path) if "transition" in decorators(node)]
    assert len(found) > 40
    assert max(map(body, found)) > 0


@pytest.mark.parametrize("path", files("tests"), ids=str)
def test_a_test_module(path: Path) -> None:
    assert lines(path) <= TESTS


@pytest.mark.parametrize("path", templates(), ids=str)
def test_a_template(path: Path) -> None:
    assert lines(path) <= TEMPLATE


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in files("tests")}
    assert not [folder for folder in folders if not (ROOT / folder / "__init__.py").exists()]
