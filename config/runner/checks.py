"""`run.py check`: everything about the code that needs no test to run."""

import subprocess
import sys
from pathlib import Path

from config import devdb
from config.runner.environment import ROOT
from config.runner.say import say

PYTHON = sys.executable
DJANGO_SERIES = "5.2"


def checks() -> dict[str, list[str]]:
    """Return each check's name and command."""
    return {
        "format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."],
        "lint": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
        "templates": [str(Path(PYTHON).with_name("djade")), "--check", *_djade_words()],
        "types": [PYTHON, "-m", "mypy"],
        "Django": [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
        "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    }


def _djade_words() -> list[str]:
    folders = [path for path in sorted(ROOT.iterdir()) if path.is_dir() and not path.name.startswith(".")]
    found = [str(path) for folder in folders for path in sorted(folder.rglob("*.html"))]
    return ["--target-version", DJANGO_SERIES, *(path for path in found if "/templates/" in path)]


def run_all() -> int:
    """Run every check, whatever the others say; return 1 if any failed."""
    devdb.ensure()
    say("Checking …")
    results = {name: _passes(name, command) for name, command in checks().items()}
    for name, passed in results.items():
        print(f"{'ok    ' if passed else 'FAILED'}  {name}", flush=True)
    return 0 if all(results.values()) else 1


def _passes(name: str, command: list[str]) -> bool:
    """Run one check; its output is shown only when it fails."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        print(f"--- {name} ---\n{done.stdout}", flush=True)
    return done.returncode == 0
