"""Who is a party to which case, as the wall remembers it: ids alone, and no foreign keys."""

from django.db import models


class Party(models.Model):
    """An organisation is, or was, a party to a case. Triggers write it (`wall.operations.NotesParty`), nobody else."""

    pk = models.CompositePrimaryKey("organisation_id", "case_id")
    organisation_id = models.UUIDField()
    case_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["case_id"], name="parties_of_a_case")]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.case_id}"
