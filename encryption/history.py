"""History of rows that hold sealed values."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from encryption import keys
from encryption.fields import Closed, SealedTextField


class SealedHistory(HistoricalRecords):
    """History whose sealed values are sealed anew for the history row.

    Once a case's key is destroyed, its rows may still change (a person may still leave a shelter): what
    nobody can open any more is then left out of the history, and stays as it is in the row itself.
    """

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> None:
        with _unopenable_left_out(instance):
            super().create_historical_record(instance, history_type, using)


@contextmanager
def _unopenable_left_out(instance: Any) -> Iterator[None]:
    closed = {
        field.attname: instance.__dict__[field.attname]
        for field in instance._meta.concrete_fields
        if isinstance(field, SealedTextField) and isinstance(instance.__dict__.get(field.attname), Closed)
    }
    is_lost = bool(closed) and keys.is_lost(instance.case_id)
    if is_lost:
        instance.__dict__.update(dict.fromkeys(closed))
    try:
        yield
    finally:
        if is_lost:
            instance.__dict__.update(closed)
