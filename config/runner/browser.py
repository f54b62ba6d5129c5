"""A Chromium for the browser tests: the machine's, else Playwright's own, else Debian's package."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from config.runner.say import give_up, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
LAUNCH = "from playwright.sync_api import sync_playwright\nwith sync_playwright() as p: p.chromium.launch().close()"
NONE_FOUND = "no Chromium or Chrome is installed, and none could be fetched"


def wanted(words: list[str]) -> bool:
    """Whether the tests chosen may include those in a browser."""
    chosen = [word for word in words if not word.startswith("-")]
    return not chosen or any("browser" in word or word.rstrip("/") == "tests" for word in chosen)


def provide() -> None:
    """The tests know their browser, or why there is none; on a build machine none is a failure."""
    if path := _installed():
        os.environ["SAFE_PASSAGE_CHROMIUM"] = path
    elif _from_playwright():
        os.environ["SAFE_PASSAGE_BROWSER"] = "playwright"
    elif path := _from_debian():
        os.environ["SAFE_PASSAGE_CHROMIUM"] = path
    elif os.environ.get("CI", "").lower() in ("1", "true"):
        give_up(f"The browser tests cannot run: {NONE_FOUND}.")
    else:
        os.environ["SAFE_PASSAGE_NO_BROWSER"] = NONE_FOUND


def _installed() -> str | None:
    """Return a browser that answers; some systems put an empty shell in its place."""
    found = [os.environ.get("SAFE_PASSAGE_CHROMIUM"), *map(shutil.which, NAMES), *PLACES]
    return next((path for path in found if path and _works(path)), None)


def _works(path: str) -> bool:
    # Chrome on Windows opens a window instead of telling its version.
    return Path(path).exists() and (os.name == "nt" or _run([path, "--version"], seconds=30))


def _from_playwright() -> bool:
    say("No Chromium or Chrome is installed: asking Playwright for one …")
    fetch = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    return _run(fetch, seconds=90) and _run([sys.executable, "-c", LAUNCH], seconds=60)


def _from_debian() -> str | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    say("Installing Debian's Chromium …")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    _run(["apt-get", "update", "-qq"], seconds=180)
    _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], seconds=600)
    return _installed()


def _run(command: list[str], *, seconds: int) -> bool:
    """Run a step out of sight and say whether it worked in time; nothing of it runs on afterwards."""
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError:
        return False
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if os.name == "nt":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)  # a fetch has children of its own
    process.wait()
