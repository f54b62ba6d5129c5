"""A dump of the whole database, as a thief would take it: schema, rows, history, sessions, cache."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from config.runner import binaries

# In a dump, bytes stand as hexadecimal digits after \x.
BYTES = re.compile(rb"\\\\x([0-9a-f]+)")


# The dump states for whom it asks, as every command does.
CONTEXT = {"PGOPTIONS": "-c safe_passage.command=check_dump"}


class NoDump(RuntimeError):
    """The dump could not be taken; the message says why."""


def take() -> bytes:
    """Return the dump, as text."""
    words = ["--enable-row-security"]  # else only a role that passes every wall could dump
    owner = connection.owner_settings()  # type: ignore[attr-defined]  # our own engine
    command, variables = connection.client.settings_to_cmd_args_env(owner, words)
    done = subprocess.run(
        [program("pg_dump"), *command[1:]],
        env=os.environ | (variables or {}) | CONTEXT,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise NoDump(done.stderr.decode(errors="replace").strip())
    return done.stdout


def opened(dump: bytes) -> bytes:
    """Return the dump, then every value of bytes in it as it is stored, so that nothing hides in either form."""
    stored = [bytes.fromhex(found.decode()) for found in BYTES.findall(dump)]
    return b"\n".join([dump.replace(b"\\\\", b"\\"), *stored])


def program(name: str) -> Path:
    """Return a program of PostgreSQL: the one beside the embedded database, the newest, else the one on the PATH."""
    try:
        embedded = binaries.folder_for(binaries.own_account(), Path()) / name
    except LookupError:
        embedded = Path()
    if embedded.is_file():
        return embedded
    if on_path := shutil.which(name):
        return Path(on_path)
    raise NoDump(f"{name} was not found beside the embedded database, nor on the PATH.")
