"""The command line on a bare machine, and the list of packages that it installs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config.runner import browser, environment
from config.runner.locks import alone, if_unused, join

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^[a-z0-9-]+(\[[a-z,]+\])?==[\w.]+( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def run(*words):
    return subprocess.run([sys.executable, ROOT / "run.py", *words], capture_output=True, text=True)


@pytest.mark.parametrize("words", [[], ["help"], ["--help"]])
def test_help_names_every_command(words):
    done = run(*words)
    assert done.returncode == 0
    for command in ("demo", "test", "check", "prove", "manage", "messages", "lock"):
        assert f"python3 run.py {command}" in done.stdout


def test_an_unknown_command_is_an_error_with_the_same_help():
    done = run("demos")
    assert (done.returncode, done.stdout) == (2, "")
    assert "python3 run.py demo" in done.stderr


@pytest.mark.parametrize("path", [environment.LOCK, environment.UV_LOCK], ids=lambda path: path.name)
def test_a_lock_holds_nothing_but_pins_and_hashes(path):
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    assert [line for line in lines if not (PIN.match(line) or HASH.match(line))] == []
    assert "://" not in path.read_text()


def test_the_lock_holds_every_package_that_is_asked_for():
    asked = re.findall(r"^([\w-]+)(?:\[.*\])?==([\w.]+)", environment.SOURCE.read_text(), re.MULTILINE)
    pinned = set(re.findall(r"^([\w-]+)==([\w.]+)", environment.LOCK.read_text(), re.MULTILINE))
    assert len(asked) > 20
    assert set(asked) <= pinned


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([], True),
        (["-x"], True),
        (["tests/"], True),
        (["tests/browser/test_path.py"], True),
        (["tests/audit"], False),
    ],
)
def test_a_browser_is_looked_for_only_where_one_may_be_needed(words, wanted):
    assert browser.wanted(words) is wanted


def test_a_users_presence_is_known_until_it_ends(tmp_path):
    user = join(tmp_path / "users")
    with alone(tmp_path / "lock"), if_unused(tmp_path / "users") as unused:
        assert not unused
    os.close(user)
    with if_unused(tmp_path / "users") as unused:
        assert unused
