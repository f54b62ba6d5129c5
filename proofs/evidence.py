"""What was proved last, for the machine (docs/evidence.json) and for the reader (docs/evidence.md)."""

import json
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from proofs.result import Result

HEAD = """# Evidence

Made by `python3 run.py prove`; do not edit. Each promise is tried many times against an oracle written by hand.
A proof counts only if it also finds every defect that is planted for it (the controls). A small sample of each runs
with every `python3 run.py test`.

| proof | tries | violations | controls found | what was tried | seed | date | commit |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


def keep(results: list[Result], commit: str, folder: Path | None = None) -> None:
    """Both files say what these proofs found now; proofs that did not run keep what they found before."""
    folder = folder or settings.ROOT / "docs"
    file = folder / "evidence.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    rows = {row["proof"]: row for row in known} | {one.proof: _row(one, commit) for one in results}
    ordered = [rows[name] for name in sorted(rows)]
    file.write_text(json.dumps(ordered, indent=2) + "\n", encoding="utf-8")
    (folder / "evidence.md").write_text(
        HEAD + "".join(map(_line, ordered)) + _controls(ordered), encoding="utf-8"
    )


def _row(one: Result, commit: str) -> dict[str, Any]:
    return {
        "proof": one.proof,
        "n": one.n,
        "violations": one.found.count,
        "control_found": one.control_found,
        "controls": one.controls,
        "seen": one.seen,
        "seed": one.seed,
        "date": timezone.now().date().isoformat(),
        "commit": commit,
    }


def _line(row: dict[str, Any]) -> str:
    controls = f"{sum(row['controls'].values())} of {len(row['controls'])}"
    cells = (
        f"`{row['proof']}`",
        f"{row['n']:,}",
        f"**{row['violations']}**",
        controls,
        row["seen"],
        row["seed"],
        row["date"],
        row["commit"],
    )
    return f"| {' | '.join(map(str, cells))} |\n"


def _controls(rows: list[dict[str, Any]]) -> str:
    lines = [
        f"| `{row['proof']}` | {planted} | {'yes' if seen else '**no**'} |\n"
        for row in rows
        for planted, seen in row["controls"].items()
    ]
    return "\n## Planted defects\n\n| proof | planted | found |\n| --- | --- | --- |\n" + "".join(lines)


def commit_now() -> str:
    """Return the commit that is checked out, marked where the files differed from it; nothing outside a checkout."""
    asked = ["git", "describe", "--always", "--dirty", "--abbrev=10", "--exclude=*"]
    try:
        done = subprocess.run(asked, cwd=settings.ROOT, capture_output=True, text=True)
    except OSError:
        return ""
    return done.stdout.strip()
