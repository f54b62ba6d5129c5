"""Other master keys for a moment, and a second database for the keys."""

from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.fernet import Fernet, MultiFernet
from django.core.management import call_command
from django.db import connection, connections
from django.db.utils import load_backend
from django.test.utils import override_settings
from encrypted_model_fields import fields as library

from encryption import keys
from tests.owner import as_owner
from wall.context import as_nobody

ALIAS = "keys"


def new_master() -> str:
    return Fernet.generate_key().decode()


@contextmanager
def ring(*masters: str) -> Iterator[None]:
    """Inside, this process has these master keys, newest first, as after a restart with them."""
    before = library.CRYPTER
    library.CRYPTER = MultiFernet([Fernet(one) for one in masters])
    keys.forget()
    try:
        with override_settings(FIELD_ENCRYPTION_KEY=list(masters)):
            yield
    finally:
        library.CRYPTER = before
        keys.forget()


@contextmanager
def second_database() -> Iterator[None]:
    """Inside, the keys have a real database of their own in the same cluster, made by the migrations."""
    name = f"{connection.settings_dict['NAME']}_keys"
    _drop(name)
    _outside_of_transactions(f'CREATE DATABASE "{name}"')
    # Made by hand: Django lets a test use no other connection than those known before it began.
    connections[ALIAS] = load_backend(connection.settings_dict["ENGINE"]).DatabaseWrapper(
        {**connection.settings_dict, "NAME": name}, ALIAS
    )
    try:
        with override_settings(KEYS_DATABASE=ALIAS):
            call_command("migrate", "encryption", database=ALIAS, verbosity=0, interactive=False)
            yield
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        _drop(name)


def tables(alias: str) -> set[str]:
    with connections[alias].cursor() as cursor:
        return set(connections[alias].introspection.table_names(cursor))


def _drop(name: str) -> None:
    _outside_of_transactions(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _outside_of_transactions(statement: str) -> None:
    """The owner does it; with a context to carry, the engine would begin a transaction."""
    with as_nobody(), as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)
