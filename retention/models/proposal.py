"""What the clock proposes to destroy; a person approves it, the job does it."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import User
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.enums import CaseStatus
from identification.jurisdictions import Value
from identification.models import Case
from identification.rules import reason_is_given
from retention import permissions, rules
from retention.enums import OPEN_PROPOSALS, ProposalStatus
from workflow.models import GuardedQuerySet, Stateful
from workflow.permissions import by_the_clock
from workflow.wording import words


class ProposalQuerySet(GuardedQuerySet):
    """Questions about proposals."""

    def visible_to(self, actor: Actor) -> "ProposalQuerySet":
        """Keep those of cases that the actor sees and their organisation carries."""
        return self.filter(case__in=Case.objects.visible_to(actor), case__carrier=actor.organisation_id)

    def open(self) -> "ProposalQuerySet":
        """Keep what is neither done nor lapsed."""
        return self.filter(status__in=OPEN_PROPOSALS)


class Proposal(Stateful):
    """A case has been kept for as long as its rule says. The rule is kept as it was when it was proposed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="retention_proposals")
    status = FSMField(default=ProposalStatus.NEW, choices=ProposalStatus.choices, protected=True)
    rule_name = models.CharField(max_length=40)
    outcome = models.CharField(_("how the case ended"), max_length=30, choices=CaseStatus)
    rule_entry = models.JSONField()
    due_on = models.DateField(_("due"))
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    put_off_until = models.DateField(_("put off until"), null=True)
    reason = SealedTextField(_("why it was put off"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("proposal to erase")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(status__in=OPEN_PROPOSALS), name="one_open_proposal_a_case"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ProposalStatus.APPROVED, ProposalStatus.EXECUTED])
                | Q(decided_by__isnull=False),
                name="a_person_approved_what_is_executed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/retention/{self.pk}/"

    def basis_of(self, step: str) -> str:
        return self.rule_name

    @property
    def rule(self) -> Value:
        """The rule by which it is due, as it was when it was proposed."""
        return Value.of(self.rule_entry)

    @property
    def is_due(self) -> bool:
        """Tell whether the case still stands where it stood, for as long as the rule says."""
        since = timezone.localdate(self.case.status_since)
        passed = since + timedelta(days=self.rule.value) <= timezone.localdate()
        return self.case.status == self.outcome and passed

    @transition(
        field=status,
        source=ProposalStatus.NEW,
        target=ProposalStatus.PROPOSED,
        permission=by_the_clock,
        conditions=[rules.something_is_left, rules.it_is_still_due],
        custom=words(_("Propose to erase"), _("proposed to erase a case that was kept for long enough")),
    )
    def propose(self) -> None:
        """It waits for a person."""

    @transition(
        field=status,
        source=ProposalStatus.PUT_OFF,
        target=ProposalStatus.PROPOSED,
        permission=by_the_clock,
        conditions=[rules.its_day_has_come, rules.it_is_still_due],
        custom=words(_("Propose again"), _("proposed again what had been put off")),
    )
    def come_back(self) -> None:
        """It waits for a person again."""

    @transition(
        field=status,
        source=ProposalStatus.PROPOSED,
        target=ProposalStatus.PUT_OFF,
        permission=permissions.by_data_protection_officer,
        conditions=[rules.something_is_left, rules.delay_ends_in_time, reason_is_given],
        custom=words(_("Put it off"), _("put off a proposal to erase")),
    )
    def put_off(self, *, until: date, reason: str, by: Actor) -> None:
        """It comes back on that day."""
        self.put_off_until, self.reason, self.decided_by = until, reason, by.user

    @transition(
        field=status,
        source=[ProposalStatus.PROPOSED, ProposalStatus.PUT_OFF],
        target=ProposalStatus.APPROVED,
        permission=permissions.by_data_protection_officer,
        conditions=[
            rules.nothing_holds_the_case,
            rules.no_answer_is_owed,
            rules.something_is_left,
            rules.it_is_still_due,
        ],
        custom=words(_("Approve: erase it"), _("approved a proposal to erase"), tone="danger"),
    )
    def agree(self, *, by: Actor) -> None:
        """The job does it, if nothing holds the case by then."""
        self.decided_by = by.user

    @transition(
        field=status,
        source=ProposalStatus.APPROVED,
        target=ProposalStatus.EXECUTED,
        permission=by_the_clock,
        conditions=[rules.nothing_holds_the_case, rules.no_answer_is_owed, rules.it_is_still_due],
        custom=words(_("Erase"), _("did what was approved: the case was erased")),
    )
    def execute(self) -> None:
        """It is done: `actions.execute` destroys the keys in the same transaction."""

    @transition(
        field=status,
        source=OPEN_PROPOSALS,
        target=ProposalStatus.LAPSED,
        permission=by_the_clock,
        conditions=[rules.it_is_no_longer_due],
        custom=words(_("Let it lapse"), _("let a proposal to erase lapse, as the case has moved on")),
    )
    def lapse(self) -> None:
        """The case was opened again, or is gone already."""
