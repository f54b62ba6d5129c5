"""An age in doubt: what was asked for, and what was found. The benefit of the doubt is the child's."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from children import rules
from children.enums import AssessmentStatus
from children.models.of_a_child import OfAChild, OfAChildQuerySet
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.models import Case
from identification.permissions import by_case_manager
from identification.rules import CASE_GOES_ON, reason_is_given
from workflow.wording import words

# A result that keeps the person a child, and one that is not there yet.
AGAINST_ADULTHOOD = [AssessmentStatus.REQUESTED, AssessmentStatus.CHILD, AssessmentStatus.IN_DOUBT]


class AgeAssessmentQuerySet(OfAChildQuerySet):
    """Questions about age assessments."""

    def keep_a_child(self) -> bool:
        """Tell whether the newest of these, those taken back apart, has not found that the person is grown up."""
        asked = self.exclude(status=AssessmentStatus.WITHDRAWN).order_by("-requested_at", "-pk").first()
        return asked is not None and asked.status in AGAINST_ADULTHOOD


class AgeAssessment(OfAChild):
    """An assessment of an age in doubt was asked for. Until it finds otherwise the person is treated as a child."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="age_assessments")
    status = FSMField(default=AssessmentStatus.NEW, choices=AssessmentStatus.choices, protected=True)
    reason = SealedTextField(_("why the age is in doubt"), null=True, blank=True)
    finding = SealedTextField(_("what was found, and by whom"), null=True, blank=True)
    requested_at = models.DateTimeField(default=timezone.now)
    child_agrees = models.BooleanField(_("the child agrees"), default=False)
    guardian_agrees = models.BooleanField(_("whoever acts for the child agrees"), default=False)

    objects = AgeAssessmentQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("age assessment")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status=AssessmentStatus.REQUESTED),
                name="one_age_assessment_under_way",
            ),
            models.CheckConstraint(
                condition=Q(status=AssessmentStatus.NEW) | Q(child_agrees=True, guardian_agrees=True),
                name="age_assessment_was_agreed_to",
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"/age-assessments/{self.pk}/"

    @transition(
        field=status,
        source=AssessmentStatus.NEW,
        target=AssessmentStatus.REQUESTED,
        permission=by_case_manager,
        conditions=[
            *CASE_GOES_ON,
            rules.age_is_in_doubt,
            rules.no_assessment_is_under_way,
            rules.somebody_acts_for_the_child,
            rules.assessment_is_agreed_to,
            reason_is_given,
        ],
        custom=words(_("Ask for an age assessment"), _("asked for an age assessment")),
    )
    def request(self, *, reason: str, child_agrees: bool, guardian_agrees: bool) -> None:
        """It is asked for, for a reason; the person stays treated as a child."""
        self.reason, self.child_agrees, self.guardian_agrees = reason, child_agrees, guardian_agrees

    @transition(
        field=status,
        source=AssessmentStatus.REQUESTED,
        target=AssessmentStatus.CHILD,
        permission=by_case_manager,
        conditions=[*CASE_GOES_ON, reason_is_given],
        custom=words(_("Result: under 18"), _("wrote down that an age assessment found: under 18")),
    )
    def find_child(self, *, reason: str) -> None:
        """The person is a child: `actions.find_child` writes it into the case."""
        self.finding = reason

    @transition(
        field=status,
        source=AssessmentStatus.REQUESTED,
        target=AssessmentStatus.IN_DOUBT,
        permission=by_case_manager,
        conditions=[*CASE_GOES_ON, reason_is_given],
        custom=words(_("Result: doubt remains"), _("wrote down that an age assessment left a doubt")),
    )
    def leave_in_doubt(self, *, reason: str) -> None:
        """The benefit of the doubt: the person stays treated as a child."""
        self.finding = reason

    @transition(
        field=status,
        source=AssessmentStatus.REQUESTED,
        target=AssessmentStatus.ADULT,
        permission=by_case_manager,
        conditions=[*CASE_GOES_ON, reason_is_given],
        custom=words(_("Result: 18 or over"), _("wrote down that an age assessment found: 18 or over")),
    )
    def find_adult(self, *, reason: str) -> None:
        """The person is grown up: `actions.find_adult` writes it into the case, with all that follows."""
        self.finding = reason

    @transition(
        field=status,
        source=AssessmentStatus.REQUESTED,
        target=AssessmentStatus.WITHDRAWN,
        permission=by_case_manager,
        custom=words(_("Take the request back"), _("took back the request for an age assessment")),
    )
    def withdraw(self) -> None:
        """The child, or whoever acts for the child, no longer agrees; nothing is concluded from it."""
