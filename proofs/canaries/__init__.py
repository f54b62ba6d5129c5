"""What people write down, looked for wherever a thief might find it: nowhere is it readable.

A process of its own works on a cluster of its own, sends its mails to a server of ours, and stops before its end, so
that dump, files, WAL and logs are searched while all is there.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from config.cluster import Cluster
from demo import control
from demo.search import Secret, search
from proofs.canaries import places
from proofs.canaries.sink import HOST, Sink
from proofs.canaries.values import STEMS, date_of
from proofs.result import Found, Result

SEED = 20261122
ROUNDS, FEWEST = 7, 500
EVERY_FORM = ("dump", "files", "WAL")  # where the control is planted in every form


def prove(_cast: object = None, *, rounds: int = ROUNDS) -> Result:
    """Return how many of the places hold anything of what was written down."""
    with tempfile.TemporaryDirectory() as folder, Sink() as sink, _cluster(Path(folder)) as cluster:
        found = Found()
        with _working(cluster, sink, Path(folder), rounds) as worker:
            count, dates = _told(worker, found)
            wanted = [Secret("canary", "text", stem) for stem in STEMS]
            wanted += [Secret("canary", "date", date_of(number).isoformat()) for number in range(dates)]
            searched = {
                name: list(parts()) for name, parts in places.every(cluster, sink, Path(folder)).items()
            }
    for name, parts in searched.items():
        for one in (one for part in parts for one in search(part, wanted)):
            found.add(f"{name}: {one.secret.text}, {one.form}")
    size = sum(len(part) for parts in searched.values() for part in parts) // 2**20
    seen = f"{count} texts and dates in {', '.join(searched)}: {size} MiB, each as it is and in nine other spellings"
    if rounds >= ROUNDS and count < FEWEST:
        found.add(f"only {count} values were written")
    return Result("canaries", count, SEED, found, _controls(searched), seen)


def _controls(searched: dict[str, list[bytes]]) -> dict[str, bool]:
    """Tell for each place whether the text that was planted there in clear is found."""
    controls = {}
    for name, parts in searched.items():
        missed = set.intersection(*(set(control.missed(part)) for part in parts)) if parts else {"plain"}
        controls[f"a text in clear in the {name}"] = (
            not missed if name in EVERY_FORM else "plain" not in missed
        )
    return controls


def _told(worker: subprocess.Popen[str], found: Found) -> tuple[int, int]:
    """Wait until the work is done; return how many values were written, and how many of them are dates."""
    assert worker.stdout
    said = worker.stdout.readline().split()
    if said[:1] != ["written"]:
        found.add("the work did not come to its end; its log says why")
        return 0, 0
    for field in said[3:]:
        found.add(f"nothing was ever written into {field}")
    return int(said[1]) + int(said[2]), int(said[2])


@contextmanager
def _working(cluster: Cluster, sink: Sink, folder: Path, rounds: int) -> Iterator[subprocess.Popen[str]]:
    """While this is open, the process that did the work waits."""
    told = os.environ | {"DATABASE_URL": cluster.url, "SAFE_PASSAGE_MODE": "test"}
    told |= {"DJANGO_SETTINGS_MODULE": "config.settings", "EMAIL_HOST": HOST, "EMAIL_PORT": str(sink.port)}
    asked = [sys.executable, "-W", "ignore", "-m", "proofs.canaries", str(folder), str(rounds)]
    with (folder / places.APP_LOG).open("wb") as log:
        worker = subprocess.Popen(
            asked,
            cwd=settings.ROOT,
            env=told,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield worker
        finally:
            worker.communicate("done\n")


@contextmanager
def _cluster(folder: Path) -> Iterator[Cluster]:
    """While this is open, a cluster of its own runs, with the settings of the product and nothing made anew."""
    folder.chmod(0o755)
    cluster = Cluster(folder, "canaries", disposable=False)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
