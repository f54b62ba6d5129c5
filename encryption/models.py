"""The key tables, alone: addressed by id, without a foreign key, so that they can move to another server."""

from uuid import UUID

from django.db import models


class CaseKey(models.Model):
    """One version of a case's data key, wrapped by the master keys. No row, no opening: that is erasure."""

    case_id: "models.UUIDField[UUID, UUID]" = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_id", "version"], name="one_key_per_case_and_version"),
        ]

    def __str__(self) -> str:
        return f"key {self.version} of {self.case_id}"


class IndexKey(models.Model):
    """The key of one organisation's blind index, wrapped by the master keys."""

    organisation_id: "models.UUIDField[UUID, UUID]" = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"index key of {self.organisation_id}"
