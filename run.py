#!/usr/bin/env python3
"""Safe Passage on a bare machine: Python 3.11 or newer is all it needs.

python3 run.py demo [--port N]   start the demo on 127.0.0.1, port 8000 if nothing else is said
python3 run.py test [...]        run the tests; what follows goes to pytest
python3 run.py check             format, lint, templates, types, Django's checks, missing migrations
python3 run.py prove [NAME]      run the long proofs in full; docs/evidence.md tells what they found
python3 run.py benchmark         measure the speed against raw SQL; docs/benchmarks.md tells it
python3 run.py screenshots       make the pictures of docs/screenshots from the demo
python3 run.py manage ...        any management command, on the demo's database
python3 run.py messages          collect the texts to translate, and compile the translations
python3 run.py lock              remake requirements.lock from requirements.in

The first run prepares an environment in .venv. The demo's data stays in .data/demo between runs.
DATABASE_URL replaces the embedded database; SAFE_PASSAGE_DATA names another folder for its data.
"""

from __future__ import annotations  # so that an older Python can read this far and say what is missing

import os
import sys

COMMANDS = ("demo", "test", "check", "prove", "benchmark", "screenshots", "manage", "messages", "lock")


def main(words: list[str]) -> int:
    if sys.version_info < (3, 11):
        print("Safe Passage needs Python 3.11 or newer; this is " + sys.version.split()[0], file=sys.stderr)
        return 1
    command = words[0] if words else "help"
    if command not in COMMANDS:
        print((__doc__ or "").strip(), file=sys.stdout if command in ("help", "-h", "--help") else sys.stderr)
        return 0 if command in ("help", "-h", "--help") else 2
    return run(command, words[1:])


def run(command: str, words: list[str]) -> int:
    """Prepare the environment, then let its own Python do the rest."""
    from config.runner import environment

    if command == "lock":
        return environment.lock()
    from config.runner.process import become

    python = str(environment.ensure())
    if command == "manage":  # stays in the caller's folder, where the files are that a command may name
        os.environ.setdefault("SAFE_PASSAGE_MODE", "demo")
        return become([python, str(environment.ROOT / "manage.py"), *words])
    os.chdir(environment.ROOT)
    return become([python, "-m", "config.runner", command, *words])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
