"""One row per purpose, recipient and data set: what a person agreed to, or on what legal ground it rests."""

from datetime import date
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import Organisation, User
from consent import permissions, rules
from consent.enums import (
    IN_FORCE,
    ConsentStatus,
    DataSet,
    GroundCode,
    InformedPoint,
    Lasting,
    PersonTold,
    Purpose,
)
from consent.lasting import end_of, is_over, last_moment
from consent.suspensions import Suspension as Suspension
from consent.talks.models import Talk as Talk
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.enums import LANGUAGE_CODE, Basis, Language, Scope
from identification.models import Case, CaseAccess
from identification.permissions import by_worker_of_the_person
from identification.rules import CASE_GOES_ON
from workflow.models import GuardedQuerySet, Stateful
from workflow.permissions import by_the_clock
from workflow.wording import words


class ConsentQuerySet(GuardedQuerySet):
    """Questions about consents."""

    def visible_to(self, actor: Actor) -> "ConsentQuerySet":
        """Keep the consents of cases whose work the actor sees: the carrier all, the others what names them."""
        theirs = Q(case__carrier=actor.organisation_id) | Q(recipient=actor.organisation_id)
        return self.filter(theirs, CaseAccess.objects.opens(actor, at_least=Scope.CASEWORK))

    def in_force(self) -> "ConsentQuerySet":
        """Keep what is given, or rests on a legal ground, and has not expired, and is not kept from use."""
        kept = Suspension.objects.keeps_from_use()
        return self.filter(~kept, status__in=IN_FORCE).exclude(is_over())

    def over(self) -> "ConsentQuerySet":
        """Keep what is in force by its state alone, and whose time is over."""
        return self.filter(is_over(), status__in=IN_FORCE)

    def says_nothing_to_police(self) -> bool:
        """Tell whether the person said no to the police of themselves, and agreed to nothing for them since."""
        police = self.filter(purpose=Purpose.POLICE, ground="")
        no = police.filter(status=ConsentStatus.REFUSED, recipient=None).order_by("-status_since").first()
        return no is not None and not police.filter(given_at__gt=no.status_since).exists()

    def told_to_the_person(self) -> "ConsentQuerySet":
        """Leave out the legal grounds of which the person does not know, or must not know."""
        return self.filter(Q(ground="") | Q(person_told=PersonTold.TOLD))


class Consent(Stateful):
    """One purpose, one recipient, one data set. `talk` binds the rows that were explained together."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="consents")
    status = FSMField(default=ConsentStatus.NEW, choices=ConsentStatus.choices, protected=True)
    talk = models.UUIDField(default=uuid4, db_index=True)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    recipient = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="consents_received"
    )
    data = models.CharField(_("what is shared"), max_length=20, choices=DataSet)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    language = models.CharField(_("language of the talk"), max_length=40, blank=True, choices=Language)
    interpreter = SealedTextField(_("interpreter"), null=True, blank=True)
    points = ArrayField(models.CharField(max_length=20, choices=InformedPoint), default=list, blank=True)
    lasts = models.CharField(max_length=20, choices=Lasting, default=Lasting.LONGEST)
    until = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    ground = models.CharField(max_length=30, choices=GroundCode, blank=True)
    reason = SealedTextField(null=True, blank=True)
    person_told = models.CharField(max_length=20, choices=PersonTold, blank=True)
    tell_by = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ConsentQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("consent")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "recipient", "purpose", "data"],
                condition=Q(status=ConsentStatus.GIVEN),
                nulls_distinct=False,
                name="one_given_consent_per_purpose_recipient_and_data",
            ),
            models.CheckConstraint(
                condition=~Q(status=ConsentStatus.LEGAL_GROUND) | Q(approved_by__isnull=False),
                name="legal_ground_has_a_second_approver",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("written_by")),
                name="second_approver_is_another",
            ),
            models.CheckConstraint(
                condition=Q(language__regex=LANGUAGE_CODE), name="language_of_a_talk_is_a_code"
            ),
        ]
        indexes = [models.Index(fields=["case", "recipient", "purpose"], name="basis_of_sharing")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.data}"

    def get_absolute_url(self) -> str:
        return f"/consents/{self.pk}/"

    def basis_of(self, step: str) -> str:
        return self.ground

    @property
    def basis_kind(self) -> Basis:
        """What kind of basis this is, as an access names it: the person's agreement, or a legal ground."""
        return Basis.LEGAL_GROUND if self.ground else Basis.CONSENT

    @transition(
        field=status,
        source=ConsentStatus.NEW,
        target=ConsentStatus.DRAFT,
        permission=permissions.by_consent_taker,
        conditions=[
            *CASE_GOES_ON,
            rules.recipient_is_named,
            rules.somebody_offers_it,
            rules.last_day_is_in_time,
        ],
        custom=words(_("Ask for consent"), _("prepared a consent"), tone="primary"),
    )
    def draft(self) -> None:
        """The consent is ready to be explained."""

    @transition(
        field=status,
        source=ConsentStatus.DRAFT,
        target=ConsentStatus.INFORMED,
        permission=permissions.by_consent_taker,
        conditions=[*CASE_GOES_ON, rules.every_point_is_explained],
        custom=words(_("I have explained it"), _("explained a consent to the person"), tone="primary"),
    )
    def inform(self, *, points: list[str], language: str, interpreter: str = "") -> None:
        """Every point was explained, in this language."""
        self.points, self.language, self.interpreter = points, language, interpreter or None

    @transition(
        field=status,
        source=ConsentStatus.INFORMED,
        target=ConsentStatus.GIVEN,
        permission=permissions.by_consent_taker,
        conditions=[
            *CASE_GOES_ON,
            rules.child_and_guardian_agree,
            rules.who_agrees_acts_for_the_child,
            rules.person_can_decide_now,
            rules.how_they_agreed_is_kept,
            rules.how_the_guardian_agreed_is_kept,
        ],
        custom=words(_("The person agrees"), _("recorded that the person agreed"), tone="primary"),
    )
    def give(self) -> None:
        """The person agreed; it lasts as long as they chose, and at the most as long as the jurisdiction lets it."""
        self.given_at = timezone.now()
        self.expires_at = end_of(self.case, self.lasts, self.until, self.given_at)

    @transition(
        field=status,
        source=[ConsentStatus.DRAFT, ConsentStatus.INFORMED],
        target=ConsentStatus.REFUSED,
        permission=permissions.by_consent_taker,
        conditions=[*CASE_GOES_ON, rules.no_is_their_own],
        custom=words(_("The person says no"), _("recorded that the person said no")),
    )
    def refuse(self) -> None:
        """The person said no; silence is a no as well, but not of somebody who cannot decide now."""

    @transition(
        field=status,
        source=ConsentStatus.NEW,
        target=ConsentStatus.REFUSED,
        permission=permissions.by_consent_taker,
        conditions=CASE_GOES_ON,
        custom=words(_("Never, says the person"), _("recorded that the person said no before being asked")),
    )
    def refuse_unasked(self) -> None:
        """The person said no of themselves: nothing need be explained to somebody who wants nothing shared."""

    @transition(
        field=status,
        source=ConsentStatus.GIVEN,
        target=ConsentStatus.WITHDRAWN,
        permission=by_worker_of_the_person,
        custom=words(_("The person takes it back"), _("recorded that the person took the consent back")),
    )
    def withdraw(self) -> None:
        """The person took it back. Never refused; `actions.withdraw` ends all that rested on it."""

    @transition(
        field=status,
        source=[ConsentStatus.GIVEN, ConsentStatus.LEGAL_GROUND],
        target=ConsentStatus.EXPIRED,
        permission=by_the_clock,
        conditions=[rules.its_time_is_over],
        custom=words(_("Expire"), _("let a consent expire")),
    )
    def expire(self) -> None:
        """Its time is over."""

    @transition(
        field=status,
        source=ConsentStatus.GIVEN,
        target=ConsentStatus.EXPIRED,
        permission=by_the_clock,
        conditions=[rules.person_is_a_child],
        custom=words(
            _("End: the person is a child"), _("ended what the person, a child, had agreed to alone")
        ),
    )
    def lapse(self) -> None:
        """The person agreed as an adult, and is or may be a child: it counts no more."""

    @transition(
        field=status,
        source=ConsentStatus.GIVEN,
        target=ConsentStatus.SUPERSEDED,
        permission=permissions.by_consent_taker,
        custom=words(_("Replace"), _("replaced an older consent by a newer one")),
    )
    def supersede(self) -> None:
        """A newer consent says the same."""

    @transition(
        field=status,
        source=ConsentStatus.NEW,
        target=ConsentStatus.GROUND_PROPOSED,
        permission=permissions.by_supervisor,
        conditions=[
            *CASE_GOES_ON,
            rules.recipient_is_named,
            rules.ground_is_explained,
            rules.ground_fits_person,
            rules.ground_may_serve,
            rules.ground_is_known_here,
            rules.ground_ends_in_time,
            rules.ground_may_stay_untold,
            rules.day_of_telling_is_named,
        ],
        custom=words(_("Propose a legal ground"), _("proposed a legal ground without consent")),
    )
    def propose_ground(
        self, *, ground: str, reason: str, person_told: str, until: date, tell_by: date | None
    ) -> None:
        """A second person must agree before anything rests on it."""
        self.ground, self.reason, self.person_told, self.tell_by = ground, reason, person_told, tell_by
        self.told_at = timezone.now() if person_told == PersonTold.TOLD else None
        self.expires_at = last_moment(until)

    @transition(
        field=status,
        source=ConsentStatus.GROUND_PROPOSED,
        target=ConsentStatus.LEGAL_GROUND,
        permission=permissions.by_second_approver,
        conditions=[*CASE_GOES_ON, rules.proposal_still_stands],
        custom=words(_("Agree to the legal ground"), _("agreed to a legal ground without consent")),
    )
    def approve_ground(self, *, by: Actor) -> None:
        """Two people stand for it, until it expires."""
        self.approved_by, self.given_at = by.user, timezone.now()

    @transition(
        field=status,
        source=[ConsentStatus.GROUND_PROPOSED, ConsentStatus.LEGAL_GROUND],
        target=ConsentStatus.WITHDRAWN,
        permission=permissions.by_overseer,
        custom=words(_("End the legal ground"), _("ended a legal ground")),
    )
    def end_ground(self) -> None:
        """The ground is gone, with all that rested on it."""

    @transition(
        field=status,
        source=ConsentStatus.GROUND_PROPOSED,
        target=ConsentStatus.EXPIRED,
        permission=by_the_clock,
        conditions=[rules.proposal_waited_too_long],
        custom=words(_("Let the proposal lapse"), _("let a proposed legal ground lapse")),
    )
    def lapse_proposal(self) -> None:
        """Nobody agreed in time: nothing rests on it, and nothing will."""

    @transition(
        field=status,
        source=[
            ConsentStatus.GROUND_PROPOSED,
            ConsentStatus.LEGAL_GROUND,
            ConsentStatus.WITHDRAWN,
            ConsentStatus.EXPIRED,
        ],
        target=None,
        permission=permissions.by_teller,
        conditions=[rules.person_is_yet_to_be_told],
        custom=words(_("The person was told"), _("told the person of a legal ground")),
    )
    def tell_person(self) -> None:
        """The person knows of it, and sees it from now on among those who read their file."""
        self.person_told, self.told_at = PersonTold.TOLD, timezone.now()
