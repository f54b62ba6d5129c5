"""How a case is decided: asked for, in one round or two, by votes or by one member, appealed against, taken back."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.models import Organisation
from identification import permissions, rules
from identification.deciding import rules as deciding
from identification.enums import AWAITS_DECISION, CaseStatus, Stage
from identification.jurisdictions import value_if_any
from identification.models.clocks import Clocks
from workflow.permissions import by_the_clock
from workflow.wording import words

# The rules of a whole procedure: kept from the day it was asked for, appeals included.
PROCEDURE = (
    "decisions",
    "conclusive_days",
    "panel_members",
    "dissent_in_letter",
    "information_days",
    "information_pauses_clock",
)
DECIDING: list[Any] = [
    deciding.question_is_put_now,
    deciding.decider_did_not_screen,
    deciding.decider_does_not_carry,
    deciding.grounds_are_given,
    deciding.means_are_given,
    deciding.right_to_appeal_is_told,
    rules.no_question_is_open,
    deciding.decider_voted,
    deciding.enough_members_voted,
]
YES, NO = [*DECIDING, deciding.votes_say_yes], [*DECIDING, deciding.votes_say_no]
FIRST_YES = [deciding.two_decisions_are_taken, deciding.grounds_are_undecided, *YES]
LAST_YES = [deciding.grounds_are_decided, *YES]


class Deciding(Clocks):
    """A case that an authority decides, by the rules of the day on which it was asked."""

    stage = models.CharField(max_length=20, choices=Stage, blank=True, default="", db_default="")
    # Counts up with every question that is put to the authority: what was voted on another one no longer counts.
    round = models.PositiveSmallIntegerField(default=0, db_default=0)
    # While a question to the carrier is open: its last day, and since when the time for a decision stands still.
    question_due = models.DateField(null=True, blank=True)
    paused_on = models.DateField(null=True, blank=True)

    if TYPE_CHECKING:
        votes: Any
        votes_given: int  # counted by `awaiting_decision_of`
        authority: Any

    class Meta:
        abstract = True

    @property
    def members_needed(self) -> int:
        """How many members decide; one where the rules of the procedure say nothing."""
        rule = self.rule("panel_members")
        return rule.value if rule else 1

    @property
    def has_panel(self) -> bool:
        """Tell whether members vote before a decision is taken."""
        return self.members_needed > 1

    @property
    def due_now(self) -> date | None:
        """The last day for the decision, as it would be if the open question were answered today."""
        return self.decision_due and self.decision_due + self.stood_still

    @property
    def stood_still(self) -> timedelta:
        """For how long the time for a decision has stood still: until today, and never past the answer's last day."""
        if self.paused_on is None or self.question_due is None:
            return timedelta(0)
        return min(timezone.localdate(), self.question_due) - self.paused_on

    @property
    def stands_still(self) -> bool:
        """Tell whether the time for a decision stands still today."""
        return bool(self.paused_on and self.question_due and timezone.localdate() <= self.question_due)

    def votes_now(self) -> Any:
        """Return the votes that count on the question that is put now."""
        return self.votes.filter(round=self.round).standing()

    def begin_round(self, stage: str) -> None:
        """A question is put: nobody has voted on it."""
        self.stage, self.round = stage, self.round + 1

    def first_stage(self) -> str:
        """Return the first question of a procedure, by the rules that it began under."""
        rule = self.rule("decisions")
        return Stage.REASONABLE_GROUNDS if rule and rule.value == 2 else ""

    @transition(
        field="status",
        source=[CaseStatus.PRESUMED, CaseStatus.RECOVERY],
        target=CaseStatus.IDENTIFICATION_PENDING,
        permission=permissions.by_case_manager,
        conditions=[rules.person_agrees_to_identification],
        custom=words(_("Ask for formal identification"), _("asked the authority for formal identification")),
    )
    def request_identification(self, *, authority: Organisation) -> None:
        """The authority has until the jurisdiction's deadline to decide."""
        self.authority = authority
        self.remember([(name, value_if_any(self.jurisdiction, name)) for name in PROCEDURE])
        self.begin_round(self.first_stage())
        self.decision_due = self.begin_clock("identification_days")

    @transition(
        field="status",
        source=AWAITS_DECISION,
        target=CaseStatus.PRESUMED,
        permission=permissions.by_case_manager_or_system,
        custom=words(_("Take back the request"), _("took back the request for formal identification")),
    )
    def halt_identification(self) -> None:
        """Nothing is decided without the person's agreement, and votes count no more; help goes on."""
        self.authority = self.decision_due = self.question_due = self.paused_on = None
        self.stage = ""

    @transition(
        field="status",
        source=AWAITS_DECISION,
        target=None,
        permission=permissions.by_authority,
        conditions=[
            deciding.question_is_put_now,
            deciding.several_members_decide,
            deciding.decider_did_not_screen,
            deciding.decider_does_not_carry,
            deciding.heard_by_other_members,
            deciding.panel_has_room,
            deciding.grounds_are_given,
            deciding.means_are_given,
        ],
        custom=words(_("Vote"), _("cast a vote"), tone="primary"),
    )
    def vote(self) -> None:
        """The member's vote may be written: `deciding.actions.vote` writes it."""

    @transition(
        field="status",
        source=CaseStatus.IDENTIFICATION_PENDING,
        target=None,
        permission=permissions.by_authority,
        conditions=FIRST_YES,
        custom=words(
            _("Decide: reasonable grounds"), _("decided that there are reasonable grounds"), tone="primary"
        ),
    )
    def find_grounds(self) -> None:
        """The first of two decisions is yes; the time for the second begins."""
        self.begin_round(Stage.CONCLUSIVE_GROUNDS)
        self.decision_due = self.begin_clock("conclusive_days")

    @transition(
        field="status",
        source=CaseStatus.IDENTIFICATION_PENDING,
        target=CaseStatus.IDENTIFIED,
        permission=permissions.by_authority,
        conditions=LAST_YES,
        custom=words(_("Identify as a victim"), _("identified the person as a victim"), tone="primary"),
    )
    def identify(self) -> None:
        """The authority decided yes; `actions` writes the decision."""
        self.decision_due = None

    @transition(
        field="status",
        source=CaseStatus.IDENTIFICATION_PENDING,
        target=CaseStatus.NOT_IDENTIFIED,
        permission=permissions.by_authority,
        conditions=NO,
        custom=words(_("Decide: not identified"), _("decided that the person is not identified as a victim")),
    )
    def refuse_identification(self) -> None:
        """The authority decided no, at this stage; services go on, and the person may appeal."""
        self.decision_due = None
        self.begin_clock("appeal_days")

    @transition(
        field="status",
        source=CaseStatus.NOT_IDENTIFIED,
        target=CaseStatus.APPEAL,
        permission=permissions.by_speaker_for_the_person,
        conditions=[rules.appeal_is_in_time],
        custom=words(
            _("Appeal, as the person wishes"), _("appealed against the decision, as the person wishes")
        ),
    )
    def appeal(self) -> None:
        """Other members decide the same question within the jurisdiction's deadline; services go on meanwhile."""
        self.begin_round(self.stage)
        self.decision_due = self.begin_clock("identification_days")

    @transition(
        field="status",
        source=CaseStatus.APPEAL,
        target=CaseStatus.IDENTIFIED,
        permission=permissions.by_other_authority_member,
        conditions=LAST_YES,
        custom=words(
            _("Grant the appeal"), _("granted the appeal: the person is identified"), tone="primary"
        ),
    )
    def grant_appeal(self) -> None:
        """Other members decided yes."""
        self.decision_due = None

    @transition(
        field="status",
        source=CaseStatus.APPEAL,
        target=CaseStatus.IDENTIFICATION_PENDING,
        permission=permissions.by_other_authority_member,
        conditions=FIRST_YES,
        custom=words(
            _("Grant the appeal: reasonable grounds"),
            _("granted the appeal: there are reasonable grounds"),
            tone="primary",
        ),
    )
    def find_grounds_on_appeal(self) -> None:
        """Other members said yes to the first question; the second decision is due."""
        self.begin_round(Stage.CONCLUSIVE_GROUNDS)
        self.decision_due = self.begin_clock("conclusive_days")

    @transition(
        field="status",
        source=CaseStatus.APPEAL,
        target=CaseStatus.NOT_IDENTIFIED,
        permission=permissions.by_other_authority_member,
        conditions=NO,
        custom=words(_("Dismiss the appeal"), _("dismissed the appeal")),
    )
    def dismiss_appeal(self) -> None:
        """Other members decided no."""
        self.decision_due = None

    @transition(
        field="status",
        source=AWAITS_DECISION,
        target=None,
        permission=by_the_clock,
        conditions=[rules.no_question_is_open],
        custom=words(_("Wait for an answer"), _("noted that the authority waits for an answer")),
    )
    def wait_for_answer(self, *, due: date, pauses: bool) -> None:
        """A question to the carrier is open; where the rules say so, the time for a decision stands still."""
        self.question_due = due
        self.paused_on = timezone.localdate() if pauses else None

    @transition(
        field="status",
        source=AWAITS_DECISION,
        target=None,
        permission=by_the_clock,
        custom=words(_("Go on after a question"), _("noted that the question of the authority is over")),
    )
    def go_on(self) -> None:
        """No question is open; the deadline has moved by the days for which it stood still."""
        self.decision_due = self.due_now
        self.question_due = self.paused_on = None
