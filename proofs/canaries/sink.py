"""A real mail server that keeps what it gets."""

import email
import email.header
import socket
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller

HOST = "127.0.0.1"


class Sink:
    """While it is open, mails to it are kept as they came."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        with socket.create_server((HOST, 0)) as probe:  # the library cannot be told to take any port
            self.port: int = probe.getsockname()[1]
        self._server = Controller(self, hostname=HOST, port=self.port)

    def __enter__(self) -> "Sink":
        self._server.start()
        return self

    def __exit__(self, *_why: object) -> None:
        self._server.stop()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a mail; the name is the library's."""
        self.mails.append(bytes(envelope.content))
        return "250 OK"

    def opened(self) -> list[bytes]:
        """Return each mail as it came, and what a reader sees of it."""
        return [part for mail in self.mails for part in (mail, *_parts(email.message_from_bytes(mail)))]


def _parts(mail: Message) -> list[bytes]:
    bodies = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    heads = str(email.header.make_header(email.header.decode_header(mail.get("Subject", ""))))
    return [heads.encode(), *(body for body in bodies if isinstance(body, bytes))]
