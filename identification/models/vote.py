"""What a member of the authority answers to the question of a round."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models import Membership, User
from encryption.history import SealedHistory
from identification.enums import Opinion
from identification.models.case import Case
from identification.models.grounds import Grounded
from identification.models.screening import Screening
from workflow.models import GuardedQuerySet


class VoteQuerySet(GuardedQuerySet):
    """Questions about votes."""

    def with_standing(self) -> "VoteQuerySet":
        """Say of each whether it counts, as `stands`: its member sits in the authority today and took no other part."""
        theirs = Membership.objects.current().filter(user=OuterRef("voted_by"))
        sits = theirs.filter(
            organisation=OuterRef("case__authority"), roles__contains=[roles.AUTHORITY_MEMBER.code]
        )
        carries = theirs.filter(organisation=OuterRef("case__carrier"))
        screened = Screening.objects.filter(case=OuterRef("case"), screened_by=OuterRef("voted_by"))
        return self.annotate(stands=Exists(sits) & ~Exists(carries) & ~Exists(screened))

    def standing(self) -> "VoteQuerySet":
        """Keep those that count today."""
        return self.with_standing().filter(stands=True)


class Vote(Grounded):
    """One vote of one member in one round, its grounds sealed. The database takes it while the round lasts.

    What did not count when its round was decided is void for good: its member had left the authority, or joined the
    carrier. Whether it dissents is not written down: it does if the decision of its round says otherwise.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="votes")
    round = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=3, choices=Opinion)
    voted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    voted_at = models.DateTimeField(default=timezone.now)
    is_void = models.BooleanField(default=False, db_default=False)

    if TYPE_CHECKING:
        stands: bool  # said by `with_standing`
    else:
        objects = VoteQuerySet.as_manager()

    history = SealedHistory()

    class Meta:
        verbose_name = _("vote")
        constraints = [
            models.UniqueConstraint(fields=["case", "round", "voted_by"], name="one_vote_a_member_and_round")
        ]

    def __str__(self) -> str:
        return str(self.pk)
