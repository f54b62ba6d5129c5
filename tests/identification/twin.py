"""The twin of a test that something happens: that nothing happens when one of its events cannot be written."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import DatabaseError

from audit.models import Event
from encryption import keys
from tests.helpers import log_is_broken
from tests.owner import as_owner

OURS = (
    "accounts",
    "encryption",
    "identification",
    "consent",
    "breakglass",
    "hotline",
    "groups",
    "referral",
    "shelters",
    "repatriation",
    "legal_aid",
    "documents",
    "facts",
    "practice",
    "papers",
)
FINGERPRINT = "SELECT count(*), md5(string_agg(one::text, '|' ORDER BY one::text)) FROM {table} AS one"
BREAK = """
CREATE FUNCTION broken_kind() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log is broken'; END $$;
CREATE TRIGGER broken_kind BEFORE INSERT ON audit_event FOR EACH ROW
    WHEN (NEW.kind = '{kind}') EXECUTE FUNCTION broken_kind();
"""
MEND = "DROP TRIGGER broken_kind ON audit_event; DROP FUNCTION broken_kind();"


class Undone(Exception):
    """Raised to take back what was tried."""


def changes_nothing_without_the_log(act: Callable[[], object]) -> None:
    """Fail unless the act, with no event or without any one of its kinds, fails and leaves every row of ours alone."""
    before = _every_row()
    for broken in (log_is_broken, *(_without(kind) for kind in _kinds_of(act))):
        with pytest.raises(DatabaseError, match="the log is broken"), broken():
            act()
        keys.forget()
        assert _every_row() == before


def _kinds_of(act: Callable[[], object]) -> list[str]:
    """Return the kinds of event that the act writes; the act is tried and taken back."""
    last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    with pytest.raises(Undone), transaction.atomic():
        act()
        kinds = set(Event.objects.filter(id__gt=last).values_list("kind", flat=True))
        raise Undone
    keys.forget()
    assert kinds
    return sorted(kinds)


def _without(kind: str) -> Callable[[], AbstractContextManager[None]]:
    @contextmanager
    def broken() -> Iterator[None]:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(BREAK.format(kind=kind))
        try:
            yield
        finally:
            with as_owner(), connection.cursor() as cursor:
                cursor.execute(MEND)

    return broken


def _every_row() -> dict[str, object]:
    tables = [one._meta.db_table for one in apps.get_models() if one._meta.app_label in OURS]
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(FINGERPRINT.format(table=f'"{table}"'))
            found[table] = cursor.fetchone()
    return found
