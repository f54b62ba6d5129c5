"""What the competent authority decided."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.enums import DecisionOutcome
from identification.models.case import Case
from workflow.models import Guarded


class Decision(Guarded):
    """One decision, with its grounds sealed; the right to appeal was told."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=DecisionOutcome)
    grounds = SealedTextField()
    on_appeal = models.BooleanField(default=False)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    history = SealedHistory()

    class Meta:
        verbose_name = _("decision")
        get_latest_by = "decided_at"

    def __str__(self) -> str:
        return self.outcome
