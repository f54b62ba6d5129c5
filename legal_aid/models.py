"""Legal matters and their deadlines."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import Organisation, User
from consent.enums import ConsentStatus, Purpose
from consent.models import Consent
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.models import Case, CaseAccess
from identification.rules import case_is_helped
from legal_aid import permissions, rules
from legal_aid.enums import OPEN, WITH_LAWYER, DeadlineKind, MatterKind, MatterOutcome, MatterStatus
from referral.enums import ReferralStatus
from referral.models import Referral
from workflow.models import Guarded, GuardedQuerySet, Stateful
from workflow.wording import words


class MatterQuerySet(GuardedQuerySet):
    """Questions about legal matters."""

    def visible_to(self, actor: Actor) -> "MatterQuerySet":
        """Keep what the carrier of the case sees, or the legal organisation may read."""
        if not actor.reads_cases:
            return self.none()
        carried = Q(CaseAccess.objects.opens(actor), case__carrier=actor.organisation_id)
        return self.filter(carried | Q(pk__in=self.model.objects.readable_by_organisation(actor)))

    def open_and_resting_on(self, consents: "Iterable[Consent]") -> "MatterQuerySet":
        """Keep the matters that go on, and go on because of one of these."""
        return self.filter(referral__in=Referral.objects.resting_on(consents), status__in=OPEN)

    def readable_by_organisation(self, actor: Actor) -> "MatterQuerySet":
        """Keep the matters of the actor's organisation: open only while there is a basis, asked at each read."""
        basis = Consent.objects.in_force().filter(
            case=OuterRef("case"), recipient=OuterRef("organisation"), purpose=OuterRef("referral__purpose")
        )
        # Once the referral was revoked, only a basis given since then opens the matter again.
        anew = basis.filter(given_at__gt=OuterRef("referral__status_since"))
        revoked = Q(referral__status=ReferralStatus.REVOKED)
        readable = Q(status=MatterStatus.CLOSED) | Exists(anew) | (Exists(basis) & ~revoked)
        return self.filter(readable, organisation=actor.organisation_id)


class Matter(Stateful):
    """One legal matter of one person, in the hands of one organisation."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="matters")
    status = FSMField(default=MatterStatus.NEW, choices=MatterStatus.choices, protected=True)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="matters")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="matters")
    kind = models.CharField(_("what it is about"), max_length=30, choices=MatterKind)
    lawyer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    notes = SealedTextField(_("notes"), null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=MatterOutcome, blank=True)

    objects = MatterQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("legal matter")
        indexes = [
            models.Index(fields=["organisation", "status"], name="matters_of_an_organisation"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=WITH_LAWYER) | Q(lawyer__isnull=False),
                name="a_matter_that_goes_on_has_a_lawyer",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[MatterStatus.DECIDED, MatterStatus.CLOSED]) | ~Q(outcome=""),
                name="a_decided_matter_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/matters/{self.pk}/"

    @classmethod
    def on(cls, referral: Referral, **given: object) -> "Matter":
        """Return an unwritten matter that answers a referral."""
        return cls(case=referral.case, referral=referral, organisation=referral.recipient, **given)

    def agreement_to_police(self) -> UUID | None:
        """Return the id of the person's own consent to this organisation speaking with the police, or None."""
        given = Consent.objects.in_force().filter(status=ConsentStatus.GIVEN, purpose=Purpose.POLICE)
        naming = given.filter(case=self.case_id, recipient=self.organisation_id)
        return naming.order_by("-given_at").values_list("pk", flat=True).first()

    def basis_of(self, step: str) -> str:
        """Return the consent to police contact where that is the step, else nothing: the referral names the basis."""
        return f"consent:{self.agreement_to_police()}" if step == "note_police_contact" else ""

    @transition(
        field=status,
        source=MatterStatus.NEW,
        target=MatterStatus.OPENED,
        permission=permissions.by_counsel,
        conditions=[case_is_helped, rules.referral_is_for_legal_help, rules.basis_is_current],
        custom=words(_("Open a legal matter"), _("opened a legal matter"), tone="primary"),
    )
    def open(self) -> None:
        """The matter is opened and waits for a lawyer."""

    @transition(
        field=status,
        source=MatterStatus.OPENED,
        target=MatterStatus.ASSIGNED,
        permission=permissions.by_counsel,
        conditions=[rules.basis_is_current, rules.lawyer_is_counsel_here],
        custom=words(_("Name the lawyer"), _("named the lawyer of a legal matter"), tone="primary"),
    )
    def assign(self, *, lawyer: User) -> None:
        """A lawyer answers for the matter."""
        self.lawyer = lawyer

    @transition(
        field=status,
        source=MatterStatus.ASSIGNED,
        target=MatterStatus.ACTIVE,
        permission=permissions.by_counsel,
        conditions=[rules.basis_is_current],
        custom=words(_("The work has begun"), _("began to work on a legal matter"), tone="primary"),
    )
    def start(self) -> None:
        """The lawyer works on it."""

    @transition(
        field=status,
        source=MatterStatus.ACTIVE,
        target=MatterStatus.DECIDED,
        permission=permissions.by_counsel,
        custom=words(_("Record the decision"), _("recorded the decision in a legal matter"), tone="primary"),
    )
    def decide(self, *, outcome: str) -> None:
        """It was decided by the court, the authority or the parties."""
        self.outcome = outcome

    @transition(
        field=status,
        source=MatterStatus.DECIDED,
        target=MatterStatus.CLOSED,
        permission=permissions.by_counsel,
        custom=words(_("Close the matter"), _("closed a legal matter")),
    )
    def close(self) -> None:
        """Nothing more is to be done."""

    @transition(
        field=status,
        source=OPEN,
        target=MatterStatus.HALTED,
        permission=permissions.by_counsel_or_system,
        custom=words(_("Halt the matter"), _("halted a legal matter")),
    )
    def halt(self) -> None:
        """Nothing is done in this matter until there is a current basis again."""

    @transition(
        field=status,
        source=MatterStatus.HALTED,
        target=MatterStatus.ACTIVE,
        permission=permissions.by_counsel,
        conditions=[case_is_helped, rules.basis_is_current, rules.lawyer_is_counsel_here],
        custom=words(_("Go on with the matter"), _("went on with a legal matter"), tone="primary"),
    )
    def resume(self, *, lawyer: User) -> None:
        """The person agrees again; a lawyer is named anew, for it may have been halted without one."""
        self.lawyer = lawyer

    @transition(
        field=status,
        source=OPEN,
        target=None,
        permission=permissions.by_counsel,
        conditions=[rules.person_agrees_to_police_contact],
        custom=words(_("Record a contact with the police"), _("recorded a contact with the police")),
    )
    def note_police_contact(self) -> None:
        """The trail says that there was a contact, which the person agreed to apart from everything else."""

    @transition(
        field=status,
        source=OPEN,
        target=None,
        permission=permissions.by_counsel,
        custom=words(_("Write notes"), _("wrote notes on a legal matter")),
    )
    def write_notes(self, *, notes: str) -> None:
        """The notes say what was written last."""
        self.notes = notes or None

    @transition(
        field=status,
        source=OPEN,
        target=None,
        permission=permissions.by_counsel,
        custom=words(_("Add a deadline"), _("added a deadline to a legal matter")),
    )
    def add_deadline(self) -> None:
        """A deadline may be written: `actions.add_deadline` writes it."""

    @transition(
        field=status,
        source=OPEN,
        target=None,
        permission=permissions.by_counsel,
        conditions=[rules.deadline_is_open],
        custom=words(_("Done"), _("marked a deadline as done")),
    )
    def mark_deadline_done(self) -> None:
        """A deadline may be marked: `actions.mark_deadline_done` marks it."""


class DeadlineQuerySet(GuardedQuerySet):
    """Questions about deadlines."""

    def visible_to(self, actor: Actor) -> "DeadlineQuerySet":
        """Keep the deadlines of matters that the actor may see."""
        return self.filter(matter__in=Matter.objects.visible_to(actor))


class Deadline(Guarded):
    """A day that must not be missed in a matter, until it is done."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="deadlines")
    kind = models.CharField(_("what"), max_length=20, choices=DeadlineKind)
    due = models.DateField(_("day"))
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("deadline")
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["due"], condition=Q(done_at=None), name="deadlines_that_run"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due}"
