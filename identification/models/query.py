"""Which cases an actor may see, and how much of them: every other room asks here."""

from django.db.models import Exists, OuterRef, Q

from accounts import roles
from accounts.actors import Actor
from identification.enums import Scope
from identification.models.access import CaseAccess
from workflow.models import GuardedQuerySet


class CaseQuerySet(GuardedQuerySet):
    """Questions about cases."""

    def visible_to(self, actor: Actor, *, at_least: Scope = Scope.SUMMARY) -> "CaseQuerySet":
        """Keep the cases of which the actor's organisation may see this much now, if the actor's roles see cases."""
        opening = CaseAccess.objects.opening_cases_to(actor, at_least=at_least).filter(case=OuterRef("pk"))
        return self.filter(Exists(opening))

    def with_decisions_for(self, actor: Actor) -> "CaseQuerySet":
        """Keep the visible cases whose grounds the actor may read: the carrier, the authority, the person's counsel."""
        party = Q(carrier=actor.organisation_id) | Q(authority=actor.organisation_id)
        seen = self.visible_to(actor, at_least=Scope.CASEWORK)
        return seen if actor.has(roles.LEGAL_COUNSEL) else seen.filter(party)
