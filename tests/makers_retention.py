"""Cases that were kept for long enough, wishes to be erased, and what holds them."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.actors import Actor
from identification.actions import record_identity
from identification.enums import ClosingReason
from identification.models import Case
from retention import actions
from retention.models import Erasure, LegalHold, Proposal
from tests.cast import Cast
from tests.makers import presumed_case
from tests.owner import as_owner
from workflow.gate import perform

REASON = "A long enough reason."


def closed_case(cast: Cast, *, days_ago: int = 0, **facts: Any) -> Case:
    """Return a case of Nora's that Dana closed so many days ago."""
    case = presumed_case(cast.nora, **facts)
    record_identity(case=case, by=cast.nora, full_name="Somebody", narrative="A story.")
    case = perform(case, "follow_up", safety_plan=True, by=cast.nora)
    case = perform(case, "close", closing_reason=ClosingReason.INTEGRATED, by=cast.dana)
    return aged(case, days_ago) if days_ago else case


def aged(case: Case, days: int) -> Case:
    """Return the case as if its state had begun so many days ago."""
    with as_owner(), connection.cursor() as cursor:
        since = timezone.now() - timedelta(days=days)
        cursor.execute("UPDATE identification_case SET status_since = %s WHERE id = %s", [since, case.pk])
    return Case.objects.get(pk=case.pk)


def held(case: Case, cast: Cast, *, days: int = 30, held_for: str = "court") -> LegalHold:
    """Return a hold that Nora wrote down."""
    until = timezone.localdate() + timedelta(days=days)
    new = LegalHold(case=case, held_for=held_for)
    return actions.place(hold=new, until=until, reason=REASON, by=cast.nora)


def wished(case: Case, cast: Cast, *, said: str = "", wish_of: str = "person") -> Erasure:
    """Return a wish that Nora wrote down."""
    return actions.ask_erasure(erasure=Erasure(case=case), wish_of=wish_of, said=said, by=cast.nora)


def proposed(cast: Cast) -> Proposal:
    """Return a proposal about a case of Nora's that was kept for long enough."""
    case = closed_case(cast, days_ago=3 * 365)
    return actions.propose_due(case=case, by=Actor.system("propose_retention"))


def proposal_of(case: Case) -> Proposal:
    """Return the only proposal about a case."""
    return Proposal.objects.get(case=case)
