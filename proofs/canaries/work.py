"""Canaries in every sealed field, the control in every place."""

import json
import logging
import sys
from pathlib import Path
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import connection

from demo import control, dump
from encryption import resealing
from encryption.fields import SealedDateField
from proofs.canaries import browser, places
from proofs.canaries.values import Values
from tests.cast import Cast, assemble
from tests.makers import NOTHING, decided_case, opened_case, referral_at, screened
from tests.makers_legal_aid import matter_at
from tests.makers_repatriation import return_at
from tests.makers_shelters import admitted
from workflow.gate import perform
from workflow.guard import writing

KEEP_ALL = "ALTER SYSTEM SET wal_keep_size = '2GB'"


def work(folder: Path, rounds: int) -> None:
    """Everything is written and planted; say `written TEXTS DATES [FIELDS LEFT EMPTY …]`, and wait for a line.

    Then the control is taken away.
    """
    with connection.cursor() as cursor:
        cursor.execute(KEEP_ALL)
        cursor.execute("SELECT pg_reload_conf()")
    call_command("migrate", verbosity=0, interactive=False)
    values = Values()
    _write(assemble(), values, rounds)
    _plant(control.PLANTED.text)
    with control.planted():
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
        (folder / places.DUMP).write_bytes(dump.take())
        sessions = [one.get_decoded() for one in Session.objects.all()]
        (folder / places.SESSIONS).write_text(json.dumps(sessions, ensure_ascii=False))
        print("written", values.texts, values.dates, *_empty(), flush=True)
        sys.stdin.readline()


def _write(cast: Cast, values: Values, rounds: int) -> None:
    """Every sealed field of every row of every workflow holds a canary, and has held others before."""
    decided_case(cast)
    matter_at("active", cast)
    return_at("explored", cast)
    admitted(cast)
    presumed = opened_case(cast.nora)
    screened(presumed, cast.nora, NOTHING)
    perform(presumed, "override_upward", by=cast.nora, reason=values.text())
    browser.walk(referral_at("accepted", cast).case, cast, values)
    for _round in range(rounds):
        for model in resealing.sealed_models():
            if not hasattr(model, "history_id"):
                _fill(model, values)


def _fill(model: Any, values: Values) -> None:
    for row in model._base_manager.all():
        for field in resealing.sealed_fields(model):
            value = values.day() if isinstance(field, SealedDateField) else values.text()
            setattr(row, field.attname, value)
        with writing():
            row.save()


def _plant(text: str) -> None:
    """The control stands in clear where no table is: in a session, a mail, and both logs."""
    session = SessionStore()
    session["planted"] = text
    session.save()
    send_mail("Planted", text, None, ["nobody@example.org"])
    logging.getLogger("django").warning(text)
    with connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE LOG '%', '" + text.replace("'", "''") + "'; END $$")


def _empty() -> list[str]:
    """Return the sealed fields into which nothing was written: each new one needs a way there."""
    return [
        f"{model.__name__}.{field.name}"
        for model in resealing.sealed_models()
        for field in resealing.sealed_fields(model)
        if not model._base_manager.filter(**{f"{field.attname}__isnull": False}).exists()
    ]
