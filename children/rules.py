"""When something of the child track may be written, and what the rooms above ask of it."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from children.enums import About, AppointedBy, AssessmentStatus, GuardianKind, GuardianshipStatus
from identification.enums import AgeBand
from workflow.rules import Rule, rule

if TYPE_CHECKING:
    from children.models import AgeAssessment, Guardianship

# Read by whoever is refused, a shelter too: it says who writes, and sends nobody where they cannot write.
NOBODY_ACTS = _(
    "Nobody acts for this child today, so nobody can agree for the child. First the organisation that carries "
    "the case writes down who does, on the page “The child”."
)
NEEDS_A_NOTE = {
    About.PLACEMENT: _(
        "For a child, the case manager must note first that a place to stay is in the child's best interests. "
        "The newest note counts."
    ),
    About.RETURN: _(
        "For a child, a note must say first that the return is in the child's best interests. The newest note counts."
    ),
}
DECIDES_AFTER_A_SUSPICION = (AppointedBy.COURT, AppointedBy.CHILD_PROTECTION)


@rule(_("The person is recorded as grown up: none of this is needed."))
def person_counts_as_a_child(record: Any) -> bool:
    return bool(record.case.is_child)


@rule(_("Somebody else acts for the child on one of these days. End that first."))
def nobody_else_acts(guardianship: "Guardianship") -> bool:
    if guardianship.starts is None:  # the page has yet to ask for the days
        return True
    acting = guardianship.case.guardianships.filter(status=GuardianshipStatus.ACTING)
    meets = acting.filter(Q(until=None) | Q(until__gte=guardianship.starts)).exclude(pk=guardianship.pk)
    return not (meets.filter(starts__lte=guardianship.until) if guardianship.until else meets).exists()


@rule(_("The last day has passed: this person does not act for the child any more."))
def time_is_not_over(guardianship: "Guardianship") -> bool:
    return guardianship.until is None or guardianship.until >= timezone.localdate()


@rule(
    _(
        "A guardian of this child was suspected: only a court or the child protection authority appoints another."
    )
)
def suspicion_is_settled_by_a_court(guardianship: "Guardianship") -> bool:
    """Not by those who wrote the suspicion down, nor by law, which may name the suspected one again."""
    is_decided = guardianship.appointed_by in DECIDES_AFTER_A_SUSPICION
    if is_decided or guardianship.kind in (
        "",
        GuardianKind.AUTHORITY,
    ):  # the page has yet to ask for the kind
        return True
    return not guardianship.case.guardianships.suspected().exists()


@rule(_("The child protection authority stands in for a guardian who is suspected. End its time instead."))
def guardian_is_not_the_authority(guardianship: "Guardianship") -> bool:
    return guardianship.kind != GuardianKind.AUTHORITY


@rule(_("Write down the child's own view, or why the child could not be asked."))
def child_was_heard(record: Any, *, childs_view: str) -> bool:
    return bool(childs_view.strip())


@rule(_("An assessment is for an age in doubt. If the age is known, correct the facts."))
def age_is_in_doubt(assessment: "AgeAssessment") -> bool:
    return bool(assessment.case.age_band == AgeBand.UNKNOWN)


@rule(_("An age assessment is under way."))
def no_assessment_is_under_way(assessment: "AgeAssessment") -> bool:
    return not assessment.case.age_assessments.filter(status=AssessmentStatus.REQUESTED).exists()


@rule(_("Nobody's age is assessed against their will: the child and whoever acts for the child must agree."))
def assessment_is_agreed_to(
    assessment: "AgeAssessment", *, child_agrees: bool, guardian_agrees: bool
) -> bool:
    return child_agrees and guardian_agrees


def best_interests_are_noted(about: About) -> Rule:
    """Return the rule that, for a child, the newest note about this says yes: asked by beds and by returns."""

    @rule(NEEDS_A_NOTE[about])
    def best_interests_are_noted(record: Any) -> bool:
        return not record.case.is_child or record.case.best_interests_notes.say_yes(about)

    return best_interests_are_noted


@rule(NOBODY_ACTS)
def somebody_acts_for_the_child(record: Any) -> bool:
    """A guardian who is not suspected, or the authority, acts today. Nobody need act for an adult."""
    return not record.case.is_child or record.case.guardianships.acting().exists()
