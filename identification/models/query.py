"""Which cases an actor may see, and how much of them: every other room asks here."""

from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts import roles
from accounts.actors import Actor
from identification.enums import AWAITS_DECISION, HELPED, Scope
from identification.models.access import CaseAccess
from identification.rules import WARNED_BEFORE
from workflow.models import GuardedQuerySet


class CaseQuerySet(GuardedQuerySet):
    """Questions about cases."""

    def visible_to(self, actor: Actor, *, at_least: Scope = Scope.SUMMARY) -> "CaseQuerySet":
        """Keep the cases of which the actor's organisation may see this much now, if the actor's roles see cases.

        A case that the actor sees in an emergency is among them, and says until when: `emergency_until`.
        """
        opens = CaseAccess.objects.opens(actor, at_least=at_least, case="pk", emergencies=True)
        return self.filter(opens).annotate(emergency_until=CaseAccess.objects.emergency_until(actor))

    def with_decisions_for(self, actor: Actor) -> "CaseQuerySet":
        """Keep the visible cases whose grounds the actor may read: the carrier, the authority, the person's counsel."""
        party = Q(carrier=actor.organisation_id) | Q(authority=actor.organisation_id)
        seen = self.visible_to(actor, at_least=Scope.CASEWORK)
        return seen if actor.has(roles.LEGAL_COUNSEL) else seen.filter(party)

    def decided_with(self, actor: Actor) -> "CaseQuerySet":
        """Keep the cases that the actor's organisation carries or decides: the two sides of a question."""
        return self.filter(Q(carrier=actor.organisation_id) | Q(authority=actor.organisation_id))

    def awaiting_decision_of(self, authority_id: UUID | None) -> "CaseQuerySet":
        """Keep the cases that wait for the decision of an authority, the earliest deadline first, votes counted."""
        waiting = self.filter(authority=authority_id, status__in=AWAITS_DECISION)
        votes = self.model._meta.get_field("votes").related_model.objects  # which itself knows the case
        standing = votes.filter(case=OuterRef("pk"), round=OuterRef("round")).standing()
        given = standing.order_by().values("case").annotate(given=Count("pk")).values("given")
        return waiting.annotate(votes_given=Coalesce(Subquery(given), 0)).order_by("decision_due", "pk")

    def recovery_ends_soon(self) -> "CaseQuerySet":
        """Keep the cases whose time for recovery ends within a week, and of whose last day nobody was warned."""
        today = timezone.localdate()
        ending = self.filter(status__in=HELPED, recovery_until__range=(today, today + WARNED_BEFORE))
        return ending.exclude(recovery_warned=F("recovery_until"), recovery_warned__isnull=False)
