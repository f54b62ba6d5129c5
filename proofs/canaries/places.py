"""Where a thief would look."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings

from config.cluster import Cluster
from demo import dump
from proofs.canaries.sink import Sink

APP_LOG, DUMP, SESSIONS = "app.log", "dump.sql", "sessions.json"
Parts = Callable[[], Iterator[bytes]]


def every(cluster: Cluster, sink: Sink, folder: Path) -> dict[str, Parts]:
    """Return each place by its name, with what gives its bytes."""
    wal = cluster.data / "pg_wal"
    found: dict[str, Parts] = {
        "dump": lambda: iter([dump.opened((folder / DUMP).read_bytes())]),
        "files": lambda: _files(cluster.data, leave_out=wal),
        "WAL": lambda: _files(wal),
        "server log": lambda: iter([cluster.log.read_bytes()]),
        "sessions": lambda: iter([(folder / SESSIONS).read_bytes()]),
        "mails": lambda: iter([b"\n".join(sink.opened())]),
        "app log": lambda: iter([(folder / APP_LOG).read_bytes()]),
    }
    if settings.MEDIA_ROOT:
        found["media"] = lambda: _files(Path(settings.MEDIA_ROOT))
    return found


def _files(folder: Path, leave_out: Path | None = None) -> Iterator[bytes]:
    """Yield all files as one, so that the control may lie in any; what stands across two files is no text."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    inside = (path for path in paths if leave_out is None or leave_out not in path.parents)
    yield b"\n".join(map(_bytes, inside))


def _bytes(file: Path) -> bytes:
    """Return what is in a file; nothing where the server took it away meanwhile, as it does with those of a cache."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
