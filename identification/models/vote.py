"""What a member of the authority answers to the question of a round."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from encryption.history import SealedHistory
from identification.enums import Opinion
from identification.models.case import Case
from identification.models.grounds import Grounded


class Vote(Grounded):
    """One vote of one member in one round, its grounds sealed. The database takes it while the round lasts.

    Whether it dissents is not written down: it does if the decision of its round says otherwise.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="votes")
    round = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=3, choices=Opinion)
    voted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    voted_at = models.DateTimeField(default=timezone.now)

    history = SealedHistory()

    class Meta:
        verbose_name = _("vote")
        constraints = [
            models.UniqueConstraint(fields=["case", "round", "voted_by"], name="one_vote_a_member_and_round")
        ]

    def __str__(self) -> str:
        return str(self.pk)
