"""Every rule and permission can be told to the person it stops, and every address has one name."""

from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.functional import Promise

from tests.architecture.source import ROOT, code, our_apps, text
from workflow import steps
from workflow.rules import Permission, Rule


def said(kind: type, stem: str) -> list[object]:
    """Return the rules or permissions that stand in modules of this name."""
    modules = [import_module(".".join(path.with_suffix("").parts)) for path in code() if path.stem == stem]
    return [one for module in modules for one in vars(module).values() if isinstance(one, kind)]


RULES, PERMISSIONS = said(Rule, "rules"), said(Permission, "permissions")
TRANSITIONS = [one for model in steps.stateful_models() for one in steps.transitions(model)]


@pytest.mark.parametrize("one", [*RULES, *PERMISSIONS], ids=lambda one: one.__name__)
def test_it_is_a_sentence_that_is_translated(one: Rule | Permission) -> None:
    assert isinstance(one.sentence, Promise)
    assert str(one.sentence)[0].isupper()
    assert str(one.sentence).endswith(".")


@pytest.mark.parametrize("one", PERMISSIONS, ids=lambda one: one.__name__)
def test_a_permission_says_by_whom(one: Permission) -> None:
    assert one.__name__.startswith("by_")


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.__name__)
def test_a_rule_is_asked_by_a_step(one: Rule) -> None:
    asked = {id(rule) for transition in TRANSITIONS for rule in transition.conditions}
    assert id(one) in asked


@pytest.mark.parametrize("one", PERMISSIONS, ids=lambda one: one.__name__)
def test_a_permission_is_asked(one: Permission) -> None:
    uses = [path for path in code() if path.stem != "permissions" and one.__name__ in text(path)]
    assert uses


def test_every_rule_and_permission_stands_where_it_belongs() -> None:
    for transition in TRANSITIONS:
        assert transition.permission.predicate.__module__.endswith(".permissions")
        assert all(rule.predicate.__module__.endswith(".rules") for rule in transition.conditions)


def patterns(resolver: URLResolver) -> list[URLPattern]:
    found = []
    for one in resolver.url_patterns:
        found += patterns(one) if isinstance(one, URLResolver) else [one]
    return found


def test_every_address_has_a_name_of_its_own() -> None:
    names = [one.name for one in patterns(get_resolver())]
    assert all(names)
    assert len(names) == len(set(names))


def test_every_address_is_said_once() -> None:
    routes = [str(one.pattern) for one in patterns(get_resolver())]
    assert len(routes) == len(set(routes))


@pytest.mark.parametrize("app", our_apps(), ids=lambda app: app.label)
def test_migrations_can_be_taken_back(db: None, app: object) -> None:
    loader = MigrationLoader(connection)
    for (label, name), migration in loader.disk_migrations.items():
        if label == app.label:
            assert not [one for one in migration.operations if not one.reversible], name


def test_the_migrations_hold_the_models_of_today(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_checks_of_django_find_nothing(db: None) -> None:
    call_command("check", fail_level="INFO", databases=["default"])


def test_what_tests_say_they_test_is_there() -> None:
    """`tests/` mirrors the tree, beside the folders that hold stories across it."""
    across = {"access", "architecture", "browser", "journeys", "races", "demo", "attacks"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if (path / "__init__.py").exists()}
    assert not [name for name in folders - across if not (ROOT / name).is_dir()]
    assert Path("config") in {path.parent for path in code()}
