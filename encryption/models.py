"""Keys of cases and of blind indexes, the master keys' fingerprints, and which cases were erased. No foreign keys.

All but the last may live in a database of their own (`encryption.router`); what was erased stays with the cases.
"""

from uuid import UUID

from django.db import models


class CaseKey(models.Model):
    """One version of a case's data key, wrapped by the master keys. No row, no opening: that is erasure.

    The highest version seals. An older one only opens; `retired_at` says since when nothing needs it.
    """

    case_id: "models.UUIDField[UUID, UUID]" = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)
    # In a database of its own a key is there before its case; then this says whether the case came.
    settled = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_id", "version"], name="one_key_per_case_and_version"),
        ]

    def __str__(self) -> str:
        return f"key {self.version} of {self.case_id}"


class MasterKey(models.Model):
    """A master key that this database knows, by its fingerprint; the key itself is never here."""

    fingerprint = models.CharField(max_length=32, unique=True)
    seen_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.fingerprint


class ErasedCase(models.Model):
    """A case whose keys must not exist: written with the erasure, so that keys from an old backup are found."""

    case_id: "models.UUIDField[UUID, UUID]" = models.UUIDField(primary_key=True)
    erased_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.case_id)


class IndexKey(models.Model):
    """The key of one organisation's blind index, wrapped by the master keys."""

    organisation_id: "models.UUIDField[UUID, UUID]" = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"index key of {self.organisation_id}"
