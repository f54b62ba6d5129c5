"""What a person typed does not reach the server's log."""

import logging
import sys

import pytest

from config.log_filter import Redacted


def logged(message: str, *args: object, exc_info: object = None) -> str:
    """Return the line that the log would get."""
    record = logging.LogRecord("django.request", logging.ERROR, "file", 1, message, args, exc_info)
    assert Redacted().filter(record)
    return logging.Formatter("%(message)s").format(record)


def test_a_query_is_cut_off() -> None:
    line = logged("Not Found: %s", "/cases/?name=Jane&born=1998 HTTP/1.1")
    assert line == "Not Found: /cases/?… HTTP/1.1"


def test_every_query_is_cut_off() -> None:
    assert "Jane" not in logged("%s from %s", "/a?x=Jane", "/b?y=Jane")


def test_an_error_is_named_and_its_text_is_dropped() -> None:
    try:
        raise ValueError("Jane Doe, born 1998")
    except ValueError:
        line = logged("Internal Server Error: %s", "/cases/new/", exc_info=sys.exc_info())
    assert line == "Internal Server Error: /cases/new/ (ValueError)"


def test_an_error_within_an_error_is_dropped_too() -> None:
    try:
        try:
            raise KeyError("Jane Doe")
        except KeyError as first:
            raise RuntimeError("Jane Doe again") from first
    except RuntimeError:
        assert "Jane" not in logged("broken", exc_info=sys.exc_info())


def test_text_of_a_traceback_that_was_made_before_is_dropped() -> None:
    record = logging.LogRecord(
        "x", logging.ERROR, "file", 1, "broken", (), (ValueError, ValueError("Jane"), None)
    )
    record.exc_text = "Traceback … Jane"
    Redacted().filter(record)
    assert "Jane" not in logging.Formatter("%(message)s").format(record)


@pytest.mark.django_db
def test_the_real_log_has_the_filter(client: object, settings: object) -> None:
    console = settings.LOGGING["handlers"]["console"]
    assert console["filters"] == ["redacted"]
    # One without a handler of its own is not silent: Python writes for it, past every filter.
    handlers = [logger["handlers"] for logger in settings.LOGGING["loggers"].values()]
    assert {"console", "nowhere"} == {name for names in handlers for name in names}


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_logged_without_its_query(
    client: object, capfd: pytest.CaptureFixture[str]
) -> None:
    assert client.get("/nowhere/?name=Jane").status_code == 404
    assert "Jane" not in capfd.readouterr().err
