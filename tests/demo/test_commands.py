"""The two commands: load once, and look into a dump."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from accounts.models import User
from audit.models import Event
from demo.password import PASSWORD
from demo.staff import STAFF
from workflow import steps

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def _run(command: str, *words: str) -> tuple[str, int]:
    """Return what a command says, and its exit code."""
    said = StringIO()
    try:
        call_command(command, *words, stdout=said, stderr=StringIO())
    except SystemExit as end:
        return said.getvalue(), int(str(end.code))
    return said.getvalue(), 0


def _counts() -> dict[str, int]:
    counts = {model.__name__: model.objects.count() for model in steps.stateful_models()}
    return {**counts, "Event": Event.objects.count()}


def test_a_second_run_changes_nothing_and_says_who_can_sign_in() -> None:
    before = _counts()
    said, code = _run("load_demo")
    assert code == 0
    assert _counts() == before
    assert said.count(PASSWORD) == 1
    assert all(worker.email in said for worker in STAFF)


def test_production_refuses_the_demo() -> None:
    with override_settings(PRODUCTION=True), pytest.raises(CommandError, match="never"):
        call_command("load_demo")


def test_a_dump_holds_nothing_that_names_a_person() -> None:
    said, code = _run("check_dump")
    assert code == 0, said
    assert "control found: yes" in said
    assert "found: 0" in said


def test_a_text_in_clear_is_found_and_removed_again() -> None:
    said, code = _run("check_dump", "--plant")
    assert code == 1
    assert "FOUND: name of" in said
    assert "demo_planted" not in connection.introspection.table_names()


def test_without_a_demo_there_is_nothing_to_check() -> None:
    User.objects.filter(email=STAFF[0].email).update(email="away@demo.example")
    with pytest.raises(CommandError, match="load_demo first"):
        call_command("check_dump")
