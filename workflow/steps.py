"""The declared transitions of a model, as the gate, the buttons, the diagrams and the tests read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, cast

from django.apps import apps
from django_fsm import FSMFieldMixin

from workflow.models import Stateful

ANY = "*"
# A django_fsm.Transition whose permission is a Permission and whose conditions are Rules of ours.
Declared: TypeAlias = Any


@dataclass(frozen=True)
class Step:
    """One step a person could take now: what its button says, and what stands in the way, if anything."""

    name: str
    label: str
    tone: str
    url: str
    reasons: list[str]

    @property
    def allowed(self) -> bool:
        """Tell whether the gate would open."""
        return not self.reasons


def stateful_models() -> list[type[Stateful]]:
    """Return every model that the gate keeps, in the order of the apps."""
    return [model for model in apps.get_models() if issubclass(model, Stateful)]


def state_field(model: type[Stateful]) -> FSMFieldMixin:
    """Return the field that holds the state."""
    return cast(FSMFieldMixin, next(field for field in model._meta.fields if field.name == "status"))


def transitions(model: type[Stateful]) -> Iterator[Declared]:
    """Yield the declared transitions, one for each source."""
    return state_field(model).get_all_transitions(model)


@cache
def named(model: type[Stateful], name: str) -> tuple[Declared, ...]:
    """Return the transitions with this name, one for each source; KeyError when there is none."""
    found = tuple(one for one in transitions(model) if one.name == name)
    if not found:
        raise KeyError(f"{model.__name__} has no step {name}")
    return found


def here(record: Stateful, found: Sequence[Declared]) -> Declared | None:
    """Return the one of these transitions that leaves from the record's state."""
    status = record.status
    return next((one for one in found if one.source in (status, ANY)), None)


def kind_of(model: type[Stateful], name: str) -> str:
    """Return the kind of event that a step leaves in the log."""
    return f"{model._meta.model_name}.{name}"


def targets(declared: Declared) -> list[str]:
    """Return the states that a transition may lead to: none where it changes no state, several where it goes back."""
    if declared.target is None:
        return []
    return [str(one) for one in getattr(declared.target, "allowed_states", [declared.target])]


def moves(model: type[Stateful]) -> set[tuple[str, str]]:
    """Return every change of status that the declared transitions allow, as (from, to)."""
    every = ((str(one.source), target) for one in transitions(model) for target in targets(one))
    return {(source, target) for source, target in every if source != target}


def sentences(model: type[Stateful]) -> dict[str, Any]:
    """Return the sentence of each step's event."""
    return {kind_of(model, one.name): one.custom["told"] for one in transitions(model)}
