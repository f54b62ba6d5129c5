"""A stay: a person, a bed, and the nights from the first day to the last."""

from datetime import date
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import User
from children.enums import About
from children.rules import best_interests_are_noted, somebody_acts_for_the_child
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.models import Case, CaseAccess
from identification.permissions import by_case_manager, by_other_supervisor
from identification.rules import reason_is_given
from referral.models import Referral
from shelters import permissions, rules
from shelters.enums import HOLDING, IN_HOUSE, OPEN, BedKind, ExitReason, PlacementStatus, RefusalReason
from shelters.models.shelter import Bed, Shelter
from workflow.models import GuardedQuerySet, Stateful
from workflow.permissions import by_the_clock
from workflow.wording import words


class PlacementQuerySet(GuardedQuerySet):
    """Questions about stays."""

    def visible_to(self, actor: Actor) -> "PlacementQuerySet":
        """Keep what the actor's own shelter keeps, and what belongs to cases that their organisation carries."""
        if not actor.reads_cases:
            return self.none()
        carried = Q(CaseAccess.objects.opens(actor), case__carrier=actor.organisation_id)
        return self.filter(carried | Q(shelter__organisation=actor.organisation_id))

    def with_sight(self, actor: Actor) -> "PlacementQuerySet":
        """Add to each stay, as `case_is_visible`, whether the actor may see its case."""
        return self.annotate(case_is_visible=CaseAccess.objects.opens(actor)).select_related(
            "case", "bed", "shelter__organisation"
        )

    def open(self) -> "PlacementQuerySet":
        """Keep what is not over."""
        return self.filter(status__in=OPEN)

    def in_house(self) -> "PlacementQuerySet":
        """Keep the stays of people who live in a shelter now."""
        return self.filter(status__in=IN_HOUSE)

    def holding(self, starts: date, ends: date) -> "PlacementQuerySet":
        """Keep what holds a bed on any night from the first day to the last."""
        return self.filter(status__in=HOLDING, starts__lt=ends, ends__gt=starts)

    def overdue(self) -> "PlacementQuerySet":
        """Keep the stays of people who live in a shelter longer than was agreed, longest first."""
        return self.in_house().filter(ends__lt=timezone.localdate()).order_by("ends")

    def missed(self) -> "PlacementQuerySet":
        """Keep what was asked for or reserved for a day that has passed."""
        waiting = [PlacementStatus.REQUESTED, PlacementStatus.RESERVED]
        return self.filter(status__in=waiting, starts__lt=timezone.localdate())


def _one_a_night(what: str) -> ExclusionConstraint:
    nights = models.Func("starts", "ends", function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=f"one_stay_a_night_for_a_{what}",
        expressions=[(what, RangeOperators.EQUAL), (nights, RangeOperators.OVERLAPS)],
        condition=Q(status__in=HOLDING),
    )


class Placement(Stateful):
    """One person stays in one bed of one shelter. The last day is the day of leaving, not a night."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="placements")
    status = FSMField(default=PlacementStatus.NEW, choices=PlacementStatus.choices, protected=True)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="placements")
    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="placements")
    bed = models.ForeignKey(Bed, models.PROTECT, null=True, blank=True, related_name="placements")
    kind = models.CharField(_("place for"), max_length=30, choices=BedKind)
    needs_accessible = models.BooleanField(_("an accessible bed is needed"), default=False)
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    # Safety and health emergencies: what the shelter must know, whatever else it may no longer see.
    care_note = SealedTextField(null=True, blank=True)
    risk_assessed_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    extension_until = models.DateField(null=True, blank=True)
    extension_reason = SealedTextField(null=True, blank=True)
    refusal_reason = models.CharField(max_length=20, choices=RefusalReason, blank=True)
    exit_reason = models.CharField(max_length=20, choices=ExitReason, blank=True)

    objects = PlacementQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("stay")
        indexes = [
            models.Index(fields=["shelter", "status", "starts"], name="board_of_a_shelter"),
            models.Index(fields=["ends"], condition=Q(status__in=IN_HOUSE), name="stays_that_end"),
        ]
        constraints = [
            _one_a_night("bed"),
            _one_a_night("case"),
            models.UniqueConstraint(
                fields=["bed"], condition=Q(status__in=IN_HOUSE), name="one_person_lives_in_a_bed"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(status__in=IN_HOUSE), name="a_person_lives_in_one_bed"
            ),
            models.UniqueConstraint(
                fields=["referral"], condition=Q(status__in=OPEN), name="one_open_stay_of_a_referral"
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="stay_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(status__in=HOLDING) | Q(bed__isnull=False), name="a_stay_has_a_bed"
            ),
            models.CheckConstraint(
                condition=~Q(status=PlacementStatus.EXTENSION_REQUESTED) | Q(extension_until__gt=F("ends")),
                name="longer_stay_is_longer",
            ),
            models.CheckConstraint(
                condition=~Q(status=PlacementStatus.REFUSED) | ~Q(refusal_reason=""),
                name="refused_stay_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status=PlacementStatus.EXITED) | ~Q(exit_reason=""),
                name="exit_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/placements/{self.pk}/"

    @classmethod
    def of(cls, referral: Referral, **given: object) -> "Placement":
        """Return an unwritten stay with the shelter that a referral went to; Shelter.DoesNotExist if it is none."""
        shelter = Shelter.objects.select_related("organisation").get(organisation=referral.recipient_id)
        return cls(case=referral.case, referral=referral, shelter=shelter, **given)

    @property
    def carrier_id(self) -> UUID:
        """The organisation that carries the case."""
        return self.case.carrier_id

    @property
    def is_open(self) -> bool:
        """Tell whether the stay is not over."""
        return self.status in OPEN

    @property
    def arrives_today(self) -> bool:
        """Tell whether the bed waits for the person today."""
        return self.status == PlacementStatus.RESERVED and self.starts <= timezone.localdate()

    @property
    def is_overdue(self) -> bool:
        """Tell whether the person lives there longer than was agreed; nobody is put out for it."""
        return self.status in IN_HOUSE and self.ends < timezone.localdate()

    @transition(
        field=status,
        source=PlacementStatus.NEW,
        target=PlacementStatus.REQUESTED,
        permission=permissions.by_staff_or_case_manager,
        conditions=[
            rules.referral_is_accepted,
            rules.nothing_else_is_open,
            rules.basis_is_current,
            rules.shelter_serves_kind,
            rules.kind_fits_person,
            rules.nights_are_in_order,
        ],
        custom=words(_("Ask for a bed"), _("asked for a bed"), tone="primary"),
    )
    def request(self, *, starts: date, ends: date) -> None:
        """The shelter is asked for these nights."""
        self.starts, self.ends = starts, ends

    @transition(
        field=status,
        source=PlacementStatus.REQUESTED,
        target=PlacementStatus.RESERVED,
        permission=permissions.by_shelter_manager,
        conditions=[
            rules.basis_is_current,
            rules.kind_fits_person,
            rules.bed_is_in_use_here,
            rules.bed_is_of_the_kind,
            rules.bed_is_accessible,
            rules.nights_are_in_order,
            rules.stay_is_within_limit,
            rules.bed_is_free,
            rules.person_has_no_other_bed,
            rules.risk_assessment_is_recent,
            rules.roof_is_safe,
        ],
        custom=words(_("Reserve a bed"), _("reserved a bed"), tone="primary"),
    )
    def reserve(self, *, bed: Bed, starts: date, ends: date, risk_assessed_on: date) -> None:
        """The bed is held for these nights."""
        self.bed, self.starts, self.ends = bed, starts, ends
        self.risk_assessed_on = risk_assessed_on

    @transition(
        field=status,
        source=PlacementStatus.RESERVED,
        target=PlacementStatus.ADMITTED,
        permission=permissions.by_shelter_manager,
        conditions=[
            rules.basis_or_duty_of_care,
            rules.kind_fits_person,
            rules.stay_has_begun,
            rules.bed_is_empty,
            rules.person_lives_nowhere_else,
            rules.risk_assessment_is_recent,
            rules.no_exploiter_lives_here,
            somebody_acts_for_the_child,
            rules.roof_is_still_safe,
            rules.child_is_decided_for,
            best_interests_are_noted(About.PLACEMENT),
        ],
        custom=words(_("The person has arrived"), _("admitted the person"), tone="primary"),
    )
    def admit(self, *, risk_assessed_on: date, care_note: str = "") -> None:
        """The person lives there; what the shelter must know for their safety is sealed."""
        self.risk_assessed_on, self.care_note = risk_assessed_on, care_note or None

    @transition(
        field=status,
        source=PlacementStatus.REQUESTED,
        target=PlacementStatus.REFUSED,
        permission=permissions.by_shelter_manager_or_system,
        custom=words(_("Refuse"), _("refused a bed")),
    )
    def refuse(self, *, refusal_reason: str) -> None:
        """The shelter cannot take the person, for a reason."""
        self.refusal_reason = refusal_reason

    @transition(
        field=status,
        source=PlacementStatus.ADMITTED,
        target=PlacementStatus.EXTENSION_REQUESTED,
        permission=by_case_manager,
        conditions=[
            rules.basis_or_duty_of_care,
            reason_is_given,
            rules.extension_is_longer,
            rules.longest_stay_holds,
            rules.longer_nights_are_free,
        ],
        custom=words(_("Ask for a longer stay"), _("asked for a longer stay")),
    )
    def ask_extension(self, *, until: date, reason: str, by: Actor) -> None:
        """A supervisor is asked to agree; the person stays meanwhile."""
        self.extension_until, self.extension_reason, self.asked_by = until, reason, by.user

    @transition(
        field=status,
        source=PlacementStatus.EXTENSION_REQUESTED,
        target=PlacementStatus.ADMITTED,
        permission=by_other_supervisor,
        conditions=[rules.basis_or_duty_of_care, rules.asked_nights_are_free],
        custom=words(_("Agree to the longer stay"), _("agreed to a longer stay"), tone="primary"),
    )
    def agree_extension(self) -> None:
        """The stay lasts until the day that was asked for."""
        self.ends = self.extension_until or self.ends
        self.extension_until, self.asked_by = None, None

    @transition(
        field=status,
        source=PlacementStatus.EXTENSION_REQUESTED,
        target=PlacementStatus.ADMITTED,
        permission=by_other_supervisor,
        custom=words(_("Keep the last day as it is"), _("did not agree to a longer stay")),
    )
    def refuse_extension(self) -> None:
        """The last day stays as it was."""
        self.extension_until, self.asked_by = None, None

    @transition(
        field=status,
        source=PlacementStatus.ADMITTED,
        target=PlacementStatus.TRANSFER_PENDING,
        permission=permissions.by_shelter_or_case_manager,
        custom=words(_("Another shelter is needed"), _("asked for another shelter")),
    )
    def ask_transfer(self) -> None:
        """Another shelter is looked for; the person stays meanwhile."""

    @transition(
        field=status,
        source=IN_HOUSE,
        target=PlacementStatus.EXITED,
        permission=permissions.by_shelter_manager,
        conditions=[rules.exit_plan_is_made],
        custom=words(_("The person moves on"), _("recorded that the person moved on")),
    )
    def exit(self, *, exit_reason: str) -> None:
        """The person moved on, with a plan; the bed is free."""
        self.exit_reason = exit_reason

    @transition(
        field=status,
        source=HOLDING,
        target=PlacementStatus.LEFT_VOLUNTARILY,
        permission=permissions.by_any_worker,
        custom=words(
            _("The person leaves, as they wish"), _("recorded that the person left by their own wish")
        ),
    )
    def leave(self) -> None:
        """The person left because they wished to. Never refused; the bed is free."""

    @transition(
        field=status,
        source=[PlacementStatus.REQUESTED, PlacementStatus.RESERVED],
        target=PlacementStatus.EXPIRED,
        permission=by_the_clock,
        conditions=[rules.arrival_is_past],
        custom=words(_("Expire"), _("let a stay expire: the person did not come")),
    )
    def expire(self) -> None:
        """The day of arrival passed; the bed is free."""
