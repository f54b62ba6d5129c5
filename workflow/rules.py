"""Rules and permissions: small predicates, each with the sentence for the person who is refused.

A rule asks for what it needs by name. `rule` predicates take the record and, as keyword-only
parameters, parts of what was entered (`bed`, `reason`) or `by`, the actor:

    @rule(_("This bed is taken on one of those nights."))
    def bed_is_free(placement, *, bed, starts, ends): ...

When a page only asks "could this be done?", nothing is entered yet, and a rule that needs an entry is left out.
"""

import inspect
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.actors import Actor

# What the gate was told with the question; a transition called outside the gate finds nothing here.
_told: ContextVar[Mapping[str, Any] | None] = ContextVar("told", default=None)
# The gate has asked every rule already: the state machine, which asks again, need not repeat the queries.
_settled: ContextVar[bool] = ContextVar("settled", default=False)


@contextmanager
def told(**entered: Any) -> "Iterator[None]":
    """While this is open, rules find what was entered and who asks."""
    token = _told.set(entered)
    try:
        yield
    finally:
        _told.reset(token)


@contextmanager
def settled() -> "Iterator[None]":
    """While this is open, rules answer yes: the gate has just asked them all."""
    token = _settled.set(True)
    try:
        yield
    finally:
        _settled.reset(token)


class Rule:
    """A precondition and what to say when it does not hold."""

    def __init__(self, predicate: Callable[..., bool], sentence: object, last: bool = False) -> None:
        self.predicate = predicate
        self.code = predicate.__name__
        self.last = last
        self.sentence = sentence
        self.__name__, self.__doc__ = predicate.__name__, predicate.__doc__
        parameters = inspect.signature(predicate).parameters.values()
        self.needs = [one.name for one in parameters if one.kind is inspect.Parameter.KEYWORD_ONLY]

    def __call__(self, record: Any) -> bool:
        """Tell whether the rule holds. Outside the gate nothing was told, so a rule that needs more does not."""
        if _settled.get():
            return True
        entered = _told.get()
        if entered is None or not self.is_askable(entered):
            return not self.needs and self.predicate(record)
        return self.predicate(record, **{name: entered[name] for name in self.needs})

    def is_askable(self, entered: Mapping[str, Any]) -> bool:
        """Tell whether all that the rule needs was entered."""
        return all(name in entered for name in self.needs)


class Permission:
    """Who may do something, and what to say to the others."""

    def __init__(self, predicate: Callable[[Any, "Actor"], bool], sentence: object) -> None:
        self.predicate = predicate
        self.sentence = sentence
        self.__name__, self.__doc__ = predicate.__name__, predicate.__doc__

    def __call__(self, record: Any, actor: Any) -> bool:
        return self.predicate(record, actor)


def rule(sentence: object, *, last: bool = False) -> Callable[[Callable[..., bool]], Rule]:
    """Make a predicate a rule. The sentence says, to the person refused, what stands in the way.

    A rule whose answer tells something of others is asked last: only of who could otherwise take the step.
    """
    return lambda predicate: Rule(predicate, sentence, last)


def permission(sentence: object) -> Callable[[Callable[[Any, "Actor"], bool]], Permission]:
    """Make a predicate a permission. The sentence says whose task this is."""
    return lambda predicate: Permission(predicate, sentence)
