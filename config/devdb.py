"""The embedded PostgreSQL of the demo and of the tests: private socket, data kept between runs.

Whoever comes first starts the server; whoever leaves last stops it. A process that is killed leaves the
server running, and a server that is killed recovers at the next start.
"""

import atexit
import os
from pathlib import Path

from config.cluster import Cluster, DatabaseUnavailable
from config.runner.locks import alone, if_unused, join
from config.runner.say import give_up

__all__ = ["MODES", "DatabaseUnavailable", "ensure", "stop", "url"]

ROOT = Path(__file__).resolve().parent.parent
MODES = ("demo", "test")

_held: dict[Path, int] = {}


def ensure() -> None:
    """DATABASE_URL is set from here on, by the embedded server in demo and test mode."""
    mode = os.environ.get("SAFE_PASSAGE_MODE")
    if mode not in MODES or os.environ.get("DATABASE_URL"):
        return
    try:
        os.environ["DATABASE_URL"] = url(mode)
    except DatabaseUnavailable as error:
        give_up(str(error))


def url(mode: str) -> str:
    """Return the address of a running database; several processes may ask at once."""
    cluster = _cluster(mode)
    if cluster.home not in _held:
        _held[cluster.home] = join(cluster.users)
        atexit.register(_release, cluster, os.getpid())
    if not cluster.answers():
        with alone(cluster.lock):
            cluster.start()
    return cluster.url


def stop(mode: str) -> None:
    """The server is down and its data is kept, whoever may still be using it."""
    cluster = _cluster(mode)
    with alone(cluster.lock):
        cluster.stop()


def _cluster(mode: str) -> Cluster:
    base = Path(os.environ.get("SAFE_PASSAGE_DATA") or ROOT / ".data")
    return Cluster(base.resolve(), mode, disposable=mode == "test")


def _release(cluster: Cluster, process: int) -> None:
    """At the end of a process: the last user stops the server. A forked child never does."""
    if os.getpid() != process:
        return
    with alone(cluster.lock):
        os.close(_held.pop(cluster.home))
        with if_unused(cluster.users) as unused:
            if unused:
                cluster.stop()
