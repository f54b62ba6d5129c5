"""A real conversation with a daemon: only a clear yes is one."""

import socketserver
import tempfile
import threading
import time
from pathlib import Path

import pytest
from django.test import override_settings

from documents import scanner
from documents.scanner import Verdict
from tests.clamd import EICAR, PATIENCE, Line, clamd


def test_it_says_yes_and_no() -> None:
    with clamd() as daemon:
        assert scanner.ask(b"A letter.") is Verdict.CLEAN
        assert scanner.ask(b"before " + EICAR + b" after") is Verdict.INFECTED
        assert daemon.received == [b"A letter.", b"before " + EICAR + b" after"]


def test_a_large_file_arrives_whole() -> None:
    content = bytes(range(256)) * 4096 * 5
    with clamd() as daemon:
        assert scanner.ask(content) is Verdict.CLEAN
        assert daemon.received == [content]


@pytest.mark.parametrize(
    "mood",
    [
        "closes at once",
        "closes early",
        "silent",
        "drips",
        "INSTREAM size limit exceeded. ERROR",
        "UNKNOWN COMMAND",
        "stream: OKAY",
        "stream: OK FOUNDATION",
        "",
        "x" * 9000,
    ],
)
@pytest.mark.parametrize("content", [b"A letter.", bytes(4 * 1024 * 1024)], ids=["short", "long"])
def test_anything_else_is_no_answer(mood: str, content: bytes) -> None:
    begun = time.monotonic()
    with clamd(mood):
        assert scanner.ask(content) is Verdict.NO_ANSWER
    assert time.monotonic() - begun < 8 * PATIENCE


@pytest.mark.parametrize("address", ["", "tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl", "clamav:3310"])
def test_nobody_there_is_no_answer(address: str) -> None:
    with override_settings(CLAMAV=address, CLAMAV_TIMEOUT=1.0):
        assert scanner.ask(b"A letter.") is Verdict.NO_ANSWER


def test_it_speaks_through_a_socket_of_the_machine() -> None:
    class Local(socketserver.ThreadingUnixStreamServer):
        daemon_threads, mood, received = True, "honest", []

    with tempfile.TemporaryDirectory() as folder, Local(str(Path(folder) / "ctl"), Line) as daemon:
        threading.Thread(target=daemon.serve_forever, args=(0.01,), daemon=True).start()
        try:
            with override_settings(CLAMAV=f"unix://{folder}/ctl", CLAMAV_TIMEOUT=PATIENCE):
                assert scanner.ask(EICAR) is Verdict.INFECTED
        finally:
            daemon.shutdown()


@pytest.mark.parametrize(
    ("address", "without", "left_out"),
    [("", True, True), ("", False, False), ("tcp://127.0.0.1:1", True, False)],
)
def test_who_has_a_scanner_does_not_go_without(address: str, without: bool, left_out: bool) -> None:
    with override_settings(CLAMAV=address, UPLOADS_WITHOUT_SCANNER=without):
        assert scanner.is_left_out() == left_out
