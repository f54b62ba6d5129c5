"""What every record of the child track has."""

from uuid import UUID

from django.db import models

from accounts.actors import Actor
from accounts.models import User
from identification.enums import Scope
from identification.models import CaseAccess
from workflow.models import GuardedQuerySet, Stateful


class OfAChildQuerySet(GuardedQuerySet):
    """Questions about records of the child track."""

    def visible_to(self, actor: Actor) -> "OfAChildQuerySet":
        """Keep those of cases whose work the actor sees, in an emergency too: that somebody acts, and until when."""
        return self.filter(CaseAccess.objects.opens(actor, at_least=Scope.CASEWORK, emergencies=True))

    def opened_by(self, actor: Actor) -> "OfAChildQuerySet":
        """Keep those whose sealed parts the actor may read: the carrier's own."""
        return self.visible_to(actor).filter(case__carrier=actor.organisation_id)


class OfAChild(Stateful):
    """A record about a child, written by somebody."""

    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def carrier_id(self) -> UUID:
        """The organisation that carries the case."""
        return self.case.carrier_id
