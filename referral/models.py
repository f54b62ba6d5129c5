"""The service directory, and the referral that takes a person from one organisation to another."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.enums import ServiceKind
from accounts.models import Organisation, User
from consent.bases import bases_for
from consent.enums import DataSet, purpose_of
from consent.models import Consent
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.enums import AgeBand, Language, Sex
from identification.jurisdictions import value
from identification.models import Case, CaseAccess
from identification.rules import case_is_helped
from referral import permissions, rules
from referral.enums import (
    ACTIVE,
    ANSWERED,
    OPEN,
    WAITING,
    DeclineReason,
    ReferralOutcome,
    ReferralStatus,
    Urgency,
)
from workflow.models import GuardedQuerySet, Stateful
from workflow.permissions import by_the_clock
from workflow.wording import words


class ServiceQuerySet(models.QuerySet["Service"]):
    """Questions about services."""

    def answered_by(self, actor: Actor) -> "ServiceQuerySet":
        """Keep the services of the actor's own organisation, for those who answer its referrals."""
        return (
            self.filter(organisation=actor.organisation_id)
            if actor.has(*permissions.ANSWERERS)
            else self.none()
        )


class Service(models.Model):
    """One service of one organisation: for whom, in which languages, and whether it is offered now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offered")
    kind = models.CharField(max_length=30, choices=ServiceKind)
    is_active = models.BooleanField(default=True)
    ages = ArrayField(models.CharField(max_length=10, choices=AgeBand), default=list)
    sexes = ArrayField(models.CharField(max_length=10, choices=Sex), default=list)
    # Empty: any language, with an interpreter.
    languages = ArrayField(models.CharField(max_length=20, choices=Language), default=list, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="one_service_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.organisation}"

    def fits(self, case: Case) -> bool:
        """Tell whether the service is for a person of this age, sex and language."""
        for_age = case.age_band in self.ages
        for_sex = case.sex in self.sexes or case.sex == Sex.NOT_ASKED
        for_language = not self.languages or not case.language or case.language in self.languages
        return for_age and for_sex and for_language


class ReferralQuerySet(GuardedQuerySet):
    """Questions about referrals."""

    def visible_to(self, actor: Actor) -> "ReferralQuerySet":
        """Keep what the actor's organisation sent, sees the case of as its carrier, or may read as the recipient."""
        if not actor.reads_cases:
            return self.none()
        ours = Q(sender=actor.organisation_id) | Q(case__carrier=actor.organisation_id)
        seen = ours & Q(CaseAccess.objects.opens(actor))
        return self.filter(seen | Q(pk__in=self.model.objects.readable_by_recipient(actor)))

    def readable_by_recipient(self, actor: Actor) -> "ReferralQuerySet":
        """Keep what was sent to the actor's organisation: open only while all that it copies has a basis now."""
        if not actor.reads_cases:
            return self.none()
        basis = Consent.objects.in_force().filter(
            case=OuterRef("case"), recipient=OuterRef("recipient"), purpose=OuterRef("purpose")
        )
        # The page copies what the person agreed to: as with a withdrawal, one part that has expired closes all of it.
        agreed = Q(data_sets__contained_by=ArraySubquery(basis.values("data")))
        readable = Q(status__in=ANSWERED) | (Q(status__in=[*WAITING, *ACTIVE]) & agreed)
        return self.filter(readable, recipient=actor.organisation_id)

    def resting_on(self, consents: "Iterable[Consent]") -> "ReferralQuerySet":
        """Keep the referrals that share something on one of these consents or grounds, whatever became of them."""
        resting = Q(pk__in=[])
        for one in consents:
            whom = Q(case=one.case_id, recipient=one.recipient_id, purpose=one.purpose)
            resting |= whom & Q(data_sets__contains=[one.data])
        return self.filter(resting)

    def awaiting_answer(self) -> "ReferralQuerySet":
        """Keep what was sent and not yet answered, most urgent deadline first."""
        return self.filter(status__in=WAITING).order_by("deadline_at")

    def unanswered_first(self) -> "ReferralQuerySet":
        """Put what waits for an answer first, most urgent deadline first."""
        return self.annotate(waits=Q(status__in=WAITING)).order_by("-waits", "deadline_at")

    def with_sight(self, actor: Actor) -> "ReferralQuerySet":
        """Add to each referral, as `case_is_visible`, whether the actor may see its case."""
        return self.annotate(case_is_visible=CaseAccess.objects.opens(actor))

    def open(self) -> "ReferralQuerySet":
        """Keep what is not over."""
        return self.filter(status__in=OPEN)


class Referral(Stateful):
    """A person is referred to one service; only what they agreed to is shared with it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    status = FSMField(default=ReferralStatus.NEW, choices=ReferralStatus.choices, protected=True)
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="referrals_sent")
    service = models.ForeignKey(Service, models.PROTECT, related_name="referrals")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="referrals_received")
    kind = models.CharField(max_length=30, choices=ServiceKind)
    purpose = models.CharField(max_length=20)
    data_sets = ArrayField(models.CharField(max_length=20, choices=DataSet))
    urgency = models.CharField(_("how soon"), max_length=10, choices=Urgency)
    note = SealedTextField(_("what the service needs to know"), null=True, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    outcome = models.CharField(max_length=20, choices=ReferralOutcome, blank=True)

    objects = ReferralQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("referral")
        indexes = [
            models.Index(fields=["recipient", "status", "deadline_at"], name="inbox_of_a_recipient"),
            models.Index(
                fields=["deadline_at"], condition=Q(status__in=WAITING), name="referrals_that_may_expire"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(recipient=models.F("sender")), name="nobody_refers_to_themselves"
            ),
            models.CheckConstraint(
                condition=~Q(status=ReferralStatus.DECLINED) | ~Q(decline_reason=""),
                name="a_refusal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/referrals/{self.pk}/"

    def basis_of(self, step: str) -> str:
        """The consent or ground that a step of sharing rests on."""
        if step not in ("send", "accept"):
            return ""
        return f"{self.bases[0].basis_kind}:{self.bases[0].pk}" if self.bases else ""

    @cached_property
    def bases(self) -> list[Consent]:
        """One basis for each data set shared, as the rule last found them: for the rest of the step that asked it."""
        return bases_for(self.case, self.recipient_id, self.purpose, self.data_sets)

    def bases_now(self) -> list[Consent]:
        """Return one basis for each data set shared, asked anew, and remember them for the rest of the step."""
        self.__dict__.pop("bases", None)
        return self.bases

    @classmethod
    def to(cls, service: Service, case: Case, **given: object) -> "Referral":
        """Return an unwritten referral of a case to a service, with the purpose that its kind needs."""
        return cls(
            case=case,
            sender=case.carrier,
            service=service,
            recipient=service.organisation,
            kind=service.kind,
            purpose=purpose_of(service.kind),
            **given,
        )

    @transition(
        field=status,
        source=ReferralStatus.NEW,
        target=ReferralStatus.DRAFT,
        permission=permissions.by_referrer,
        conditions=[case_is_helped, rules.recipient_is_another],
        custom=words(_("Refer to a service"), _("wrote a referral"), tone="primary"),
    )
    def draft(self) -> None:
        """The referral is written, and not yet sent."""

    @transition(
        field=status,
        source=ReferralStatus.DRAFT,
        target=None,
        permission=permissions.by_referrer,
        conditions=[case_is_helped],
        custom=words(_("Change the draft"), _("changed a draft of a referral")),
    )
    def rewrite(self, *, data_sets: list[str], urgency: str, note: str) -> None:
        """The draft says something else; the service stays."""
        self.data_sets, self.urgency, self.note = data_sets, urgency, note or None

    @transition(
        field=status,
        source=ReferralStatus.DRAFT,
        target=ReferralStatus.REVOKED,
        permission=permissions.by_sender_or_system,
        custom=words(_("Throw the draft away"), _("threw a draft of a referral away")),
    )
    def discard(self) -> None:
        """Nobody outside had seen it."""

    @transition(
        field=status,
        source=ReferralStatus.DRAFT,
        target=ReferralStatus.SENT,
        permission=permissions.by_referrer,
        conditions=[
            case_is_helped,
            rules.summary_is_shared,
            rules.consent_covers_receiver,
            rules.service_is_active_and_fits,
        ],
        custom=words(_("Send"), _("sent a referral"), tone="primary"),
    )
    def send(self, *, by: Actor) -> None:
        """The recipient sees the summary and has until the deadline to answer."""
        self.sent_by, self.sent_at = by.user, timezone.now()
        hours = value(self.case.jurisdiction, "referral_answer_hours").value
        self.deadline_at = self.sent_at + timedelta(hours=hours)

    @transition(
        field=status,
        source=ReferralStatus.SENT,
        target=ReferralStatus.RECEIVED,
        permission=permissions.by_recipient,
        conditions=[rules.consent_covers_receiver],
        custom=words(_("Note that it has arrived"), _("received a referral")),
    )
    def receive(self) -> None:
        """The recipient has seen it."""

    @transition(
        field=status,
        source=[ReferralStatus.SENT, ReferralStatus.RECEIVED],
        target=ReferralStatus.ACCEPTED,
        permission=permissions.by_recipient,
        conditions=[rules.consent_covers_receiver, rules.sender_still_carries],
        custom=words(_("Accept"), _("accepted a referral"), tone="primary"),
    )
    def accept(self) -> None:
        """The recipient helps; it sees what the person agreed to."""

    @transition(
        field=status,
        source=[ReferralStatus.SENT, ReferralStatus.RECEIVED],
        target=ReferralStatus.DECLINED,
        permission=permissions.by_recipient,
        custom=words(_("Decline"), _("declined a referral")),
    )
    def decline(self, *, decline_reason: str) -> None:
        """The recipient cannot help, for a reason."""
        self.decline_reason = decline_reason

    @transition(
        field=status,
        source=ReferralStatus.ACCEPTED,
        target=ReferralStatus.IN_PROGRESS,
        permission=permissions.by_recipient,
        conditions=[rules.consent_covers_receiver],
        custom=words(_("The help has begun"), _("began to help"), tone="primary"),
    )
    def start(self) -> None:
        """The help has begun."""

    @transition(
        field=status,
        source=[ReferralStatus.ACCEPTED, ReferralStatus.IN_PROGRESS],
        target=ReferralStatus.COMPLETED,
        permission=permissions.by_recipient,
        custom=words(_("The help is complete"), _("completed a referral")),
    )
    def complete(self, *, outcome: str) -> None:
        """The help is over; what came of it is recorded."""
        self.outcome = outcome

    @transition(
        field=status,
        source=[ReferralStatus.ACCEPTED, ReferralStatus.IN_PROGRESS],
        target=ReferralStatus.NOT_ATTENDED,
        permission=permissions.by_recipient,
        custom=words(_("The person did not come"), _("recorded that the person did not come")),
    )
    def miss(self) -> None:
        """The person did not come."""

    @transition(
        field=status,
        source=[*WAITING, *ACTIVE],
        target=ReferralStatus.REVOKED,
        permission=permissions.by_sender_or_system,
        custom=words(_("Revoke"), _("revoked a referral")),
    )
    def revoke(self) -> None:
        """The referral is taken back; the recipient's sight ends at once."""

    @transition(
        field=status,
        source=[ReferralStatus.SENT, ReferralStatus.RECEIVED],
        target=ReferralStatus.EXPIRED,
        permission=by_the_clock,
        conditions=[rules.deadline_has_passed],
        custom=words(_("Expire"), _("let a referral expire: nobody answered")),
    )
    def expire(self) -> None:
        """Nobody answered in time; the case manager and a supervisor are told."""
