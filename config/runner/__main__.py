"""The commands of `run.py`, carried out by the environment's own Python."""

import os
import subprocess
import sys

from config.runner.process import become

PYTHON = sys.executable


def demo(words: list[str]) -> int:
    os.environ["SAFE_PASSAGE_MODE"] = "demo"
    from config import demo_server

    return demo_server.main(words)


# A file stays with one process, as its tests share what is slow to make.
# In the order of `tests/conftest.py`: what takes longest begins first.
ON_EVERY_CORE = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder"]


def test(words: list[str]) -> int:
    from config.runner import browser

    os.environ["SAFE_PASSAGE_MODE"] = "test"
    if browser.wanted(words):
        browser.provide()
    if failed := translations("compile"):
        return failed
    return become([PYTHON, "-m", "pytest", *(words or ON_EVERY_CORE)])


def check(words: list[str]) -> int:
    os.environ["SAFE_PASSAGE_MODE"] = "test"
    from config.runner import checks

    return checks.run_all()


def prove(words: list[str]) -> int:
    os.environ["SAFE_PASSAGE_MODE"] = "test"
    return become([PYTHON, "-m", "proofs", *words])


def benchmark(words: list[str]) -> int:
    os.environ["SAFE_PASSAGE_MODE"] = "demo"  # with a pool of connections, as in production
    return become([PYTHON, "-m", "benchmarks", *words])


def screenshots(words: list[str]) -> int:
    os.environ["SAFE_PASSAGE_MODE"] = "demo"
    return become([PYTHON, "-m", "demo.screenshots", *words])


def messages(words: list[str]) -> int:
    os.environ["SAFE_PASSAGE_MODE"] = "test"
    return translations("update")


def translations(step: str) -> int:
    return subprocess.run([PYTHON, "-m", "config.translations", step], stdout=sys.stderr).returncode


COMMANDS = {
    command.__name__: command for command in (demo, test, check, prove, benchmark, screenshots, messages)
}

if __name__ == "__main__":
    try:
        sys.exit(COMMANDS[sys.argv[1]](sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit(130)
