"""A small daemon that speaks ClamAV's protocol over TCP, with a mood: the real part at the other end of a socket."""

import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import override_settings

# The test file of the anti-virus industry, in two halves, so that no scanner takes this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PATIENCE, LONG_PATIENCE = 0.4, 20.0


class Daemon(socketserver.ThreadingTCPServer):
    """Answers as its mood says, and keeps what it was sent."""

    daemon_threads, allow_reuse_address = True, True
    mood = "honest"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Line)
        self.received: list[bytes] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked has gone away: that is the test."""


class Line(socketserver.BaseRequestHandler):
    """One question."""

    server: Daemon

    def handle(self) -> None:
        mood = self.server.mood
        if mood == "closes at once":
            return
        if mood == "closes early":
            self.request.recv(20)
            return
        content = self._read()
        self.server.received.append(content)
        if mood == "silent":
            time.sleep(4 * PATIENCE)
        elif mood == "drips":
            for letter in b"stream: OK" * 4:
                self.request.sendall(bytes([letter]))
                time.sleep(PATIENCE / 4)
        else:
            self.request.sendall(self._answer(mood, content))

    def _answer(self, mood: str, content: bytes) -> bytes:
        if mood == "honest":
            return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        return mood.encode() + b"\0"

    def _read(self) -> bytes:
        assert self._take(10) == b"zINSTREAM\0"
        content = bytearray()
        while size := struct.unpack(">I", self._take(4))[0]:
            content += self._take(size)
        return bytes(content)

    def _take(self, size: int) -> bytes:
        taken = bytearray()
        while len(taken) < size:
            part = self.request.recv(size - len(taken))
            if not part:
                raise ConnectionError("the asker went away")
            taken += part
        return bytes(taken)


@contextmanager
def clamd(mood: str = "honest") -> Iterator[Daemon]:
    """While this is open, the site's scanner is this daemon."""
    with Daemon() as daemon:
        daemon.mood = mood
        threading.Thread(target=daemon.serve_forever, args=(0.01,), daemon=True).start()
        port, patience = daemon.server_address[1], LONG_PATIENCE if mood == "honest" else PATIENCE
        try:
            with override_settings(CLAMAV=f"tcp://127.0.0.1:{port}", CLAMAV_TIMEOUT=patience):
                yield daemon
        finally:
            daemon.shutdown()
