"""What a learner answered about an invented person."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from practice.marking import Marked, marked
from practice.vignettes import CURRENT, Vignette, every
from workflow.guard import require_writing
from workflow.models import Guarded, GuardedQuerySet


class AttemptQuerySet(GuardedQuerySet):
    """Questions about attempts."""

    def visible_to(self, actor: Actor) -> "AttemptQuerySet":
        """Keep one's own: nobody looks over the shoulder of somebody who learns, a supervisor neither."""
        return self.filter(user=actor.user_id)

    def remove(self) -> int:
        """These tries are gone, once nobody needs them any more; return how many. For actions."""
        require_writing(self.model)
        return models.QuerySet.delete(self)[0]


class Attempt(Guarded):
    """One go at one vignette. It belongs to a person, and to no case."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    vignette_code = models.CharField(max_length=40)
    edition = models.CharField(max_length=40, default=CURRENT)
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    is_passed = models.BooleanField(default=False)

    objects = AttemptQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "vignette_code"],
                condition=Q(finished_at=None),
                name="one_open_attempt_a_person_and_vignette",
            ),
            models.CheckConstraint(
                condition=Q(is_passed=False) | Q(finished_at__isnull=False),
                name="a_passed_attempt_is_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vignette_code} {self.begun_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return f"/practice/attempts/{self.pk}/"

    @property
    def vignette(self) -> Vignette:
        """The invented person, as this edition tells of them."""
        return every(self.edition)[self.vignette_code]

    def marked(self) -> Marked:
        """Return the answers compared with the expert's."""
        return marked(self.vignette, self.answers)
