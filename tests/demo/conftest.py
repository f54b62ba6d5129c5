"""One loaded demo for all these tests, in a database of its own that really commits and is dropped afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connections

BOTH = ("default", "apart")


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo is loaded."""
    with django_db_blocker.unblock(), _copied_database():
        before = len(getattr(mail, "outbox", []))  # what the test before this one sent
        call_command("load_demo")
        assert len(getattr(mail, "outbox", [])) == before, "nobody gets mail because of the demo"
        yield


@contextmanager
def _copied_database() -> Iterator[None]:
    """Both connections lead to a copy of the empty test database."""
    empty = connections["default"].settings_dict["NAME"]
    copy = f"{empty}_loaded"
    _manage(
        empty,
        f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)',
        f'CREATE DATABASE "{copy}" TEMPLATE "{empty}"',
    )
    _lead_to(copy)
    try:
        yield
    finally:
        _manage(empty, f'DROP DATABASE "{copy}" WITH (FORCE)')


def _lead_to(database: str) -> None:
    for alias in BOTH:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = database


def _manage(empty: str, *commands: str) -> None:
    """Run commands from outside: a database that somebody is in can be neither copied nor dropped."""
    _lead_to("postgres")
    with connections["default"].as_owner(), connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [empty])
        for command in commands:
            cursor.execute(command)
    _lead_to(empty)
