"""Which returns an actor may see."""

from django.db.models import Exists, OuterRef, Q

from accounts import roles
from accounts.actors import Actor
from consent.enums import Purpose
from consent.models import Consent
from identification.models import CaseAccess
from repatriation.enums import ENDED, UNDER_WAY
from workflow.models import GuardedQuerySet


class ReturnQuerySet(GuardedQuerySet):
    """Questions about returns."""

    def visible_to(self, actor: Actor) -> "ReturnQuerySet":
        """Keep what the carrier of the case, a legal counsel who sees it, or the return organisation may read."""
        if not actor.reads_cases:
            return self.none()
        seen = Q(CaseAccess.objects.opens(actor))
        if not actor.has(roles.LEGAL_COUNSEL):
            seen &= Q(case__carrier=actor.organisation_id)
        return self.filter(seen | Q(pk__in=self.model.objects.readable_by_organisation(actor)))

    def readable_by_organisation(self, actor: Actor) -> "ReturnQuerySet":
        """Keep what the actor's organisation prepares while there is a basis, asked at each read.

        What has begun or ended stays: a person on the way is not left alone.
        """
        basis = Consent.objects.in_force().filter(
            case=OuterRef("case"), recipient=OuterRef("organisation"), purpose=Purpose.RETURN
        )
        readable = Q(status__in=[*UNDER_WAY, *ENDED]) | Exists(basis)
        return self.filter(readable, organisation=actor.organisation_id)
