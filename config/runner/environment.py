"""The environment in ./.venv: exactly the packages of requirements.lock, checked by their hashes."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from config.runner.locks import alone
from config.runner.say import give_up, say

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
SOURCE = ROOT / "requirements.in"
UV_LOCK = Path(__file__).with_name("uv.txt")
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
STAMP = VENV / "built-from"
WINDOWS = os.name == "nt"
BIN = "Scripts" if WINDOWS else "bin"
EXE = ".exe" if WINDOWS else ""
PYTHON = VENV / BIN / f"python{EXE}"

# uv must trust the certificates of the machine, and never fetch a Python of its own.
UV_SETTINGS = {"UV_NATIVE_TLS": "1", "UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never"}
NO_PACKAGES = (
    "The Python packages could not be installed: see the lines above. Is there a network, and does this "
    "Python have pip? (Debian and Ubuntu: apt install python3-venv python3-pip)"
)
LOCK_HEADER = """\
# Every package of Safe Passage, pinned and hashed, for Python 3.11 and newer on every system.
# Made by `python3 run.py lock` from requirements.in; not edited by hand.
"""


def ensure() -> Path:
    """Return the Python of an environment that holds what requirements.lock says."""
    if not _is_current():
        TOOLS.mkdir(exist_ok=True)
        with alone(TOOLS / "lock"):
            if not _is_current():
                _build()
    return PYTHON


def _is_current() -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == _wanted()


def _wanted() -> str:
    return hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()


def _build() -> None:
    say("Preparing the Python environment (first run only) …")
    STAMP.unlink(missing_ok=True)  # an interrupted build is never taken for a finished one
    if not (_build_with_uv() or _build_with_pip()):
        give_up(NO_PACKAGES)
    STAMP.write_text(_wanted())


def _base_python() -> str:
    """Return the Python outside the environment, which may be the one to be replaced."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _build_with_uv() -> bool:
    uv = _uv()
    return bool(uv) and all(
        _run(uv, *step)
        for step in (
            ("venv", "--quiet", "--clear", "--python", _base_python(), VENV),
            ("pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, LOCK),
        )
    )


def _build_with_pip() -> bool:
    say("Installing with pip, which takes about a minute …")
    return _run(_base_python(), "-m", "venv", "--clear", VENV) and _run(
        PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", LOCK
    )


def _uv() -> str | None:
    """Return a uv of our own, fetched once, or the machine's, or nothing."""
    own = TOOLS / "uv" / BIN / f"uv{EXE}"
    if own.exists() or _fetch_uv(own):
        return str(own)
    return shutil.which("uv")


def _fetch_uv(own: Path) -> bool:
    """Fetch uv beside its place and move it there whole, so that half a download is never used."""
    fresh = TOOLS / "uv.new"
    shutil.rmtree(fresh, ignore_errors=True)
    pip = (_base_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if not _run(*pip, "--require-hashes", "--target", fresh, "-r", UV_LOCK, quiet=True):
        return False
    shutil.rmtree(own.parent.parent, ignore_errors=True)
    fresh.rename(own.parent.parent)
    return own.exists()


def _run(*command: str | Path | None, quiet: bool = False) -> bool:
    """Run a step and say whether it worked; its output never mixes with ours."""
    words = [str(word) for word in command]
    errors = subprocess.DEVNULL if quiet else None
    done = subprocess.run(words, env=os.environ | UV_SETTINGS, stdout=subprocess.DEVNULL, stderr=errors)
    return done.returncode == 0


def lock() -> int:
    """Remake requirements.lock from requirements.in, for every Python and system at once."""
    TOOLS.mkdir(exist_ok=True)
    uv = _uv() or give_up("uv is needed for this and could not be fetched.")
    say("Resolving requirements.in …")
    options = ("--universal", "--generate-hashes", "--python-version", "3.11", "--quiet")
    plain = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links")
    if not _run(uv, "pip", "compile", *options, *plain, SOURCE, "--output-file", LOCK):
        return 1
    LOCK.write_text(LOCK_HEADER + LOCK.read_text(encoding="utf-8"), encoding="utf-8")
    say(f"{LOCK.name} is made.")
    return 0
