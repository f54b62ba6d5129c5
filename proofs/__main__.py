"""`python -m proofs [NAME]`: run all proofs, or one, in full, and write down what was found."""

import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

os.environ.setdefault("SAFE_PASSAGE_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config import devdb
from config.runner.say import say

PROOFS = (
    "walks",
    "races",
    "log",
    "binding",
    "rotation",
    "canaries",
    "disclosure",
    "second-wall",
    "guessing",
    "uploads",
    "screening-rule",
    "group-screening",
    "consent-walk",
    "consent-race",
    "erasure",
)


def main(words: list[str]) -> int:
    """Return 0 when every promise holds, 1 when one does not, 2 for a proof that nobody wrote."""
    if len(words) > 1 or set(words) - set(PROOFS):
        say(f"There is no such proof: choose one of {', '.join(PROOFS)}, or none for all.")
        return 2
    devdb.ensure()
    import django

    django.setup()
    from proofs import evidence

    commit = evidence.commit_now()  # before the first proof: files may change while they run
    results = [_run(name) for name in words or PROOFS]
    evidence.keep(results, commit)
    return 0 if all(one.holds for one in results) else 1


def _run(name: str) -> Any:
    """Return what one proof found, in a database of its own."""
    from proofs.database import of_its_own
    from tests.cast import assemble

    say(f"{name} …")
    begun = time.monotonic()
    with of_its_own():
        result = _proof(name)(assemble())
    say(
        f"{name}: {result.n:,} tries, {result.found.count} violations, "
        f"{sum(result.controls.values())} of {len(result.controls)} planted defects found, "
        f"{time.monotonic() - begun:.0f} s. {result.seen}."
    )
    for words in result.found.first:
        say(f"  {words}")
    for planted in [one for one, seen in result.controls.items() if not seen]:
        say(f"  not found: {planted}")
    return result


def _proof(name: str) -> Callable[..., Any]:
    """Return what proves; every proof is a module of its name."""
    module = import_module(f"proofs.{name.replace('-', '_')}")
    prove: Callable[..., Any] = module.prove
    return prove


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
