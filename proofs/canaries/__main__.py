"""`python -m proofs.canaries FOLDER ROUNDS`: the process that does the work, on the database of DATABASE_URL."""

import sys
from pathlib import Path

import django


def main(folder: str, rounds: str) -> None:
    """Do the work."""
    django.setup()
    from proofs.canaries.work import work

    work(Path(folder), int(rounds))


if __name__ == "__main__":
    main(*sys.argv[1:])
