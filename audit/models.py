"""The log of what happened. Rows are added by `audit.log.record` and never change: triggers see to it."""

from typing import Any

from django.db import models


class Outcome(models.TextChoices):
    """Whether the thing was done or refused."""

    DONE = "done"
    REFUSED = "refused"


class Event(models.Model):
    """Who did, saw or was refused what, for which case, on what basis.

    `body` holds the exact bytes that `mac` authenticates; the other columns repeat parts of it
    for the index, and `audit.log.is_genuine` compares them. No foreign keys: the log never
    interferes with live data, and outlives it. No personal data.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=Outcome)
    case_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    body = models.BinaryField()
    mac = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["case_id", "-id"], name="event_of_case"),
            models.Index(fields=["organisation_id", "-id"], name="event_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def _do_insert(self, manager: Any, using: str, fields: Any, returning_fields: Any, raw: bool) -> Any:
        """What names neither case nor organisation is added and not read back: who adds it may not read it."""
        is_theirs = self.case_id or self.organisation_id
        return super()._do_insert(manager, using, fields, returning_fields if is_theirs else [], raw)  # type: ignore[misc]
