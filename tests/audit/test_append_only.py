"""The database refuses to change or forget what the log says, whoever asks."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from audit.log import record
from audit.models import Event
from tests.cast import Cast
from tests.owner import as_owner

REFUSED = "the audit log is append-only"


@pytest.fixture
def event(cast: Cast) -> Event:
    return record("case.view", by=cast.nora)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET kind = 'case.open'",
        "UPDATE audit_event SET id = id",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "TRUNCATE audit_event CASCADE",
        "WITH gone AS (DELETE FROM audit_event RETURNING 1) SELECT * FROM gone",
        "INSERT INTO audit_event SELECT * FROM audit_event ON CONFLICT (id) DO UPDATE SET kind = 'case.open'",
    ],
)
@pytest.mark.parametrize(("role", "said"), [(as_owner, REFUSED), (nullcontext, "permission denied")])
def test_the_database_refuses(event: Event, statement: str, role: Callable[[], Any], said: str) -> None:
    """The role that serves may not even try; the triggers stop the owner of the table as well."""
    with (
        pytest.raises(DatabaseError, match=said),
        transaction.atomic(),
        role(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Event.objects.filter(pk=event.pk, kind="case.view").exists()


def test_saving_an_event_again_is_refused(event: Event) -> None:
    event.kind = "case.open"
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), as_owner():
        event.save()


def test_deleting_an_event_is_refused(event: Event) -> None:
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), as_owner():
        event.delete()


def test_updating_events_in_bulk_is_refused(event: Event) -> None:
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), as_owner():
        Event.objects.update(outcome="refused")


def test_deleting_events_in_bulk_is_refused(event: Event) -> None:
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), as_owner():
        Event.objects.all().delete()
