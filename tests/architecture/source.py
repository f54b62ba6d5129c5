"""The project's own source, as the tests of its architecture read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings

ROOT: Path = settings.ROOT
# Each app stands on a rung and knows those below it; apps of the same rung do not know one another.
RUNGS = {
    "config": 12,
    "demo": 11,
    "desk": 10,
    "rights": 9,
    "retention": 8,
    "shelters": 8,
    "repatriation": 8,
    "legal_aid": 8,
    "referral": 7,
    "documents": 7,
    "facts": 7,
    "consent": 6,
    "breakglass": 6,
    "practice": 6,
    "hotline": 6,
    "groups": 6,
    "children": 5,
    "contact": 5,
    "identification": 4,
    "papers": 3,
    "workflow": 2,
    "accounts": 1,
    "outlet": 0,
    # The ground: imports nothing of ours.
    "audit": -1,
    "encryption": -1,
    "entry": -1,
    "wall": -1,
}
APPS = sorted(set(RUNGS) - {"config"})


def files(*folders: str, suffix: str = "*.py") -> list[Path]:
    """Return the files below these folders, by path in the project, without migrations."""
    found = (file for folder in folders for file in (ROOT / folder).rglob(suffix))
    return sorted(file.relative_to(ROOT) for file in found if "migrations" not in file.parts)


def code() -> list[Path]:
    """Return every module of the product."""
    return files(*RUNGS)


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Return all that a module is made of."""
    return list(ast.walk(tree(path)))


@cache
def imported(path: Path) -> list[tuple[str, str]]:
    """Return (module, name) for everything that a module imports, wherever in it."""
    return list(_imported(path))


def _imported(path: Path) -> Iterator[tuple[str, str]]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            yield from ((str(node.module), one.name) for one in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef):
            yield node


def length(node: ast.FunctionDef) -> int:
    """Return how many lines a function has, without its decorators."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_view(path: Path) -> bool:
    return path.stem == "views" or path.parent.name == "views"


def calls(path: Path, name: str) -> bool:
    """Tell whether a module calls something of this name."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and name in (
            getattr(node.func, "id", None),
            getattr(node.func, "attr", None),
        ):
            return True
    return False


def our_apps() -> list[AppConfig]:
    return [config for config in apps.get_app_configs() if config.label in RUNGS]


def templates() -> list[Path]:
    return files("templates", suffix="*.html")
