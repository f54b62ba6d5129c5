"""A part of the file, or all of it, is kept and not used."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from consent.enums import DataSet
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.models import Case
from identification.permissions import by_worker_of_the_person
from identification.rules import case_is_not_merged
from rights import permissions, rules
from rights.enums import RestrictionStatus, WhyRestricted
from rights.models.asked import Asked, AskedQuerySet
from workflow.permissions import by_the_clock
from workflow.wording import words


class Restriction(Asked):
    """The person asked that a data set, or everything (""), is kept and not used. It counts at once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="restrictions")
    status = FSMField(default=RestrictionStatus.NEW, choices=RestrictionStatus.choices, protected=True)
    data = models.CharField(_("which part of the file"), max_length=20, choices=DataSet, blank=True)
    why = models.CharField(_("why"), max_length=20, choices=WhyRestricted)
    reason = SealedTextField(_("why it was lifted"), null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = AskedQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("restriction")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "data"],
                condition=Q(status=RestrictionStatus.IN_FORCE),
                name="one_restriction_of_a_data_set",
            ),
        ]

    @transition(
        field=status,
        source=RestrictionStatus.NEW,
        target=RestrictionStatus.IN_FORCE,
        permission=by_worker_of_the_person,
        conditions=[case_is_not_merged, rules.file_can_be_read, rules.it_is_not_restricted_yet],
        custom=words(_("Keep it, and do not use it"), _("wrote down that something is kept and not used")),
    )
    def restrict(self) -> None:
        """No recipient reads it from now on: `actions.restrict` sees to it. The bed and the duty of care go on."""

    @transition(
        field=status,
        source=RestrictionStatus.IN_FORCE,
        target=RestrictionStatus.LIFTED,
        permission=permissions.by_carrier,
        conditions=[rules.file_can_be_read, rules.reason_is_told, rules.person_was_told_before],
        custom=words(_("Use it again"), _("lifted a restriction; the person was told before"), tone="danger"),
    )
    def lift(self, *, reason: str) -> None:
        """It counts again what the person agreed to. They were told before it happened."""
        self.reason, self.told_at = reason, timezone.now()

    @transition(
        field=status,
        source=RestrictionStatus.IN_FORCE,
        target=RestrictionStatus.ENDED,
        permission=by_the_clock,
        custom=words(_("End"), _("ended a restriction, with the case")),
    )
    def end_restriction(self) -> None:
        """There is no file any more."""
