"""Where the keys live: with everything else, or, where KEYS_DATABASE_URL is set, in a database of their own."""

from typing import Any

from django.conf import settings

WITH_THE_CASES = "default"
KEY_TABLES = {"casekey", "masterkey", "indexkey"}


def shares_transaction() -> bool:
    """Tell whether keys are written in the same transaction as their case."""
    return settings.KEYS_DATABASE == WITH_THE_CASES


class KeyRouter:
    """Reads, writes and migrates the key tables in the keys' database, and nothing else there."""

    def db_for_read(self, model: Any, **_hints: object) -> str | None:
        """Return the keys' database for the key tables; None leaves the choice to Django."""
        meta = model._meta
        return settings.KEYS_DATABASE if _holds_keys(meta.app_label, meta.model_name) else None

    db_for_write = db_for_read

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, walled: str = "", **_hints: object
    ) -> bool | None:
        """With one database everything is made in it; with two, each table in its own.

        In a database of their own the keys have no wall: it knows no parties, and no cases to be found by them.
        """
        if db not in (WITH_THE_CASES, settings.KEYS_DATABASE):
            return False
        if shares_transaction():
            return None
        if walled in {f"encryption_{name}" for name in KEY_TABLES}:
            return False
        return _holds_keys(app_label, model_name) == (db == settings.KEYS_DATABASE)


def _holds_keys(app_label: str, model_name: str | None) -> bool:
    return app_label == "encryption" and model_name in KEY_TABLES
