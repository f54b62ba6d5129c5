"""The virus scanner: ClamAV's daemon at the other end of a socket. What is not told "OK" is not clean."""

import socket
import struct
import time
from contextlib import ExitStack, closing
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings

PIECE = 64 * 1024
LONGEST_ANSWER = 4096
PORT = 3310


class Verdict(StrEnum):
    """What the scanner said. An answer that is neither a yes nor a no is none."""

    CLEAN = "clean"
    INFECTED = "infected"
    NO_ANSWER = "no_answer"


def is_left_out() -> bool:
    """Tell whether this site has no scanner and says that it goes without one."""
    return settings.UPLOADS_WITHOUT_SCANNER and not settings.CLAMAV


def is_there() -> bool:
    """Tell whether this site names a scanner."""
    return bool(settings.CLAMAV)


def ask(content: bytes) -> Verdict:
    """Return what the daemon says of these bytes; never an error: who does not answer has not said yes."""
    if not settings.CLAMAV:
        return Verdict.NO_ANSWER
    try:
        with closing(_connect()) as line:
            _send(line, content)
            return _understood(_answer(line))
    except (OSError, ValueError):
        return Verdict.NO_ANSWER


def _connect() -> socket.socket:
    """Return a line to the daemon: `tcp://host:port` or `unix:///path`."""
    url = urlsplit(settings.CLAMAV)
    if url.scheme == "tcp":
        return socket.create_connection((url.hostname, url.port or PORT), settings.CLAMAV_TIMEOUT)
    if url.scheme != "unix":
        raise ValueError("CLAMAV is tcp://host:port or unix:///path")
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(settings.CLAMAV_TIMEOUT)
    with ExitStack() as leaving:
        leaving.callback(line.close)
        line.connect(url.path)
        leaving.pop_all()
    return line


def _send(line: socket.socket, content: bytes) -> None:
    """Send the bytes as the command INSTREAM wants them: pieces with their length, then an empty one."""
    line.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), PIECE):
        piece = content[start : start + PIECE]
        line.sendall(struct.pack(">I", len(piece)) + piece)
    line.sendall(struct.pack(">I", 0))


def _answer(line: socket.socket) -> bytes:
    """Return the answer up to its NUL; TimeoutError when it has not come in time, however slowly it drips."""
    until, answer = time.monotonic() + settings.CLAMAV_TIMEOUT, b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        line.settimeout(max(until - time.monotonic(), 0.001))
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer


def _understood(answer: bytes) -> Verdict:
    if answer == b"stream: OK\0":
        return Verdict.CLEAN
    return Verdict.INFECTED if answer.endswith(b" FOUND\0") else Verdict.NO_ANSWER
