"""Locks between processes: a file that the system lets go of when its holder dies."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def _open(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_RDWR | NO_LINK, 0o600)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Inside, no other process is inside for the same path; others wait their turn."""
    handle = _open(path)
    try:
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX)
        else:
            msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        yield
    finally:
        os.close(handle)


def join(path: Path) -> int:
    """Count this process among the users of something, until the handle is closed or it dies."""
    handle = _open(path)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


@contextmanager
def if_unused(path: Path) -> Iterator[bool]:
    """Say whether nobody has joined; newcomers wait until this block is over."""
    handle = _open(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)
