"""What the competent authority decided."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from encryption.history import SealedHistory
from identification.deciding.grounds import Grounds
from identification.enums import CaseStatus, DecisionOutcome, Stage
from identification.models.case import Case
from identification.models.grounds import Grounded

if TYPE_CHECKING:
    from accounts.actors import Actor

OUTCOMES = {
    CaseStatus.IDENTIFIED: DecisionOutcome.IDENTIFIED,
    CaseStatus.NOT_IDENTIFIED: DecisionOutcome.NOT_IDENTIFIED,
}


class Decision(Grounded):
    """One decision, with its grounds sealed; the right to appeal was told. Where two are taken, it says which it is."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=DecisionOutcome)
    # Who decided; not known of decisions from before, whose letters name the authority of the case.
    authority = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    on_appeal = models.BooleanField(default=False)
    stage = models.CharField(max_length=20, choices=Stage, blank=True, default="", db_default="")
    # The votes of this round led to it.
    round = models.PositiveSmallIntegerField(default=0, db_default=0)
    members = models.PositiveSmallIntegerField(default=1, db_default=1)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    # When it had to be there, and until when it can be appealed against; not known of decisions from before.
    due = models.DateField(null=True, blank=True)
    appeal_until = models.DateField(null=True, blank=True)
    # When the second decision is due, after a first one that there are reasonable grounds.
    next_due = models.DateField(null=True, blank=True)
    # Whether the letter says why members did not agree, by the rules of the procedure.
    dissent_in_letter = models.BooleanField(default=False, db_default=False)

    history = SealedHistory()

    class Meta:
        verbose_name = _("decision")
        get_latest_by = "decided_at"

    def __str__(self) -> str:
        return self.outcome

    @classmethod
    def of(cls, case: Case, before: Case, *, grounds: Grounds, on_appeal: bool, by: "Actor") -> "Decision":
        """Return the decision that brought a case from where it was to where it is, not yet saved."""
        told = before.rule("dissent_in_letter")
        outcome = OUTCOMES.get(CaseStatus(case.status), DecisionOutcome.REASONABLE_GROUNDS)
        decision = cls(
            case=case,
            authority=before.authority,
            outcome=outcome,
            on_appeal=on_appeal,
            stage=before.stage,
            round=before.round,
            members=before.members_needed,
            decided_by=by.user,
            due=before.decision_due,
            appeal_until=case.last_day_to_appeal if outcome == DecisionOutcome.NOT_IDENTIFIED else None,
            next_due=case.decision_due,
            dissent_in_letter=bool(told and told.value),
        )
        decision.write(grounds)
        return decision

    @property
    def days_late(self) -> int:
        """How many days after its last day it was taken; 0 in time, or where no day is known."""
        return max(0, (timezone.localdate(self.decided_at) - self.due).days) if self.due else 0
