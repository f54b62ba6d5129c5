"""Handing over to another process."""

import os
import subprocess


def become(command: list[str]) -> int:
    """Become that process, so that signals, input, output and exit code are its own."""
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.run(command).returncode  # Windows cannot replace a process
