"""The twin of a test that something happens: that nothing happens when its event cannot be written."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection
from django.db.utils import DatabaseError

from tests.helpers import log_is_broken

OURS = (
    "accounts",
    "encryption",
    "identification",
    "consent",
    "referral",
    "shelters",
    "repatriation",
    "legal_aid",
)
FINGERPRINT = "SELECT count(*), md5(string_agg(one::text, '|' ORDER BY one::text)) FROM {table} AS one"


def changes_nothing_without_the_log(act: Callable[[], object]) -> None:
    """Fail unless the act fails with the log, and leaves every row of ours as it was."""
    before = _every_row()
    with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken():
        act()
    assert _every_row() == before


def _every_row() -> dict[str, object]:
    tables = [one._meta.db_table for one in apps.get_models() if one._meta.app_label in OURS]
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(FINGERPRINT.format(table=f'"{table}"'))
            found[table] = cursor.fetchone()
    return found
