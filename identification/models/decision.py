"""What the competent authority decided."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.enums import CaseStatus, DecisionOutcome
from identification.models.case import Case
from workflow.models import Guarded

if TYPE_CHECKING:
    from accounts.actors import Actor


class Decision(Guarded):
    """One decision, with its grounds sealed; the right to appeal was told."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=DecisionOutcome)
    grounds = SealedTextField()
    on_appeal = models.BooleanField(default=False)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    # When it had to be there, and until when it can be appealed against; not known of decisions from before.
    due = models.DateField(null=True, blank=True)
    appeal_until = models.DateField(null=True, blank=True)

    history = SealedHistory()

    class Meta:
        verbose_name = _("decision")
        get_latest_by = "decided_at"

    def __str__(self) -> str:
        return self.outcome

    @classmethod
    def of(cls, case: Case, *, due: date | None, grounds: str, on_appeal: bool, by: "Actor") -> "Decision":
        """Return the decision that brought a case into its state, not yet saved."""
        is_yes = case.status == CaseStatus.IDENTIFIED
        return cls(
            case=case,
            outcome=DecisionOutcome.IDENTIFIED if is_yes else DecisionOutcome.NOT_IDENTIFIED,
            grounds=grounds,
            on_appeal=on_appeal,
            decided_by=by.user,
            due=due,
            appeal_until=None if is_yes else case.last_day_to_appeal,
        )

    @property
    def days_late(self) -> int:
        """How many days after its last day it was taken; 0 in time, or where no day is known."""
        return max(0, (timezone.localdate(self.decided_at) - self.due).days) if self.due else 0
