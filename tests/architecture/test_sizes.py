"""Nothing grows beyond what a tired person can read."""

import ast
from pathlib import Path

from tests.architecture.source import ROOT, code, files, functions, is_view, length, templates, text

FUNCTION, MODULE, VIEW, BODY, TESTS, TEMPLATE = 40, 350, 25, 10, 400, 150
TOP = [Path("run.py"), Path("manage.py")]
WRITTEN = [*code(), *files("deploy"), *TOP]


def lines(path: Path) -> int:
    return len(text(path).splitlines())


def decorators(node: ast.FunctionDef) -> set[str]:
    calls = (one.func if isinstance(one, ast.Call) else one for one in node.decorator_list)
    return {getattr(one, "id", getattr(one, "attr", "")) for one in calls}


def body(node: ast.FunctionDef) -> int:
    """Return how many lines a transition's body has, without its docstring."""
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else None
    return (node.end_lineno or 0) - first.lineno + 1 if first else 0


def too_long(paths: list[Path], limit: int) -> dict[Path, int]:
    return {path: lines(path) for path in paths if lines(path) > limit}


def test_no_module_is_too_long() -> None:
    assert not too_long(WRITTEN, MODULE)


def test_no_function_is_too_long() -> None:
    everywhere = [(path, node) for path in [*WRITTEN, *files("tests")] for node in functions(path)]
    assert not {(path, node.name): length(node) for path, node in everywhere if length(node) > FUNCTION}


def test_no_view_is_too_long() -> None:
    pages = [(path, node) for path in code() if is_view(path) for node in functions(path)]
    views = [(path, node) for path, node in pages if node.args.args and node.args.args[0].arg == "request"]
    assert len(views) > 20
    assert not {(path, node.name): length(node) for path, node in views if length(node) > VIEW}


def test_no_transition_does_too_much() -> None:
    found = [(path, node) for path in code() for node in functions(path) if "transition" in decorators(node)]
    assert not {(path, node.name): body(node) for path, node in found if body(node) > BODY}


def test_transitions_are_found() -> None:
    found = [node for path in code() for node in functions(path) if "transition" in decorators(node)]
    assert len(found) > 40
    assert max(map(body, found)) > 0


def test_no_test_module_is_too_long() -> None:
    assert not too_long(files("tests"), TESTS)


def test_no_template_is_too_long() -> None:
    assert not too_long(templates(), TEMPLATE)


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in files("tests")}
    assert not [folder for folder in folders if not (ROOT / folder / "__init__.py").exists()]
