"""Each page of a step asks for exactly what the step, or its action, takes."""

import inspect
from functools import cache
from importlib import import_module
from typing import Any

import pytest

from tests.architecture.source import code, is_view, text
from workflow import steps
from workflow.forms import StepForm
from workflow.models import Stateful
from workflow.views import StepPage


def pages() -> list[tuple[str, str, StepPage]]:
    """Return every step page as (app, step, page)."""
    found = []
    for path in code():
        if is_view(path) and path.parts[0] != "workflow":
            module = import_module(".".join(path.with_suffix("").parts))
            for table in (one for one in vars(module).values() if is_a_table(one)):
                found += [(path.parts[0], name, page) for name, page in table.items()]
    return found


def is_a_table(one: Any) -> bool:
    return isinstance(one, dict) and bool(one) and all(isinstance(page, StepPage) for page in one.values())


PAGES = pages()
each_page = pytest.mark.parametrize(
    ("app", "name", "page"), PAGES, ids=[f"{app}.{name}" for app, name, _page in PAGES]
)


def model_of(app: str, name: str) -> type[Stateful]:
    (model,) = [
        model
        for model in steps.stateful_models()
        if model._meta.app_label == app and name in {one.name for one in steps.transitions(model)}
    ]
    return model


def entries(form: type[StepForm]) -> set[str]:
    """Return what a form gives: its fields, without those that it hands on within another one."""
    return set(form.base_fields) - set(form.joined)


@each_page
def test_a_page_is_of_a_step(app: str, name: str, page: StepPage) -> None:
    assert model_of(app, name)


@each_page
def test_it_asks_for_all_that_is_needed_and_nothing_else(app: str, name: str, page: StepPage) -> None:
    model = model_of(app, name)
    if page.action is None:
        body = inspect.signature(getattr(model, name)).parameters
        rules = {need for one in steps.named(model, name) for rule in one.conditions for need in rule.needs}
        takes = (set(body) | rules) - {"self", "by"}
        needs = {one.name for one in body.values() if one.default is one.empty} | rules
    else:
        body = inspect.signature(page.action).parameters
        takes = set(body) - {model._meta.model_name, "by"}
        needs = {one.name for one in body.values() if one.default is one.empty}
    assert entries(page.form) <= takes
    assert needs - {"self", "by", model._meta.model_name} <= entries(page.form)


def test_every_step_is_taken_somewhere() -> None:
    """A step that no page, action or receiver of its app takes is dead."""
    dead = [
        f"{model.__name__}.{one.name}"
        for model in steps.stateful_models()
        for one in steps.transitions(model)
        if f'"{one.name}"' not in said_by_callers(model._meta.app_label)
    ]
    assert not dead


@cache
def said_by_callers(app: str) -> str:
    """Return the source of all that may take a step in an app."""
    callers = [path for path in code() if is_view(path) or path.stem in ("actions", "receivers")]
    return " ".join(text(path) for path in callers if path.parts[0] == app)
