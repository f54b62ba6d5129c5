"""What a person says is wrong, and what came of it: both versions stay."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.models import Case
from identification.permissions import by_worker_of_the_person
from identification.rules import case_is_not_merged
from rights import permissions, rules
from rights.enums import CorrectionStatus, Part
from rights.models.asked import Asked, AskedQuerySet
from workflow.permissions import by_the_clock
from workflow.wording import words

# What the person says is shown beside the record in these states.
STANDS_BESIDE = (CorrectionStatus.ASKED, CorrectionStatus.NOT_CORRECTED)


class Correction(Asked):
    """The person says that something in their file is wrong, and how it is."""

    WAITS = (CorrectionStatus.ASKED,)
    TO_TELL = (CorrectionStatus.CORRECTED, CorrectionStatus.NOT_CORRECTED)
    CLOCK = "correction_days"

    case = models.ForeignKey(Case, models.PROTECT, related_name="corrections")
    status = FSMField(default=CorrectionStatus.NEW, choices=CorrectionStatus.choices, protected=True)
    part = models.CharField(_("which part"), max_length=20, choices=Part)
    statement = SealedTextField(_("what is wrong, and how it is, as the person says"), null=True, blank=True)
    reason = SealedTextField(_("what was done, and why"), null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = AskedQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("correction")

    @transition(
        field=status,
        source=CorrectionStatus.NEW,
        target=CorrectionStatus.ASKED,
        permission=by_worker_of_the_person,
        conditions=[rules.file_can_be_read, case_is_not_merged, rules.it_is_said_what_is_wrong],
        custom=words(_("Something is wrong"), _("wrote down that the person says something is wrong")),
    )
    def ask_correction(self, *, statement: str) -> None:
        """It stands beside the record from now on, until it is put right."""
        self.statement = statement
        self.begin_clock()

    @transition(
        field=status,
        source=CorrectionStatus.ASKED,
        target=CorrectionStatus.CORRECTED,
        permission=permissions.by_carrier,
        conditions=[rules.file_can_be_read, rules.reason_is_told, rules.record_was_changed],
        custom=words(_("It is put right"), _("put right what the person said was wrong"), tone="primary"),
    )
    def correct(self, *, reason: str) -> None:
        """The room's own page changed the record; its history keeps what it said before."""
        self.reason = reason

    @transition(
        field=status,
        source=CorrectionStatus.ASKED,
        target=CorrectionStatus.NOT_CORRECTED,
        permission=permissions.by_carrier,
        conditions=[rules.file_can_be_read, rules.reason_is_told],
        custom=words(_("It stays as it is"), _("left a record as it is, beside what the person says")),
    )
    def leave(self, *, reason: str) -> None:
        """The record stays, for a reason, and what the person says stays beside it."""
        self.reason = reason

    @transition(
        field=status,
        source=[CorrectionStatus.CORRECTED, CorrectionStatus.NOT_CORRECTED],
        target=None,
        permission=by_worker_of_the_person,
        conditions=[rules.person_was_not_told],
        custom=words(
            _("The person was told"), _("told the person what came of what was wrong"), tone="primary"
        ),
    )
    def tell_correction(self) -> None:
        """The person knows what came of it, and that they may complain."""
        self.told_at = timezone.now()

    @transition(
        field=status,
        source=[CorrectionStatus.ASKED, CorrectionStatus.NOT_CORRECTED],
        target=CorrectionStatus.WITHDRAWN,
        permission=by_worker_of_the_person,
        custom=words(_("The person takes it back"), _("wrote down that nothing is wrong any more")),
    )
    def give_up_correction(self) -> None:
        """The person says so no more."""

    @transition(
        field=status,
        source=CorrectionStatus.ASKED,
        target=CorrectionStatus.ENDED,
        permission=by_the_clock,
        custom=words(_("End"), _("ended a correction, with the case")),
    )
    def end_correction(self) -> None:
        """There is no file any more."""
