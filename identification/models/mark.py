"""By what a person is found again: digests, one set for each organisation that sees the identity."""

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation
from identification.enums import MarkKind, Scope
from identification.models.access import CaseAccess
from identification.models.case import Case
from workflow.guard import require_writing
from workflow.models import Guarded, GuardedQuerySet


class IdentityMarkQuerySet(GuardedQuerySet):
    """Questions about what a person is found by."""

    def visible_to(self, actor: Actor) -> "IdentityMarkQuerySet":
        """Keep the actor's organisation's own marks, of cases whose identity the actor may see now."""
        mine = self.filter(organisation=actor.organisation_id)
        return mine.filter(CaseAccess.objects.opens(actor, at_least=Scope.IDENTITY))

    def with_any(self, digests: Iterable[bytes]) -> "IdentityMarkQuerySet":
        """Keep the marks that equal one of these, with their cases and identities: one look into the index."""
        return self.filter(digest__in=list(digests)).select_related("case", "case__identity")

    def remove(self) -> None:
        """These marks are gone. They are made from the identity and no record of their own: for actions."""
        require_writing(self.model)
        models.QuerySet.delete(self)


class IdentityMark(Guarded):
    """One digest under which one organisation finds one case; nothing else about the person stands beside it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=20, choices=MarkKind)
    digest = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)

    objects = IdentityMarkQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "identity mark"
        indexes = [models.Index(fields=["organisation", "digest"], name="marks_of_an_organisation")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"
