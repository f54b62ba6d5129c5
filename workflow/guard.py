"""Which code may write guarded rows: the gate, and actions inside `writing()`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_open: ContextVar[bool] = ContextVar("writing", default=False)


class NotThroughTheGate(TypeError):
    """Somebody tried to write a guarded row past the gate."""


@contextmanager
def writing() -> Iterator[None]:
    """While this is open, guarded rows may be saved. For the gate and for `actions.py` alone."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def require_writing(model: type) -> None:
    """Raise NotThroughTheGate unless the gate or an action is writing."""
    if not _open.get():
        raise NotThroughTheGate(f"{model.__name__} is written only through its actions")
