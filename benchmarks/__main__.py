"""`python -m benchmarks`: a durable database of its own, two sizes, one interleaved run, docs/benchmarks.md."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("SAFE_PASSAGE_MODE", "demo")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config import devdb
from config.runner.say import say


def main(words: list[str]) -> int:
    """Measure everything and write it down; the database is gone afterwards."""
    if words:
        say("The benchmark takes no words: it measures everything in one run.")
        return 2
    folder = Path(tempfile.mkdtemp(prefix="safe-passage-"))
    folder.chmod(0o755)  # the server's own account must be able to enter
    os.environ["SAFE_PASSAGE_DATA"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # after the server has stopped
    devdb.ensure()
    _measure()
    return 0


def _measure() -> None:
    import django

    django.setup()
    from benchmarks import databases, report, run

    databases.make()
    report.write(run.everything())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
