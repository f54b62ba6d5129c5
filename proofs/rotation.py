"""Master keys and keys of cases renewed while people read and write: nobody meets an error, nothing stays behind.

The load runs here, in threads on real connections; the renewal runs as an operator would run it, in a process of its
own, so that this one goes on with the rings it keeps.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet, MultiFernet
from django.apps import apps
from django.conf import settings
from django.test.utils import override_settings
from encrypted_model_fields import fields as library

from encryption import keys, masters, wrapping
from encryption.errors import DecryptionError
from encryption.fields import SealedTextField
from encryption.models import CaseKey
from encryption.sealing import HEAD
from proofs import database
from proofs.load import Load
from proofs.planted import replaced
from proofs.result import Found, Result
from tests.cast import Cast
from wall.context import acting_as

SEED = 20261122
ROUNDS, CASES, TRIES_TO_FIND = 4, 12, 10
KEPT = 0.3  # seconds: a hundredth of what the product keeps a ring for, so that a round takes seconds
KEYS = """
import sys, django
django.setup()
from django.core.management import call_command
from encryption import keys, resealing, rotation
keys.SECONDS_KEPT = {kept}
{defect}
for words in sys.argv[1:]:
    call_command("keys", *words.split())
"""
SERVER = "import config.wsgi"
FORGETFUL = (
    "every = resealing.sealed_models\n"
    "resealing.sealed_models = lambda: [one for one in every() if 'Historical' not in one.__name__]"
)
HASTY = "rotation.WAITS = 0\nresealing.used = lambda case_id=None: set()"
DEFECTS = {"an older key removed at once": HASTY, "a renewal that forgets history": FORGETFUL}
MASTER, RENEW = "rotate-master", "rotate-case --older-than 0"


class _Office(Load):
    """People at work for Nora's organisation: each thread says so, as a request does."""

    def _work(self, dice: Random) -> None:
        organisation = self.cast.nora.organisation_id
        assert organisation
        with acting_as(organisation):
            super()._work(dice)


def prove(
    cast: Cast,
    *,
    rounds: int = ROUNDS,
    cases: int = CASES,
    tries_to_find: int = TRIES_TO_FIND,
    planted: tuple[str, ...] = tuple(DEFECTS),
) -> Result:
    """Return how many reads and writes failed while everything was renewed so many times, and what stayed behind."""
    found, done, renewed, master = Found(), 0, 0, settings.FIELD_ENCRYPTION_KEY[0]
    with replaced(keys, "SECONDS_KEPT", KEPT):
        for _round in range(rounds):
            before, master = master, Fernet.generate_key().decode()
            load = _renewed_under_load(cast, cases, master, before, found)
            done, renewed = done + load.done, renewed + CaseKey.objects.count()
        with _ring(master):
            controls = _wrong_keys(master) | {
                name: _is_found(cast, cases, DEFECTS[name], tries_to_find) for name in planted
            }
    seen = (
        f"reads and writes by four threads during {rounds} renewals of the master key and of every case's key "
        f"({renewed} in all) by another process; afterwards every value opens under the newest keys alone"
    )
    return Result("rotation", done, SEED, found, controls, seen)


def _renewed_under_load(cast: Cast, cases: int, master: str, before: str, found: Found) -> Load:
    with _ring(before):
        load = _Office(cast, cases)
    with _ring(master, before):
        masters.require_right_keys(remember=True)
        with load.running():
            told = _process(KEYS.format(kept=KEPT, defect=""), MASTER, RENEW)
    with _ring(master):
        masters.require_right_keys(remember=True)
        failed = [told.stderr[-300:]] if told.returncode else []
        for words in [*failed, *load.failed, *_left(load.cases)]:
            found.add(words)
    return load


def _is_found(cast: Cast, cases: int, defect: str, tries: int) -> bool:
    """Tell whether a renewal with this defect is found out, by those who work or afterwards."""
    for _try in range(tries):
        load = _Office(cast, cases)
        with load.running():
            _process(KEYS.format(kept=KEPT, defect=defect), RENEW)
        if load.failed or any(_left(load.cases)):
            return True
    return False


def _wrong_keys(master: str) -> dict[str, bool]:
    """Tell whether a web server with another key is refused, and one with the right key is not."""
    right = _process(SERVER)
    with override_settings(FIELD_ENCRYPTION_KEY=[Fernet.generate_key().decode()]):
        wrong = _process(SERVER)
    return {
        "a server with another master key": wrong.returncode != 0 and "WrongKey" in wrong.stderr,
        "a server with the right master key starts": right.returncode == 0,
    }


def _left(cases: list[UUID]) -> Iterator[str]:
    """Yield what of these cases is not under the newest keys alone, or does not open: found by the fields."""
    keys.forget()
    versions = dict[UUID, list[int]]()
    for row in CaseKey.objects.filter(case_id__in=cases).order_by("version"):
        versions.setdefault(row.case_id, []).append(row.version)
        if not wrapping.is_under_first(row):
            yield "a key is under an older master key"
    yield from ("an older key of a case is still there" for known in versions.values() if len(known) > 1)
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedTextField):
                yield from _left_in(model, field, versions)


def _left_in(model: Any, field: SealedTextField, versions: dict[UUID, list[int]]) -> Iterator[str]:
    for row in model._base_manager.filter(**{f"{field.attname}__isnull": False}):
        if (case_id := field.place(row).case_id) not in versions:
            continue
        _form, version = HEAD.unpack_from(row.__dict__[field.attname].sealed)
        if version != versions[case_id][-1]:
            yield f"{model.__name__}.{field.name} is under an older key"
        try:
            getattr(row, field.attname)
        except DecryptionError as error:
            yield f"{model.__name__}.{field.name} does not open: {error}"


@contextmanager
def _ring(*ring: str) -> Iterator[None]:
    """Inside, this process has these master keys, as after a restart with them."""
    crypter = MultiFernet([Fernet(one) for one in ring])
    with replaced(library, "CRYPTER", crypter), override_settings(FIELD_ENCRYPTION_KEY=list(ring)):
        keys.forget()
        yield


def _process(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, with this one's database and master keys."""
    ring = ",".join(settings.FIELD_ENCRYPTION_KEY)
    told = os.environ | {"DATABASE_URL": database.url(), "FIELD_ENCRYPTION_KEY": ring}
    told |= {"SAFE_PASSAGE_MODE": "test", "DJANGO_SETTINGS_MODULE": "config.settings"}
    asked = [sys.executable, "-W", "ignore", "-c", code, *words]
    return subprocess.run(asked, cwd=settings.ROOT, env=told, capture_output=True, text=True, check=False)
