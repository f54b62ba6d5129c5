"""A copy of one's file: asked for, prepared, agreed to by a second person, and fetched once."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import User
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.models import Case
from identification.permissions import by_worker_of_the_person
from identification.rules import case_is_not_merged
from rights import permissions, rules
from rights.enums import OPEN_COPIES, CopyStatus
from rights.models.asked import Asked, AskedQuerySet
from workflow.permissions import by_the_clock
from workflow.wording import words

READY_FOR = timedelta(minutes=15)


class CopyRequest(Asked):
    """The person asked for a copy. No copy is stored: it is made when it is fetched, once."""

    WAITS = tuple(OPEN_COPIES)
    CLOCK = "copy_days"

    case = models.ForeignKey(Case, models.PROTECT, related_name="copies")
    status = FSMField(default=CopyStatus.NEW, choices=CopyStatus.choices, protected=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # What the file held when it was prepared, as a digest: sealed, as it would confirm a guess at the file.
    digest = SealedTextField(null=True, blank=True)
    # By the code of a part, the ground on which the second person left it out.
    withheld = models.JSONField(default=dict, blank=True)
    ready_for = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ready_until = models.DateTimeField(null=True, blank=True)
    password = SealedTextField(null=True, blank=True)

    objects = AskedQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory(excluded_fields=["password"])

    class Meta:
        verbose_name = _("copy of the file")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(status__in=OPEN_COPIES), name="one_copy_under_way"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="a_copy_is_reviewed_by_another",
            ),
        ]

    @transition(
        field=status,
        source=CopyStatus.NEW,
        target=CopyStatus.ASKED,
        permission=by_worker_of_the_person,
        conditions=[rules.file_can_be_read, case_is_not_merged, rules.no_copy_is_under_way],
        custom=words(
            _("The person wants a copy"), _("wrote down that the person wants a copy of their file")
        ),
    )
    def ask_copy(self) -> None:
        """A copy is due."""
        self.begin_clock()

    @transition(
        field=status,
        source=CopyStatus.ASKED,
        target=CopyStatus.PREPARED,
        permission=permissions.by_carrier_not_complained_about,
        conditions=[rules.file_can_be_read],
        custom=words(_("Prepare the copy"), _("prepared a copy of the file"), tone="primary"),
    )
    def prepare(self, *, digest: str, by: Actor) -> None:
        """Somebody gathered the file; nobody has it until a second person has read it."""
        self.prepared_by, self.digest, self.withheld = by.user, digest, {}

    @transition(
        field=status,
        source=[CopyStatus.PREPARED, CopyStatus.APPROVED, CopyStatus.READY],
        target=CopyStatus.ASKED,
        permission=permissions.by_carrier,
        custom=words(_("Prepare it anew"), _("sent a copy of the file back to be prepared anew")),
    )
    def send_back(self) -> None:
        """It is to be prepared anew, such as when the file has changed; whoever agreed has agreed to another file."""
        self.approved_by = self.ready_for = self.ready_until = self.password = None

    @transition(
        field=status,
        source=CopyStatus.PREPARED,
        target=CopyStatus.APPROVED,
        permission=permissions.by_second_person,
        conditions=[rules.file_can_be_read, rules.file_is_as_prepared, rules.what_is_left_out_has_a_ground],
        custom=words(_("Agree to the copy"), _("agreed to a copy of the file"), tone="primary"),
    )
    def approve(self, *, left_out: list[str], ground: str, by: Actor) -> None:
        """A second person has read it, and left these parts out on this ground."""
        self.approved_by, self.withheld = by.user, dict.fromkeys(left_out, ground)

    @transition(
        field=status,
        source=[CopyStatus.APPROVED, CopyStatus.READY],
        target=CopyStatus.READY,
        permission=permissions.by_carrier_not_complained_about,
        conditions=[rules.file_can_be_read, rules.file_is_as_prepared],
        custom=words(
            _("Make it ready"), _("made a copy of the file ready to be handed over"), tone="primary"
        ),
    )
    def make_ready(self, *, password: str, by: Actor) -> None:
        """For fifteen minutes the one who asked may fetch it, once; the password is told by another way."""
        self.password, self.ready_for = password, by.user
        self.ready_until = timezone.now() + READY_FOR

    @transition(
        field=status,
        source=CopyStatus.READY,
        target=CopyStatus.DELIVERED,
        permission=permissions.by_who_made_it_ready,
        conditions=[rules.file_can_be_read, rules.it_is_still_ready, rules.file_is_as_prepared],
        custom=words(_("Fetch the copy"), _("fetched the copy of the file, to hand it over"), tone="primary"),
    )
    def deliver(self) -> None:
        """It was fetched: nobody fetches it again."""

    @transition(
        field=status,
        source=CopyStatus.READY,
        target=CopyStatus.APPROVED,
        permission=by_the_clock,
        conditions=[rules.its_minutes_are_over],
        custom=words(_("Let it lapse"), _("let a copy that nobody fetched lapse")),
    )
    def lapse_copy(self) -> None:
        """Nobody fetched it in time; it can be made ready again, with another password."""
        self.ready_for = self.ready_until = self.password = None

    @transition(
        field=status,
        source=CopyStatus.DELIVERED,
        target=None,
        permission=by_the_clock,
        conditions=[rules.a_password_is_kept, rules.a_day_has_passed],
        custom=words(_("Forget the password"), _("forgot the password of a copy that was handed over")),
    )
    def forget_password(self) -> None:
        """After a day nobody can look the password up."""
        self.password = None

    @transition(
        field=status,
        source=OPEN_COPIES,
        target=CopyStatus.WITHDRAWN,
        permission=by_worker_of_the_person,
        custom=words(
            _("The person no longer wants it"), _("wrote down that the person wants no copy any more")
        ),
    )
    def give_up_copy(self) -> None:
        """The person does not want it any more."""
        self.password = None

    @transition(
        field=status,
        source=OPEN_COPIES,
        target=CopyStatus.ENDED,
        permission=by_the_clock,
        custom=words(_("End"), _("ended a wish for a copy, with the case")),
    )
    def end_copy(self) -> None:
        """There is no file any more."""
