"""Cases that nobody has a reason to open, and who opened them all the same."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts import roles
from accounts.actors import Actor
from accounts.models import Organisation, User
from identification.models.case import Case
from workflow.models import Guarded, GuardedQuerySet

SHOWN_FOR = timedelta(days=30)


class Honeytoken(Guarded):
    """Marks a case as one that nobody has a reason to open. No page of a case, a list or a search shows the mark."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="honeytoken")
    planted_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.pk)


class HoneytokenAlertQuerySet(GuardedQuerySet):
    """Questions about alerts."""

    def visible_to(self, actor: Actor) -> "HoneytokenAlertQuerySet":
        """Keep the alerts of the last month, for overseers of the one who looked or of the case."""
        if not actor.has(*roles.OVERSEERS):
            return self.none()
        ours = Q(organisation=actor.organisation_id) | Q(honeytoken__case__carrier=actor.organisation_id)
        return self.filter(ours, at__gte=timezone.now() - SHOWN_FOR)


class HoneytokenAlert(Guarded):
    """Somebody opened such a case."""

    honeytoken = models.ForeignKey(Honeytoken, models.PROTECT, related_name="alerts")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = HoneytokenAlertQuerySet.as_manager()  # type: ignore[misc]

    def __str__(self) -> str:
        return str(self.at)
