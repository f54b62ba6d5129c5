"""Each step is declared in full: whose it is, on what conditions, in which words."""

from typing import Any

import pytest
from django.utils.functional import Promise

from identification.models import Case
from workflow import steps
from workflow.models import Stateful
from workflow.rules import Permission, Rule

STEPS = [
    pytest.param(model, one, id=f"{model.__name__}.{one.name} from {one.source}")
    for model in steps.stateful_models()
    for one in steps.transitions(model)
]
each_step = pytest.mark.parametrize(("model", "step"), STEPS)
TONES = {"primary", "plain", "danger"}


def is_a_sentence(text: object) -> bool:
    return isinstance(text, Promise) and str(text).endswith(".") and str(text)[0].isupper()


@each_step
def test_it_says_whose_it_is(model: type[Stateful], step: Any) -> None:
    assert isinstance(step.permission, Permission)
    assert step.permission.__name__.startswith("by_")
    assert is_a_sentence(step.permission.sentence)


@each_step
def test_its_conditions_are_rules_with_a_sentence(model: type[Stateful], step: Any) -> None:
    assert all(isinstance(rule, Rule) and is_a_sentence(rule.sentence) for rule in step.conditions)
    assert len({rule.code for rule in step.conditions}) == len(step.conditions)


@each_step
def test_it_has_words_for_its_button_and_for_the_trail(model: type[Stateful], step: Any) -> None:
    assert isinstance(step.custom["button"], Promise)
    assert isinstance(step.custom["told"], Promise)
    assert step.custom["tone"] in TONES


@each_step
def test_it_says_what_is_true_afterwards(model: type[Stateful], step: Any) -> None:
    assert getattr(model, step.name).__doc__


@pytest.mark.parametrize("model", steps.stateful_models(), ids=lambda model: model.__name__)
def test_every_state_is_reached_and_named(model: type[Stateful]) -> None:
    field = steps.state_field(model)
    targets = {target for _source, target in steps.moves(model)}
    assert {"new", *targets} == set(dict(field.choices))
    assert field.protected
    assert field.default == "new"


@pytest.mark.parametrize("model", steps.stateful_models(), ids=lambda model: model.__name__)
def test_every_stateful_row_belongs_to_a_case(model: type[Stateful]) -> None:
    assert model is Case or model._meta.get_field("case").related_model is Case
