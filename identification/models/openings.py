"""How many distinct cases a person opened on one day."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from accounts import roles
from accounts.actors import Actor
from accounts.models import Organisation, User
from identification.enums import LiftReason


class DailyOpeningsQuerySet(models.QuerySet["DailyOpenings"]):
    """Questions about days."""

    def visible_to(self, actor: Actor) -> "DailyOpeningsQuerySet":
        """Keep the days on which people of an overseer's organisation were stopped."""
        if not actor.has(*roles.OVERSEERS):
            return self.none()
        return self.filter(organisation=actor.organisation_id, stopped_at__isnull=False)

    def waiting(self) -> "DailyOpeningsQuerySet":
        """Keep those of today that nobody has let go on."""
        return self.filter(day=timezone.localdate(), lifted_at=None)


class DailyOpenings(models.Model):
    """One person, one day, the cases they opened. Counted by `identification.opening`, in one statement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    # For whom they acted when they were stopped, or else when they opened the first.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    day = models.DateField()
    cases = ArrayField(models.UUIDField())
    stopped_at = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    lift_reason = models.CharField(max_length=20, choices=LiftReason, blank=True)

    objects = DailyOpeningsQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-day"], name="openings_of_an_organisation")]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="one_row_of_openings_a_day"),
            models.CheckConstraint(
                condition=models.Q(lifted_by=None) | ~models.Q(lifted_by=models.F("user")),
                name="nobody_lifts_their_own_stop",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {len(self.cases)}"

    @property
    def is_today(self) -> bool:
        """Tell whether the day is today, so that a supervisor may still let the person go on."""
        return self.day == timezone.localdate()
