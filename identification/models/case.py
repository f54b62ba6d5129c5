"""The case: its states, and every step from one to the next."""

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
from identification import permissions, rules
from identification.enums import AWAITS_DECISION, HELPED, LANGUAGE_CODE, OPEN, CaseStatus, ClosingReason
from identification.models.access import CaseAccess
from identification.models.clocks import Clocks
from identification.models.facts import Facts
from identification.models.merging import Mergeable
from identification.models.query import CaseQuerySet
from identification.numbers import random_number
from workflow.wording import words

DECIDING: list[Any] = [
    rules.decider_did_not_screen,
    rules.decider_does_not_carry,
    rules.grounds_are_given,
    rules.right_to_appeal_is_told,
]


class Case(Facts, Mergeable, Clocks):
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
        source=[CaseStatus.PRESUMED, CaseStatus.RECOVERY],
        target=CaseStatus.IDENTIFICATION_PENDING,
        permission=permissions.by_case_manager,
        conditions=[rules.person_agrees_to_identification],
        custom=words(_("Ask for formal identification"), _("asked the authority for formal identification")),
    )
    def request_identification(self, *, authority: Organisation) -> None:
        """The authority has until the jurisdiction's deadline to decide."""
        self.authority = authority
        self.decision_due = self.begin_clock("identification_days")

    @transition(
        field=status,
        source=AWAITS_DECISION,
        target=CaseStatus.PRESUMED,
        permission=permissions.by_case_manager_or_system,
        custom=words(_("Take back the request"), _("took back the request for formal identification")),
    )
    def halt_identification(self) -> None:
        """Nothing is decided without the person's agreement; help goes on."""
        self.authority = self.decision_due = None

    @transition(
        field=status,
        source=CaseStatus.IDENTIFICATION_PENDING,
        target=CaseStatus.IDENTIFIED,
        permission=permissions.by_authority,
        conditions=DECIDING,
        custom=words(_("Identify as a victim"), _("identified the person as a victim"), tone="primary"),
    )
    def identify(self) -> None:
        """The authority decided yes; `actions` writes the decision."""
        self.decision_due = None

    @transition(
        field=status,
        source=CaseStatus.IDENTIFICATION_PENDING,
        target=CaseStatus.NOT_IDENTIFIED,
        permission=permissions.by_authority,
        conditions=DECIDING,
        custom=words(_("Decide: not identified"), _("decided that the person is not identified as a victim")),
    )
    def refuse_identification(self) -> None:
        """The authority decided no; services go on, and the person may appeal."""
        self.decision_due = None
        self.begin_clock("appeal_days")

    @transition(
        field=status,
        source=CaseStatus.NOT_IDENTIFIED,
        target=CaseStatus.APPEAL,
        permission=permissions.by_speaker_for_the_person,
        conditions=[rules.appeal_is_in_time],
        custom=words(
            _("Appeal, as the person wishes"), _("appealed against the decision, as the person wishes")
        ),
    )
    def appeal(self) -> None:
        """Other members decide within the jurisdiction's deadline; services go on meanwhile."""
        self.decision_due = self.begin_clock("identification_days")

    @transition(
        field=status,
        source=CaseStatus.APPEAL,
        target=CaseStatus.IDENTIFIED,
        permission=permissions.by_other_authority_member,
        conditions=DECIDING,
        custom=words(
            _("Grant the appeal"), _("granted the appeal: the person is identified"), tone="primary"
        ),
    )
    def grant_appeal(self) -> None:
        """Other members decided yes."""
        self.decision_due = None

    @transition(
        field=status,
        source=CaseStatus.APPEAL,
        target=CaseStatus.NOT_IDENTIFIED,
        permission=permissions.by_other_authority_member,
        conditions=DECIDING,
        custom=words(_("Dismiss the appeal"), _("dismissed the appeal")),
    )
    def dismiss_appeal(self) -> None:
        """Other members decided no."""
        self.decision_due = None

    @transition(
        field=status,
        source=HELPED,
        target=CaseStatus.FOLLOW_UP,
        permission=permissions.by_case_manager,
        conditions=[rules.nothing_is_open, rules.safety_plan_is_made],
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
        conditions=[rules.person_is_adult],
        custom=words(
            _("The person wants nothing from us"),
            _("recorded that the person declined everything"),
            tone="danger",
        ),
    )
    def decline(self) -> None:
        """Only an anonymous remainder stays: `actions.decline` destroys the keys."""

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
