"""Defects that are planted in this process for a moment, so that a proof shows that it would see them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from workflow.rules import Permission, Rule

Planting = Callable[[], AbstractContextManager[None]]


@contextmanager
def replaced(holder: object, name: str, other: object) -> Iterator[None]:
    """While this is open, an attribute is something else."""
    kept = getattr(holder, name)
    setattr(holder, name, other)
    try:
        yield
    finally:
        setattr(holder, name, kept)


def always_yes(one: Rule | Permission) -> AbstractContextManager[None]:
    """While this is open, a rule or permission lets everybody through."""

    def yes(*_asked: Any, **_entered: Any) -> bool:
        return True

    return replaced(one, "predicate", yes)


def always_no(one: Rule | Permission) -> AbstractContextManager[None]:
    """While this is open, a rule or permission lets nobody through."""

    def no(*_asked: Any, **_entered: Any) -> bool:
        return False

    return replaced(one, "predicate", no)
