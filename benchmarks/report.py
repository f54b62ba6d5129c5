"""docs/benchmarks.md: the machine, the ratios, and where a goal is missed."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import django
from django.conf import settings
from django.db import connection
from django.utils import timezone

from benchmarks.databases import LARGE, SMALL
from benchmarks.run import ROUNDS, Measured

NOISY = 1.5


@dataclass(frozen=True)
class Goal:
    """What is compared with what, and how much longer it may take; no limit where none was set."""

    what: str
    name: str
    to: str
    most: float | None


GOALS = [
    Goal("state change through the gate: a case starts recovery", "recovery", "raw recovery", None),
    Goal("the same, as a page", "recovery, page", "raw recovery", 12),
    Goal("state change through the gate: a referral is received", "receive", "raw receive", None),
    Goal("the same, as a page", "receive, page", "raw receive", 12),
    Goal("create: a case is opened, in process", "create", "raw create", None),
    Goal("the same, as a page", "create, page", "raw create", 8),
    Goal(f"list page of 25, {SMALL:,} → {LARGE:,} cases", "list", "list, small", 1.3),
    Goal(f"list page of 25, at {LARGE:,} cases", "list", "trivial", 10),
    Goal("one case, read event included", "case", "trivial", 6),
]
REFERENCES = {
    "raw create": "raw SQL create: 8 inserts, one commit",
    "raw recovery": "raw SQL state change of a case: update, history, event, one commit",
    "raw receive": "raw SQL state change of a referral: update, history, event, one commit",
    "trivial": "trivial page: one query by primary key, nobody signed in",
    "list, small": f"list page of 25, at {SMALL:,} cases",
}


def write(measured: Measured, folder: Path | None = None) -> None:
    """The page says what was measured now."""
    text = "\n".join([HEAD, _machine(measured), _ratios(measured), _references(measured), HOW])
    ((folder or settings.ROOT / "docs") / "benchmarks.md").write_text(text, encoding="utf-8")


def _machine(measured: Measured) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('fsync')")
        version, fsync = cursor.fetchone()
    noise = f"The trivial page wandered by a factor of {measured.spread:.2f} between rounds"
    verdict = (
        "**noisy: treat every ratio with care**" if measured.spread > NOISY else f"not noisy (limit {NOISY})"
    )
    return f"""
## Machine

{_processor()}, {os.cpu_count()} cores, {_memory()}; {platform.system()}. Python {platform.python_version()},
Django {django.__version__}, PostgreSQL {version} (fsync {fsync}), one client, {timezone.now():%-d %B %Y}.
{noise}: {verdict}.
"""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine()
    )


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return "memory unknown"
    return f"{size / 2**30:.0f} GiB of memory"


def _ratios(measured: Measured) -> str:
    head = "| what | compared with | goal | ratio, median | spread | ms | verdict |\n" + "| --- " * 7 + "|\n"
    return "## Against the goals\n\n" + head + "".join(_line(goal, measured) for goal in GOALS)


def _line(goal: Goal, measured: Measured) -> str:
    ratios = measured.ratios(goal.name, goal.to)
    found = median(ratios)
    aim = f"≤ {goal.most:g} ×" if goal.most else "–"
    verdict = "–" if goal.most is None else "met" if found <= goal.most else "**missed**"
    spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
    spent = median(measured.medians[goal.name])
    return f"| {goal.what} | {goal.to} | {aim} | {found:.2f} × | {spread} | {spent:.2f} | {verdict} |\n"


def _references(measured: Measured) -> str:
    lines = [f"| {words} | {median(measured.medians[name]):.2f} |\n" for name, words in REFERENCES.items()]
    return (
        "## References of the same run\n\n| what | ms, median |\n| --- | --- |\n"
        + "".join(lines)
        + _size(measured)
    )


def _size(measured: Measured) -> str:
    return f"\n{ROUNDS} rounds, {measured.block} of each in a block."


HEAD = """# Benchmarks

Made by `python3 run.py benchmark`; do not edit. Every figure is a ratio from one interleaved run on one machine; a time
alone says nothing about another machine. Missed goals are marked as missed."""

HOW = """
## How it is measured

- A durable PostgreSQL of its own (fsync on), two databases made from the migrations with every trigger in place.
- The generator has a fixed seed: 50 organisations, each carries 2 % of the cases and sees 20 % more that others carry.
- Pages go through the whole Django stack, session, actor, audit event and template included, but not over a network.
- Five rounds; in each round every quantity has a block, in turning order, and a ratio compares blocks of one round.
  The table shows the median of the five ratios and the lowest and highest of them.
- Raw SQL writes the same rows with the driver's prepared statements: nothing is asked, sealed or signed.
- Keys of cases are dropped from memory before each write, as each person is another one.

## Statements

Counted by `tests/proofs/test_statements.py`, session, person and membership included, keys not in memory,
savepoints and commits left out. None of them grows with the number of rows.

| page | aim | statements | what costs it |
| --- | --- | --- | --- |
| list of cases | 6 | 5 | session; person with their places; list; capped count; event |
| one case, by its case manager | 8 | 8 | 2 to get in; the case, its accesses, the event; one question in all rooms \
whether anything is open, for *Move to follow-up*; the trail and its names |
| opening a case | 16 | 12 | 2 to get in; whether it is there already; the lock; 6 rows, 2 events |
| starting recovery | 12 | 7 | 2 to get in; the case; the lock, update, history, event |
| receiving a referral | 12 | 10 | as above, and the record under its lock, its consents and the key |
| accepting a referral | 12 | 12 | as receiving, and what the recipient may see: 3 accesses and 3 events, a statement for each kind |
"""
