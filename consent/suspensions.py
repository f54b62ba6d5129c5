"""What a person asked to be kept and not used."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from consent.enums import DataSet
from identification.models import Case
from workflow.models import Guarded, GuardedQuerySet


class SuspensionQuerySet(GuardedQuerySet):
    """Questions about what is kept from use."""

    def running(self) -> "SuspensionQuerySet":
        """Keep those that nobody has lifted."""
        return self.filter(ended_at=None)

    def keeps_from_use(self) -> Q:
        """Return the condition, for consents, that nothing rests on them while a data set, or all, is kept from use.

        A legal ground that two people agreed to afterwards, knowing of it, counts.
        """
        of_it = self.running().filter(Q(data="") | Q(data=OuterRef("data")), case=OuterRef("case"))
        return Q(Exists(of_it), ground="") | Q(Exists(of_it.filter(begun_at__gte=OuterRef("given_at"))))


class Suspension(Guarded):
    """The person asked that a data set of their file, or all of it, is kept and not used: no recipient reads it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="suspensions")
    data = models.CharField(max_length=20, choices=DataSet, blank=True)
    # What was asked for, which lives in a room above this one.
    asked_in = models.UUIDField(unique=True)
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SuspensionQuerySet.as_manager()  # type: ignore[misc]

    def __str__(self) -> str:
        return self.data or "all"
