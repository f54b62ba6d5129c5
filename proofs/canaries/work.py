"""Canaries in every sealed field, the control in every place."""

import json
import logging
import sys
from pathlib import Path
from typing import Any

from django.core.mail import send_mail
from django.core.management import call_command
from django.db import connection

from accounts import roles
from accounts.models import Session
from accounts.sessions import SessionStore
from children.actions import suspect
from demo import control, dump
from encryption import resealing
from encryption.fields import SealedBytesField, SealedDateField, SealedTextField
from identification.actions import open_identity
from identification.inquiries.actions import reply
from proofs.canaries import browser, places
from proofs.canaries.values import Values
from tests.cast import Cast, assemble
from tests.makers import NOTHING, decided_case, opened_case, pending_case, referral_at, screened
from tests.makers_breakglass import broken, member_of
from tests.makers_children import appointed, asked_for, noted, told
from tests.makers_contact import reached
from tests.makers_deciding import PANEL, asked, voted
from tests.makers_documents import document_at
from tests.makers_facts import with_facts
from tests.makers_legal_aid import matter_at
from tests.makers_repatriation import return_at
from tests.makers_retention import closed_case, held, wished
from tests.makers_rights import complaint, copy_at, correction, restricted
from tests.makers_shelters import admitted
from tests.owner import sign_in_as_owner
from wall.context import as_command
from workflow.gate import perform
from workflow.guard import writing

KEEP_ALL = "ALTER SYSTEM SET wal_keep_size = '2GB'"


def work(folder: Path, rounds: int) -> None:
    """Everything is written and planted; say `written TEXTS DATES [FIELDS LEFT EMPTY …]`, and wait for a line.

    Then the control is taken away.
    """
    _as_owner(KEEP_ALL, "SELECT pg_reload_conf()")
    call_command("migrate", verbosity=0, interactive=False)
    sign_in_as_owner()
    connection.close()
    with as_command("proofs"):
        _work(folder, rounds)


def _work(folder: Path, rounds: int) -> None:
    values = Values()
    _write(assemble(), values, rounds)
    _plant(control.PLANTED.text)
    with control.planted():
        _as_owner("CHECKPOINT")
        (folder / places.DUMP).write_bytes(dump.take())
        sessions = [one.get_decoded() for one in Session.objects.all()]
        (folder / places.SESSIONS).write_text(json.dumps(sessions, ensure_ascii=False))
        print("written", values.texts, values.dates, *_empty(), flush=True)
        sys.stdin.readline()


def _as_owner(*statements: str) -> None:
    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]  # our own engine
        for one in statements:
            cursor.execute(one)


def _write(cast: Cast, values: Values, rounds: int) -> None:
    """Every sealed field of every row of every workflow holds a canary, and has held others before."""
    decided_case(cast)
    voted(pending_case(cast, jurisdiction=PANEL), cast.ada)
    reply(inquiry=asked(pending_case(cast), cast), answer=values.text(), by=cast.nora)
    matter_at("active", cast)
    return_at("explored", cast)
    admitted(cast)
    document_at("withdrawn", cast)
    broken(opened_case(cast.nora), member_of("police", roles.CASE_MANAGER))
    child = opened_case(cast.nora, age_band="unknown")
    suspect(guardianship=appointed(child, cast.nora), reason=values.text(), by=cast.nora)
    noted(child, cast.nora)
    told(child, cast.nora)
    asked_for(child, cast.nora)
    wished(held(closed_case(cast, days_ago=3 * 365), cast).case, cast)
    call_command("propose_retention", stdout=sys.stderr)  # the first line on stdout is the answer
    presumed = opened_case(cast.nora)
    open_identity(case=presumed, by=cast.nora, reason="other", note=values.text())
    with_facts(presumed, cast.nora)
    reached(presumed, cast.nora)
    copy_at("ready", cast, presumed)
    correction(cast, presumed)
    complaint(cast, presumed)
    restricted(cast, presumed)
    screened(presumed, cast.nora, NOTHING, notes={"EX01": values.text()})
    perform(presumed, "override_upward", by=cast.nora, reason=values.text())
    browser.walk(referral_at("accepted", cast).case, cast, values)
    for _round in range(rounds):
        for model in resealing.sealed_models():
            if not hasattr(model, "history_id"):
                _fill(model, values)


def _value(field: SealedTextField, values: Values) -> Any:
    if isinstance(field, SealedDateField):
        return values.day()
    return values.text().encode() if isinstance(field, SealedBytesField) else values.text()


def _fill(model: Any, values: Values) -> None:
    for row in model._base_manager.all():
        for field in resealing.sealed_fields(model):
            setattr(row, field.attname, _value(field, values))
        with writing():
            row.save(update_fields=[one.attname for one in resealing.sealed_fields(model)])


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
