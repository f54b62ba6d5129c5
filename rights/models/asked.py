"""What everything that a person asks for has."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from identification.enums import Scope
from identification.models import CaseAccess
from rights import clocks
from workflow.models import GuardedQuerySet, Stateful

# [ours] Who was not reached in half a year is not waited for any longer.
TELL_WITHIN = timedelta(days=182)


class AskedQuerySet(GuardedQuerySet):
    """Questions about what people asked for."""

    def visible_to(self, actor: Actor) -> "AskedQuerySet":
        """Keep what was asked of the carrier, for those who carry the case, and what one wrote down oneself."""
        opens = CaseAccess.objects.opens
        carried = Q(opens(actor, at_least=Scope.CASEWORK), case__carrier=actor.organisation_id)
        return self.filter(carried | Q(opens(actor), written_by=actor.user_id))

    def owed(self) -> "AskedQuerySet":
        """Keep what is yet to be answered, and what was answered lately and is yet to be told."""
        lately = timezone.now() - TELL_WITHIN
        to_tell = Q(status__in=self.model.TO_TELL, status_since__gte=lately)
        if self.model.TO_TELL:
            to_tell &= Q(told_at=None)
        return self.filter(Q(status__in=self.model.WAITS) | to_tell)

    def overdue(self) -> "AskedQuerySet":
        """Keep what should have been answered by now."""
        return self.filter(due__lt=timezone.localdate(), status__in=self.model.WAITS)


class Asked(Stateful):
    """Something that a person asked for; a worker wrote it down, and an answer is due by a day."""

    # The states in which an answer is still due, and the name of the time for it.
    WAITS: tuple[str, ...] = ()
    # The states in which the answer is there, and `told_at` says whether the person knows it.
    TO_TELL: tuple[str, ...] = ()
    CLOCK = ""

    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due = models.DateField(null=True, blank=True)
    # The rule under which the time began, as a file of a country holds it. Nothing of a person.
    began_under = models.JSONField(default=dict, blank=True, editable=False)

    if TYPE_CHECKING:
        pk: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def carrier_id(self) -> UUID:
        """The organisation that carries the case."""
        return self.case.carrier_id

    @property
    def is_overdue(self) -> bool:
        """Tell whether an answer should have been there by now."""
        return self.due is not None and self.due < timezone.localdate() and self.status in self.WAITS

    def get_absolute_url(self) -> str:
        return f"/rights/{self.pk}/"

    def begin_clock(self) -> None:
        """An answer is due as the rules of the country say today."""
        self.due, self.began_under = clocks.begun(self.case, self.CLOCK)
