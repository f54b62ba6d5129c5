"""The case: its states, and every step from one to the next."""

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
from identification import permissions, rules
from identification.enums import HELPED, LANGUAGE_CODE, OPEN, CaseStatus, ClosingReason
from identification.models.access import CaseAccess
from identification.models.deciding import Deciding
from identification.models.facts import Facts
from identification.models.merging import Mergeable
from identification.models.query import CaseQuerySet
from identification.numbers import random_number
from workflow.wording import words


class Case(Facts, Mergeable, Deciding):
    """One person's way through the system. A pseudonym is enough; names live in `Identity`, sealed."""

    number = models.CharField(max_length=9, unique=True, default=random_number, editable=False)
    status = FSMField(default=CaseStatus.NEW, choices=CaseStatus.choices, protected=True)
    jurisdiction = models.CharField(_("country"), max_length=2)
    opened_at = models.DateTimeField(default=timezone.now)
    carrier = models.ForeignKey(Organisation, models.PROTECT, related_name="carried_cases")
    authority = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="cases_to_decide"
    )
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    override_reason = SealedTextField(null=True, blank=True)
    closing_reason = models.CharField(max_length=20, choices=ClosingReason, blank=True)

    objects = CaseQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("case")
        indexes = [models.Index(fields=["status", "decision_due"], name="case_status_due")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status=CaseStatus.MERGED) | models.Q(merged_into__isnull=False),
                name="merged_case_names_the_other",
            ),
            models.CheckConstraint(
                condition=models.Q(language__regex=LANGUAGE_CODE), name="language_of_a_case_is_a_code"
            ),
            models.CheckConstraint(
                condition=models.Q(paused_on=None) | models.Q(question_due__isnull=False),
                name="a_clock_stands_still_for_a_question_alone",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return f"/cases/{self.number}/"

    @property
    def case_id(self) -> UUID:
        """The id under which the gate locks and the seals are bound: a case is its own case."""
        return self.pk

    def is_visible_to(self, actor: Actor) -> bool:
        """Tell whether the actor may see this case now, and work on it: a look in an emergency does not count."""
        return CaseAccess.objects.opening_cases_to(actor).filter(case=self.pk).exists()

    @classmethod
    def only_shown_to(cls, actor: Actor) -> Q:
        """Return the condition that the actor sees a case by an emergency and in no other way."""
        return CaseAccess.objects.only_shown_to(actor)

    @transition(
        field=status,
        source=CaseStatus.NEW,
        target=CaseStatus.SCREENING,
        permission=permissions.by_opener,
        conditions=[rules.safety_questions_are_answered],
        custom=words(_("Open a case"), _("opened the case"), tone="primary"),
    )
    def open(self) -> None:
        """The case exists and waits for a screening."""

    @transition(
        field=status,
        source=[CaseStatus.SCREENING, *HELPED],
        target=None,
        permission=permissions.by_screener,
        custom=words(_("Record who the person is"), _("recorded who the person is")),
    )
    def record_identity(self) -> None:
        """The identity may be written: `actions.record_identity` writes it."""

    @transition(
        field=status,
        source=CaseStatus.SCREENING,
        target=CaseStatus.PRESUMED,
        permission=permissions.by_screener,
        conditions=[rules.screening_points_to_presumed],
        custom=words(
            _("Treat as a presumed victim"), _("treated the person as a presumed victim"), tone="primary"
        ),
    )
    def presume(self) -> None:
        """The person is a presumed victim, with all the help that goes with it."""

    @transition(
        field=status,
        source=[CaseStatus.SCREENING, CaseStatus.NOT_INDICATED],
        target=CaseStatus.PRESUMED,
        permission=permissions.by_screener,
        conditions=[rules.reason_is_given],
        custom=words(
            _("Treat as presumed, for another reason"), _("treated the person as presumed, with a reason")
        ),
    )
    def override_upward(self, *, reason: str) -> None:
        """The person is presumed though no screening says so; the reason is sealed."""
        self.override_reason = reason

    @transition(
        field=status,
        source=CaseStatus.SCREENING,
        target=None,
        permission=permissions.by_case_manager,
        conditions=[
            rules.person_is_adult,
            rules.every_element_is_asked,
            rules.no_screening_points_to_presumed,
        ],
        custom=words(
            _("Ask to record: no indication"), _("asked a supervisor to record that nothing is indicated")
        ),
    )
    def ask_not_indicated(self, *, by: Actor) -> None:
        """A supervisor is asked to agree."""
        self.asked_by = by.user

    @transition(
        field=status,
        source=CaseStatus.SCREENING,
        target=CaseStatus.NOT_INDICATED,
        permission=permissions.by_other_supervisor,
        conditions=[
            rules.not_indicated_is_asked_for,
            rules.person_is_adult,
            rules.every_element_is_asked,
            rules.no_screening_points_to_presumed,
        ],
        custom=words(_("Agree: no indication"), _("agreed that nothing is indicated")),
    )
    def agree_not_indicated(self) -> None:
        """Two people agree that nothing points to trafficking; anyone may still override upward."""
        self.asked_by = None

    @transition(
        field=status,
        source=HELPED,
        target=CaseStatus.FOLLOW_UP,
        permission=permissions.by_case_manager,
        conditions=[rules.nothing_is_open, rules.no_question_is_open, rules.safety_plan_is_made],
        custom=words(_("Move to follow-up"), _("moved the case to follow-up")),
    )
    def follow_up(self, *, by: Actor) -> None:
        """Nothing is open; a supervisor may close the case."""
        self.asked_by = by.user

    @transition(
        field=status,
        source=CaseStatus.FOLLOW_UP,
        target=CaseStatus.CLOSED,
        permission=permissions.by_other_supervisor,
        conditions=[rules.nothing_is_open],
        custom=words(_("Close the case"), _("closed the case")),
    )
    def close(self, *, closing_reason: str) -> None:
        """The case is closed for a reason, by somebody other than who asked."""
        self.closing_reason, self.asked_by = closing_reason, None

    @transition(
        field=status,
        source=CaseStatus.CLOSED,
        target=CaseStatus.PRESUMED,
        permission=permissions.by_case_manager,
        conditions=[rules.person_agrees_anew],
        custom=words(_("Open again"), _("opened the case again")),
    )
    def reopen(self) -> None:
        """The person came back and agreed anew."""
        self.closing_reason = ""

    @transition(
        field=status,
        source=[*OPEN, CaseStatus.NOT_INDICATED, CaseStatus.CLOSED, CaseStatus.MERGED],
        target=CaseStatus.DECLINED_BY_PERSON,
        permission=permissions.by_screener,
        conditions=[rules.person_is_adult, rules.person_can_decide_now],
        custom=words(
            _("The person wants nothing from us"),
            _("recorded that the person declined everything"),
            tone="danger",
        ),
    )
    def decline(self) -> None:
        """Only an anonymous remainder stays: `actions.decline` destroys the keys. No answer is due any more."""
        self.question_due = self.paused_on = None

    @transition(
        field=status,
        source=[one for one in CaseStatus if one not in (CaseStatus.NEW, CaseStatus.ERASED)],
        target=CaseStatus.ERASED,
        permission=permissions.by_eraser,
        conditions=[rules.nothing_holds_it],
        custom=words(_("Erase the case"), _("kept nothing but an anonymous remainder"), tone="danger"),
    )
    def forget(self) -> None:
        """Only an anonymous remainder stays: `actions.forget` destroys the keys. No answer is due any more."""
        self.question_due = self.paused_on = None

    @transition(
        field=status,
        source=[CaseStatus.SCREENING, *HELPED],
        target=None,
        permission=permissions.by_new_carrier,
        conditions=[rules.person_agrees_to_carrier],
        custom=words(_("Carry the case"), _("took over the case")),
    )
    def hand_over(self, *, carrier: Organisation) -> None:
        """Another organisation carries the case: done by accepting a referral for case management."""
        self.carrier = carrier
