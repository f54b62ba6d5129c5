"""A voluntary return: the person's wish, the risk, the way, and the time after it."""

from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import Organisation, User
from children.enums import About
from children.rules import best_interests_are_noted, somebody_acts_for_the_child
from consent.enums import ConsentStatus, Purpose
from consent.models import Consent
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.jurisdictions import days
from identification.models import Case
from identification.rules import case_is_helped
from referral.models import Referral
from repatriation import permissions, rules
from repatriation.enums import (
    BEFORE_TRANSIT,
    FailureReason,
    ReturnStatus,
    RiskLevel,
)
from repatriation.models.constraints import ALWAYS_TRUE
from repatriation.models.query import ReturnQuerySet
from workflow.models import Stateful
from workflow.wording import words


class Return(Stateful):
    """One voluntary return of one person to one country."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="returns")
    status = FSMField(default=ReturnStatus.NEW, choices=ReturnStatus.choices, protected=True)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="returns")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="returns_prepared")
    destination_country = models.CharField(_("country of destination"), max_length=2)
    receiving_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="returns_received"
    )
    wish = SealedTextField(_("the person's wish"), null=True, blank=True)
    risk = models.CharField(_("risk"), max_length=10, choices=RiskLevel, blank=True)
    risk_assessed_at = models.DateTimeField(null=True, blank=True)
    risk_assessed_by_manager = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    risk_assessed_by_counsel = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asylum_claim = models.BooleanField(default=False)
    proceeding_pending = models.BooleanField(default=False)
    leave_of_court = models.BooleanField(default=False)
    cleared_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    travel_on = models.DateField(_("day of travel"), null=True, blank=True)
    sending_signed = models.BooleanField(default=False)
    receiving_signed = models.BooleanField(default=False)
    monitoring_until = models.DateField(null=True, blank=True)
    no_contact_wished = models.BooleanField(default=False)
    failure_reason = models.CharField(max_length=20, choices=FailureReason, blank=True)

    objects = ReturnQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("voluntary return")
        indexes = [
            models.Index(fields=["organisation", "status"], name="returns_of_an_organisation"),
        ]
        constraints = ALWAYS_TRUE

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/returns/{self.pk}/"

    @classmethod
    def on(cls, referral: Referral, **given: object) -> "Return":
        """Return an unwritten return that answers a referral."""
        return cls(case=referral.case, referral=referral, organisation=referral.recipient, **given)

    def agreement_with(self, organisation_id: UUID | None) -> UUID | None:
        """Return the id of the person's own consent to return that names this organisation, or None."""
        given = Consent.objects.in_force().filter(status=ConsentStatus.GIVEN, purpose=Purpose.RETURN)
        naming = given.filter(case=self.case_id, recipient=organisation_id)
        return naming.order_by("-given_at").values_list("pk", flat=True).first()

    def basis_of(self, step: str) -> str:
        """Return the consent that the step rests on: the receiver's where something is told to the receiver."""
        told = step == "confirm_receiving"
        agreement = self.agreement_with(self.receiving_organisation_id if told else self.organisation_id)
        return f"consent:{agreement}" if agreement else ""

    @transition(
        field=status,
        source=ReturnStatus.NEW,
        target=ReturnStatus.EXPLORED,
        permission=permissions.by_officer_or_manager,
        conditions=[case_is_helped, rules.referral_is_for_return, rules.person_agrees_to_preparing],
        custom=words(_("Explore a return"), _("began to explore a return"), tone="primary"),
    )
    def explore(self) -> None:
        """The person and the organisation talk about a return; nothing is promised, nobody else is told."""

    @transition(
        field=status,
        source=ReturnStatus.EXPLORED,
        target=ReturnStatus.CONSENTED,
        permission=permissions.by_officer_or_manager,
        conditions=[rules.person_agrees_to_preparing, rules.wish_is_written],
        custom=words(_("The person wishes to return"), _("wrote down the wish to return"), tone="primary"),
    )
    def consent(self, *, wish: str) -> None:
        """The person wishes it, in their own words."""
        self.wish = wish

    @transition(
        field=status,
        source=[
            ReturnStatus.EXPLORED,
            ReturnStatus.CONSENTED,
            ReturnStatus.RISK_ASSESSED,
            ReturnStatus.CLEARED,
            ReturnStatus.DOCUMENTS,
        ],
        target=None,
        permission=permissions.by_officer_or_manager,
        conditions=[rules.receiver_is_in_the_destination],
        custom=words(_("Name who would receive the person"), _("named who would receive the person")),
    )
    def name_receiver(self, *, receiving_organisation: Organisation) -> None:
        """It is written down who would receive; that organisation is not told."""
        self.receiving_organisation = receiving_organisation

    @transition(
        field=status,
        source=[ReturnStatus.CONSENTED, ReturnStatus.RISK_ASSESSED],
        target=None,
        permission=permissions.by_case_manager,
        custom=words(_("Assess the risk"), _("assessed the risk of a return"), tone="primary"),
    )
    def assess_risk(self, *, risk: str, by: Actor) -> None:
        """The case manager's part stands; a legal counsel must join it, or talk and have it made anew."""
        self._assess(risk, by)

    @transition(
        field=status,
        source=[ReturnStatus.CONSENTED, ReturnStatus.RISK_ASSESSED],
        target=ReturnStatus.RISK_ASSESSED,
        permission=permissions.by_counsel_of_the_person,
        conditions=[rules.manager_has_assessed, rules.counsel_is_another],
        custom=words(
            _("Join the risk assessment"), _("joined the risk assessment of a return"), tone="primary"
        ),
    )
    def join_assessment(
        self, *, asylum_claim: bool, proceeding_pending: bool, leave_of_court: bool, by: Actor
    ) -> None:
        """Case manager and counsel stand for the risk together."""
        self.asylum_claim, self.risk_assessed_by_counsel = asylum_claim, by.user
        self.proceeding_pending, self.leave_of_court = proceeding_pending, leave_of_court

    @transition(
        field=status,
        source=ReturnStatus.RISK_ASSESSED,
        target=ReturnStatus.NOT_SAFE,
        permission=permissions.by_other_supervisor,
        conditions=[rules.assessment_is_joint],
        custom=words(_("Declare: not safe"), _("declared that a return is not safe"), tone="danger"),
    )
    def declare_not_safe(self) -> None:
        """The person stays and is protected here."""

    @transition(
        field=status,
        source=ReturnStatus.RISK_ASSESSED,
        target=ReturnStatus.CLEARED,
        permission=permissions.by_other_supervisor,
        conditions=[
            rules.assessment_is_joint,
            rules.assessment_is_fresh,
            rules.risk_is_not_high,
            rules.asylum_is_not_claimed,
            rules.court_lets_travel,
            best_interests_are_noted(About.RETURN),
            somebody_acts_for_the_child,
        ],
        custom=words(_("Clear the return"), _("cleared a return"), tone="primary"),
    )
    def clear(self, *, by: Actor) -> None:
        """A third person agrees that the return may be prepared."""
        self.cleared_by = by.user

    @transition(
        field=status,
        source=[ReturnStatus.NOT_SAFE, ReturnStatus.FAILED],
        target=ReturnStatus.RISK_ASSESSED,
        permission=permissions.by_case_manager,
        conditions=[case_is_helped],
        custom=words(_("Assess the risk anew"), _("assessed the risk of a return anew")),
    )
    def reassess(self, *, risk: str, by: Actor) -> None:
        """A fresh assessment has begun: a counsel must join it, and a supervisor decide, as the first time."""
        self._assess(risk, by)
        self.travel_on, self.failure_reason = None, ""

    @transition(
        field=status,
        source=ReturnStatus.CLEARED,
        target=ReturnStatus.DOCUMENTS,
        permission=permissions.by_return_officer,
        conditions=[rules.person_agrees_to_preparing],
        custom=words(
            _("Prepare the travel documents"), _("began to prepare travel documents"), tone="primary"
        ),
    )
    def start_documents(self) -> None:
        """The papers for the journey are being prepared."""

    @transition(
        field=status,
        source=ReturnStatus.DOCUMENTS,
        target=ReturnStatus.RECEIVING_CONFIRMED,
        permission=permissions.by_return_officer,
        conditions=[
            rules.person_agrees_to_preparing,
            rules.receiver_is_named,
            rules.person_agrees_to_receiver,
            best_interests_are_noted(About.RETURN),
            somebody_acts_for_the_child,
        ],
        custom=words(
            _("The receiving side confirms"), _("had the receiving side confirm a return"), tone="primary"
        ),
    )
    def confirm_receiving(self) -> None:
        """The receiving organisation knows and is ready."""

    @transition(
        field=status,
        source=ReturnStatus.RECEIVING_CONFIRMED,
        target=ReturnStatus.SCHEDULED,
        permission=permissions.by_return_officer,
        conditions=[
            rules.person_agrees_to_preparing,
            rules.person_agrees_to_receiver,
            best_interests_are_noted(About.RETURN),
            somebody_acts_for_the_child,
        ],
        custom=words(_("Set the day of travel"), _("set the day of travel"), tone="primary"),
    )
    def schedule(self, *, travel_on: date) -> None:
        """The day of travel is set."""
        self.travel_on = travel_on

    @transition(
        field=status,
        source=ReturnStatus.SCHEDULED,
        target=ReturnStatus.IN_TRANSIT,
        permission=permissions.by_return_officer,
        conditions=[
            rules.person_agrees_to_preparing,
            rules.person_agrees_to_receiver,
            best_interests_are_noted(About.RETURN),
            somebody_acts_for_the_child,
        ],
        custom=words(_("The journey has begun"), _("recorded that the journey has begun"), tone="primary"),
    )
    def depart(self) -> None:
        """The person is on the way."""

    @transition(
        field=status,
        source=ReturnStatus.IN_TRANSIT,
        target=ReturnStatus.HANDED_OVER,
        permission=permissions.by_return_officer,
        conditions=[rules.both_sides_sign],
        custom=words(_("Hand over"), _("handed the person's care over"), tone="primary"),
    )
    def hand_over(self, *, sending_signed: bool, receiving_signed: bool) -> None:
        """Both sides signed that the person arrived and is received."""
        self.sending_signed, self.receiving_signed = sending_signed, receiving_signed

    @transition(
        field=status,
        source=ReturnStatus.HANDED_OVER,
        target=ReturnStatus.MONITORING,
        permission=permissions.by_return_officer_or_system,
        custom=words(_("Begin the follow-up"), _("began the follow-up after a return"), tone="primary"),
    )
    def monitor(self) -> None:
        """The organisation stays in touch for as long as the jurisdiction says."""
        length = timedelta(days=days(self.case.jurisdiction, "monitoring_days"))
        self.monitoring_until = timezone.localdate() + length

    @transition(
        field=status,
        source=ReturnStatus.MONITORING,
        target=ReturnStatus.COMPLETED,
        permission=permissions.by_return_officer_or_system,
        conditions=[rules.monitoring_may_end],
        custom=words(_("Complete the return"), _("completed a return")),
    )
    def complete(self, *, no_contact_wished: bool) -> None:
        """The follow-up is over, or the person wishes no more contact."""
        self.no_contact_wished = no_contact_wished

    @transition(
        field=status,
        source=BEFORE_TRANSIT,
        target=ReturnStatus.WITHDRAWN,
        permission=permissions.by_any_worker_or_system,
        custom=words(_("The person changed their mind"), _("ended a return: the person changed their mind")),
    )
    def withdraw(self) -> None:
        """The person does not wish to return. Never refused."""

    @transition(
        field=status,
        source=[
            ReturnStatus.DOCUMENTS,
            ReturnStatus.RECEIVING_CONFIRMED,
            ReturnStatus.SCHEDULED,
            ReturnStatus.IN_TRANSIT,
        ],
        target=ReturnStatus.FAILED,
        permission=permissions.by_return_officer_or_system,
        custom=words(_("It did not work"), _("recorded that a return failed")),
    )
    def fail(self, *, failure_reason: str) -> None:
        """The return did not work; before any other attempt the risk is assessed anew."""
        self.failure_reason = failure_reason

    def _assess(self, risk: str, by: Actor) -> None:
        self.risk, self.risk_assessed_at = risk, timezone.now()
        self.risk_assessed_by_manager, self.risk_assessed_by_counsel = by.user, None
        self.cleared_by = None
