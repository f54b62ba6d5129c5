"""Who acts for a child, from when, until when."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from children import rules
from children.enums import AppointedBy, EndReason, GuardianKind, GuardianshipStatus
from children.models.of_a_child import OfAChild, OfAChildQuerySet
from children.permissions import by_screener_or_system
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.models import Case
from identification.permissions import by_screener
from identification.rules import CASE_GOES_ON, reason_is_given
from workflow.wording import words


class GuardianshipQuerySet(OfAChildQuerySet):
    """Questions about who acts for a child."""

    def acting(self, on: date | None = None) -> "GuardianshipQuerySet":
        """Keep those who act on a day, today by default: begun, not over, not suspected."""
        on = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=on), status=GuardianshipStatus.ACTING, starts__lte=on)

    def standing_in(self) -> "GuardianshipQuerySet":
        """Keep the authority where it acts by law until another is appointed; by a court's decision it goes on."""
        return self.filter(kind=GuardianKind.AUTHORITY, appointed_by=AppointedBy.LAW)

    def suspected(self) -> "GuardianshipQuerySet":
        """Keep those who are suspected of involvement: nothing takes that back."""
        return self.filter(status=GuardianshipStatus.SUSPECTED)


class Guardianship(OfAChild):
    """Somebody acts for a child. Both the first and the last day count; who it is, is sealed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="guardianships")
    status = FSMField(default=GuardianshipStatus.NEW, choices=GuardianshipStatus.choices, protected=True)
    kind = models.CharField(_("who acts for the child"), max_length=10, choices=GuardianKind)
    appointed_by = models.CharField(_("appointed by"), max_length=20, choices=AppointedBy)
    appointment = SealedTextField(_("which body, and the number of its decision"), null=True, blank=True)
    name = SealedTextField(_("name of the guardian"), null=True, blank=True)
    contact = SealedTextField(_("contact of the guardian"), null=True, blank=True)
    starts = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True, blank=True)
    suspicion = SealedTextField(_("why the guardian is suspected"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=10, choices=EndReason, blank=True)

    objects = GuardianshipQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("guardianship")
        constraints = [
            ExclusionConstraint(
                name="one_acts_for_a_child_on_a_day",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (
                        models.Func(
                            F("starts"),
                            F("until"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(status=GuardianshipStatus.ACTING),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("starts")), name="guardianship_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(status=GuardianshipStatus.ENDED) | ~Q(end_reason=""),
                name="ended_guardianship_says_why",
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"/guardianships/{self.pk}/"

    @property
    def acts_today(self) -> bool:
        """Tell whether they act for the child now."""
        today = timezone.localdate()
        lasts = self.until is None or self.until >= today
        return self.status == GuardianshipStatus.ACTING and self.starts <= today and lasts

    @transition(
        field=status,
        source=GuardianshipStatus.NEW,
        target=GuardianshipStatus.ACTING,
        permission=by_screener,
        conditions=[
            *CASE_GOES_ON,
            rules.person_counts_as_a_child,
            rules.time_is_not_over,
            rules.suspicion_is_settled_by_a_court,
            rules.nobody_else_acts,
        ],
        custom=words(
            _("Write down who acts for the child"), _("wrote down who acts for the child"), tone="primary"
        ),
    )
    def appoint(self) -> None:
        """This person or body acts for the child."""

    @transition(
        field=status,
        source=GuardianshipStatus.ACTING,
        target=GuardianshipStatus.SUSPECTED,
        permission=by_screener,
        conditions=[*CASE_GOES_ON, rules.guardian_is_not_the_authority, reason_is_given],
        custom=words(
            _("The guardian is suspected"),
            _("wrote down that the guardian is suspected of involvement"),
            tone="danger",
        ),
    )
    def suspect(self, *, reason: str) -> None:
        """They count no longer, at once: `actions.suspect` has the child protection authority stand in."""
        self.suspicion = reason

    @transition(
        field=status,
        source=GuardianshipStatus.ACTING,
        target=GuardianshipStatus.ENDED,
        permission=by_screener_or_system,
        custom=words(_("They no longer act for the child"), _("ended that somebody acts for the child")),
    )
    def end(self, *, end_reason: str) -> None:
        """They act for the child no more, for a reason. One who is suspected acts no more already, and stays so."""
        self.end_reason = end_reason
