"""A question of the competent authority to the organisation that carries the case."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import Organisation, User
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.deciding.rules import decider_did_not_screen, decider_does_not_carry
from identification.enums import InquiryStatus, Scope
from identification.inquiries import permissions, rules
from identification.models.access import CaseAccess
from identification.models.case import Case
from identification.permissions import by_case_manager
from workflow.models import GuardedQuerySet, Stateful
from workflow.permissions import by_the_clock
from workflow.wording import words

# Who works for the other side, or screened the person, neither asks nor ends a colleague's question.
APART: list[Any] = [decider_did_not_screen, decider_does_not_carry]


class InquiryQuerySet(GuardedQuerySet):
    """Questions about questions."""

    def visible_to(self, actor: Actor) -> "InquiryQuerySet":
        """Keep those of the cases that the actor's organisation carries, and those that it asked itself."""
        ours = Q(case__carrier=actor.organisation_id) | Q(authority=actor.organisation_id)
        return self.filter(ours & CaseAccess.objects.opens(actor, at_least=Scope.CASEWORK))

    def waiting(self) -> "InquiryQuerySet":
        """Keep those that wait for an answer, the earliest due first."""
        return self.filter(status=InquiryStatus.OPEN).order_by("due", "pk")

    def due_soon(self) -> "InquiryQuerySet":
        """Keep those that are due in the next days, and of which nobody was warned."""
        today = timezone.localdate()
        return self.waiting().filter(warned_at=None, due__range=(today, today + rules.WARNED_BEFORE))


class Inquiry(Stateful):
    """One question, and its answer or why there is none; both sealed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="inquiries")
    status = FSMField(default=InquiryStatus.NEW, choices=InquiryStatus.choices, protected=True)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    question = SealedTextField()
    answer = SealedTextField(null=True, blank=True)
    # Which question of the procedure it was asked for: each has its days for asking.
    round = models.PositiveSmallIntegerField(default=0, db_default=0)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due = models.DateField(_("answer due"))
    # Whether the time for a decision stood still while it was open.
    pauses = models.BooleanField(default=False)
    warned_at = models.DateTimeField(null=True, blank=True)

    objects = InquiryQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("question of the authority")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(status=InquiryStatus.OPEN), name="one_open_question_a_case"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/inquiries/{self.pk}/"

    @classmethod
    def to_carrier(cls, case: Case, by: Actor) -> "Inquiry":
        """Return a question of the authority that decides on a case, not yet asked."""
        kept = {"round": case.round, "pauses": rules.pauses_clock(case)}
        return cls(case=case, authority=case.authority, asked_by=by.user, **kept)

    @property
    def carrier_id(self) -> UUID:
        """The organisation that carries the case, and answers."""
        return self.case.carrier_id

    @property
    def is_open(self) -> bool:
        """Tell whether an answer is waited for."""
        return self.status == InquiryStatus.OPEN

    @property
    def stood_still(self) -> timedelta:
        """For how long a time for a decision stood still for it, once it is over; never past its last day."""
        over = min(timezone.localdate(self.status_since), self.due)
        return over - timezone.localdate(self.asked_at)

    @property
    def is_late(self) -> bool:
        """Tell whether it is open after its last day."""
        return self.is_open and self.due < timezone.localdate()

    @transition(
        field=status,
        source=InquiryStatus.NEW,
        target=InquiryStatus.OPEN,
        permission=permissions.by_asking_authority,
        conditions=[
            *APART,
            rules.case_awaits_decision,
            rules.nothing_else_is_asked,
            rules.days_are_left,
            rules.question_is_written,
            rules.due_day_is_allowed,
        ],
        custom=words(_("Ask the organisation that carries the case"), _("asked the carrier a question")),
    )
    def ask(self, *, question: str, due: date) -> None:
        """The carrier is asked."""
        self.question, self.due = question, due

    @transition(
        field=status,
        source=InquiryStatus.OPEN,
        target=InquiryStatus.ANSWERED,
        permission=by_case_manager,
        conditions=[rules.answer_is_written],
        custom=words(_("Answer"), _("answered the authority's question"), tone="primary"),
    )
    def reply(self, *, answer: str) -> None:
        """The carrier answered."""
        self.answer = answer

    @transition(
        field=status,
        source=InquiryStatus.OPEN,
        target=InquiryStatus.NOT_ANSWERED,
        permission=by_case_manager,
        conditions=[rules.answer_is_written],
        custom=words(_("Say why there is no answer"), _("said why there is no answer to the authority")),
    )
    def say_why_not(self, *, answer: str) -> None:
        """The carrier does not answer, and said why."""
        self.answer = answer

    @transition(
        field=status,
        source=InquiryStatus.OPEN,
        target=InquiryStatus.NOT_ANSWERED,
        permission=permissions.by_asking_authority,
        conditions=[*APART, rules.answer_is_late],
        custom=words(_("Go on without an answer"), _("went on without an answer")),
    )
    def give_up(self) -> None:
        """No answer came in time."""

    @transition(
        field=status,
        source=InquiryStatus.OPEN,
        target=InquiryStatus.WITHDRAWN,
        permission=permissions.by_asking_authority_or_system,
        conditions=APART,
        custom=words(_("Take the question back"), _("took a question back")),
    )
    def take_back(self) -> None:
        """Nobody waits for an answer any more."""

    @transition(
        field=status,
        source=InquiryStatus.OPEN,
        target=None,
        permission=by_the_clock,
        conditions=[rules.due_soon, rules.nobody_was_warned],
        custom=words(
            _("Warn that an answer is due"), _("warned that an answer to the authority is due soon")
        ),
    )
    def warn_of_due_day(self) -> None:
        """The carrier's case managers were warned, once."""
        self.warned_at = timezone.now()
