"""One person looks at one case for an hour, because somebody is in danger; and what the review of it found."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts import roles
from accounts.actors import Actor
from accounts.models import Membership, Organisation, User
from breakglass import permissions, rules
from breakglass.enums import LASTS, OVER, REVIEWED_WITHIN, TO_REVIEW, BreakGlassStatus, Danger
from encryption import keys
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.models import Case
from workflow.models import GuardedQuerySet, Stateful
from workflow.wording import words

OWNERS = (roles.FIRST_RESPONDER, roles.CASE_MANAGER, *roles.OVERSEERS)


class BreakGlassQuerySet(GuardedQuerySet):
    """Questions about looks in an emergency."""

    def visible_to(self, actor: Actor) -> "BreakGlassQuerySet":
        """Keep one's own that is open; those into cases that one's organisation carries; those one reviews."""
        mine = self.filter(
            user=actor.user_id, organisation=actor.organisation_id, status=BreakGlassStatus.OPEN
        )
        if not actor.has(*OWNERS):
            return mine
        found = mine | self.filter(case__carrier=actor.organisation_id)
        return found | self.for_review_by(actor)

    def for_review_by(self, actor: Actor) -> "BreakGlassQuerySet":
        """Keep what this actor reviews: at the carrier, or at the looker's own where the carrier has no overseer."""
        if not actor.has(*roles.OVERSEERS):
            return self.none()
        overseers = Membership.objects.overseers().filter(organisation=OuterRef("case__carrier"))
        no_other = ~Exists(overseers.exclude(user=OuterRef("user")))
        ours = Q(case__carrier=actor.organisation_id) | Q(no_other, organisation=actor.organisation_id)
        return self.filter(ours).exclude(user=actor.user_id)

    def to_review(self) -> "BreakGlassQuerySet":
        """Keep what nobody has reviewed yet."""
        return self.filter(status__in=TO_REVIEW)


class BreakGlass(Stateful):
    """A look in an emergency: read only, one person, one hour, always reviewed."""

    is_about_looking = True

    case = models.ForeignKey(Case, models.PROTECT, related_name="emergencies")
    status = FSMField(default=BreakGlassStatus.NEW, choices=BreakGlassStatus.choices, protected=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    danger = models.CharField(_("what the emergency is"), max_length=20, choices=Danger)
    reason = SealedTextField(null=True)
    begun_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    review_due = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finding = SealedTextField(null=True)

    objects = BreakGlassQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("look in an emergency")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(status=BreakGlassStatus.OPEN), name="one_open_emergency_a_person"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=models.F("user")),
                name="nobody_reviews_their_own_emergency",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=False, review_due__isnull=False),
                name="emergency_expires_and_is_reviewed",
            ),
        ]
        indexes = [
            models.Index(fields=["review_due"], condition=Q(status__in=TO_REVIEW), name="emergency_to_review")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/emergency/{self.pk}/"

    def basis_of(self, step: str) -> str:
        return self.danger

    @property
    def is_late(self) -> bool:
        """Tell whether the review is overdue, which suspends the right of the one who looked."""
        return self.status in TO_REVIEW and self.review_due is not None and self.review_due < timezone.now()

    @transition(
        field=status,
        source=BreakGlassStatus.NEW,
        target=BreakGlassStatus.OPEN,
        permission=permissions.by_emergency_worker,
        conditions=[
            rules.right_is_not_suspended,
            rules.no_other_look_is_open,
            rules.reason_says_why,
            rules.case_is_of_this_country,
            rules.case_is_not_seen,
            rules.something_is_left_to_read,
        ],
        custom=words(_("Look in an emergency"), _("began to look in an emergency"), tone="danger"),
    )
    def begin(self, *, reason: str) -> None:
        """One person sees the case for an hour; the review is due."""
        self.reason, self.begun_at = reason, timezone.now()
        self.expires_at, self.review_due = self.begun_at + LASTS, self.begun_at + REVIEWED_WITHIN

    @transition(
        field=status,
        source=BreakGlassStatus.OPEN,
        target=BreakGlassStatus.ENDED,
        permission=permissions.by_looker_or_reviewer,
        custom=words(_("End it now"), _("ended the look in an emergency")),
    )
    def end(self) -> None:
        """The sight is over before its hour."""
        self.over_at = timezone.now()

    @transition(
        field=status,
        source=BreakGlassStatus.OPEN,
        target=BreakGlassStatus.EXPIRED,
        permission=permissions.by_the_clock,
        conditions=[rules.its_hour_is_over],
        custom=words(_("Expire"), _("let a look in an emergency expire")),
    )
    def expire(self) -> None:
        """The hour is over."""
        self.over_at = self.expires_at

    @transition(
        field=status,
        source=OVER,
        target=BreakGlassStatus.JUSTIFIED,
        permission=permissions.by_reviewer,
        conditions=[rules.finding_is_explained],
        custom=words(_("It was justified"), _("found a look in an emergency justified"), tone="primary"),
    )
    def justify(self, *, finding: str, by: Actor) -> None:
        """Somebody else stands for it."""
        self._review(finding, by)

    @transition(
        field=status,
        source=OVER,
        target=BreakGlassStatus.ABUSE,
        permission=permissions.by_reviewer,
        conditions=[rules.finding_is_explained],
        custom=words(_("It was abuse"), _("found a look in an emergency to be abuse"), tone="danger"),
    )
    def find_abuse(self, *, finding: str, by: Actor) -> None:
        """The right of the one who looked is gone for a year."""
        self._review(finding, by)

    def _review(self, finding: str, by: Actor) -> None:
        """Keep who reviewed it and why; once the keys are destroyed, only who."""
        self.reviewed_by = by.user
        self.finding = finding if keys.exist(self.case_id) else None


class Attempt(models.Model):
    """Somebody tried to look in an emergency: counted, whether the case is there or not."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["user", "at"], name="attempts_of_a_person")]

    def __str__(self) -> str:
        return str(self.at)
