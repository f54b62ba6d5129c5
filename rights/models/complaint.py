"""A complaint, and who deals with it: nobody who is complained about."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts import roles
from accounts.actors import Actor
from accounts.models import Organisation, User
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.enums import Scope
from identification.models import Case, CaseAccess
from identification.permissions import by_worker_of_the_person
from identification.rules import case_is_not_merged
from rights import permissions, rules
from rights.enums import About, ComplaintStatus, Outcome
from rights.models.asked import Asked, AskedQuerySet
from workflow.permissions import by_the_clock
from workflow.wording import words


class ComplaintQuerySet(AskedQuerySet):
    """Questions about complaints."""

    def visible_to(self, actor: Actor) -> "ComplaintQuerySet":
        """Keep those that the actor wrote down, or oversees; never one about themselves."""
        opens = CaseAccess.objects.opens
        seen = Q(opens(actor), written_by=actor.user_id)
        if actor.has(*roles.OVERSEERS):
            seen |= Q(opens(actor, at_least=Scope.CASEWORK), case__carrier=actor.organisation_id)
        return self.filter(seen).exclude(person=actor.user_id, person__isnull=False)


class Complaint(Asked):
    """The person complains about an organisation, and perhaps about one of its people."""

    WAITS = (ComplaintStatus.MADE, ComplaintStatus.IN_HAND)
    TO_TELL = (ComplaintStatus.ANSWERED,)
    CLOCK = "complaint_days"

    case = models.ForeignKey(Case, models.PROTECT, related_name="complaints")
    status = FSMField(default=ComplaintStatus.NEW, choices=ComplaintStatus.choices, protected=True)
    about = models.CharField(_("what it is about"), max_length=20, choices=About)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    story = SealedTextField(_("what happened, as the person says"), null=True, blank=True)
    handler = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    answer = SealedTextField(_("the answer"), null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("complaint")
        constraints = [
            models.CheckConstraint(
                condition=Q(handler=None) | Q(person=None) | ~Q(handler=F("person")),
                name="nobody_deals_with_a_complaint_about_themselves",
            ),
        ]

    @transition(
        field=status,
        source=ComplaintStatus.NEW,
        target=ComplaintStatus.MADE,
        permission=by_worker_of_the_person,
        conditions=[rules.file_can_be_read, case_is_not_merged, rules.it_is_said_what_happened],
        custom=words(_("The person complains"), _("wrote down a complaint of the person")),
    )
    def make(self, *, story: str) -> None:
        """An answer is due."""
        self.story = story
        self.begin_clock()

    @transition(
        field=status,
        source=[ComplaintStatus.MADE, ComplaintStatus.IN_HAND],
        target=ComplaintStatus.IN_HAND,
        permission=permissions.by_other_overseer,
        custom=words(_("I deal with it"), _("began to deal with a complaint"), tone="primary"),
    )
    def take(self, *, by: Actor) -> None:
        """One person answers for it."""
        self.handler = by.user

    @transition(
        field=status,
        source=ComplaintStatus.IN_HAND,
        target=ComplaintStatus.ANSWERED,
        permission=permissions.by_who_deals_with_it,
        conditions=[rules.file_can_be_read, rules.reason_is_told],
        custom=words(_("Answer the complaint"), _("answered a complaint of the person"), tone="primary"),
    )
    def reply(self, *, outcome: str, reason: str) -> None:
        """It is decided; the person is told next."""
        self.outcome, self.answer = outcome, reason

    @transition(
        field=status,
        source=ComplaintStatus.ANSWERED,
        target=None,
        permission=by_worker_of_the_person,
        conditions=[rules.person_was_not_told],
        custom=words(
            _("The person was told"), _("told the person the answer to a complaint"), tone="primary"
        ),
    )
    def tell_answer(self) -> None:
        """The person knows the answer, and to whom they may go on."""
        self.told_at = timezone.now()

    @transition(
        field=status,
        source=[ComplaintStatus.MADE, ComplaintStatus.IN_HAND],
        target=ComplaintStatus.WITHDRAWN,
        permission=by_worker_of_the_person,
        custom=words(_("The person takes it back"), _("wrote down that the person takes a complaint back")),
    )
    def give_up_complaint(self) -> None:
        """The person does not want it followed."""

    @transition(
        field=status,
        source=[ComplaintStatus.MADE, ComplaintStatus.IN_HAND],
        target=ComplaintStatus.ENDED,
        permission=by_the_clock,
        custom=words(_("End"), _("ended a complaint, with the case")),
    )
    def end_complaint(self) -> None:
        """What was told is erased; nobody can deal with it."""
