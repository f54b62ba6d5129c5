"""A legal hold: while it stands, nothing of a case is destroyed."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import User
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.models import Case
from identification.rules import reason_is_given
from retention import permissions, rules
from retention.enums import HeldFor, HoldStatus
from workflow.models import GuardedQuerySet, Stateful
from workflow.wording import words


class LegalHoldQuerySet(GuardedQuerySet):
    """Questions about holds."""

    def visible_to(self, actor: Actor) -> "LegalHoldQuerySet":
        """Keep those of cases that the actor sees and their organisation carries."""
        return self.filter(case__in=Case.objects.visible_to(actor), case__carrier=actor.organisation_id)

    def standing(self, on: date | None = None) -> "LegalHoldQuerySet":
        """Keep those that stand on a day, today by default; the last day counts."""
        return self.filter(status=HoldStatus.STANDING, until__gte=on or timezone.localdate())

    def of_person(self, case: Case) -> "LegalHoldQuerySet":
        """Keep those of this case and of every other that was merged with it, however often."""
        return self.filter(case__in=case.of_one_person())


class LegalHold(Stateful):
    """Somebody asks that nothing of a case is destroyed until a day; why, is sealed. A second person lifts it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="legal_holds")
    status = FSMField(default=HoldStatus.NEW, choices=HoldStatus.choices, protected=True)
    held_for = models.CharField(_("who asks for it"), max_length=20, choices=HeldFor)
    until = models.DateField(_("until"), null=True)
    reason = SealedTextField(_("why"), null=True, blank=True)
    placed_at = models.DateTimeField(default=timezone.now)
    placed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    why_lifted = SealedTextField(_("why it was lifted"), null=True, blank=True)

    objects = LegalHoldQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("legal hold")
        indexes = [models.Index(fields=["case"], condition=Q(status="standing"), name="holds_that_stand")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=HoldStatus.NEW) | Q(until__isnull=False, placed_by__isnull=False),
                name="a_hold_ends_and_has_an_author",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None) | ~Q(lifted_by=models.F("placed_by")),
                name="nobody_lifts_their_own_hold",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/holds/{self.pk}/"

    def basis_of(self, step: str) -> str:
        return self.held_for

    @property
    def stands(self) -> bool:
        """Tell whether it holds the case today."""
        return (
            self.status == HoldStatus.STANDING
            and self.until is not None
            and self.until >= timezone.localdate()
        )

    @transition(
        field=status,
        source=HoldStatus.NEW,
        target=HoldStatus.STANDING,
        permission=permissions.by_holder,
        conditions=[rules.something_is_left, rules.hold_ends_in_time, reason_is_given],
        custom=words(_("Write down a legal hold"), _("wrote down a legal hold")),
    )
    def place(self, *, until: date, reason: str, by: Actor) -> None:
        """Until that day nothing of the case is destroyed."""
        self.until, self.reason, self.placed_by = until, reason, by.user

    @transition(
        field=status,
        source=HoldStatus.STANDING,
        target=HoldStatus.LIFTED,
        permission=permissions.by_another_overseer,
        conditions=[reason_is_given],
        custom=words(_("Lift the hold"), _("lifted a legal hold")),
    )
    def lift(self, *, reason: str, by: Actor) -> None:
        """It holds nothing any more: `actions.lift` finishes what waited for that."""
        self.why_lifted, self.lifted_by = reason, by.user
