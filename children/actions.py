"""What changes the child track, with everything that goes with each change."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from children.enums import AppointedBy, EndReason, GuardianKind, GuardianshipStatus
from children.models import AgeAssessment, BestInterestsNote, Guardianship, ProtectionNotice
from identification.actions import correct_facts
from identification.enums import AgeBand
from identification.models import Case
from workflow.gate import perform


@transaction.atomic
def appoint(*, guardianship: Guardianship, by: Actor) -> Guardianship:
    """Return the guardianship, begun; the child protection authority, if it stood in by law, no longer does."""
    if guardianship.kind != GuardianKind.AUTHORITY:
        standing_in = guardianship.case.guardianships.standing_in()
        for one in standing_in.filter(status=GuardianshipStatus.ACTING):
            perform(one, "end", end_reason=EndReason.REPLACED, by=by)
    return perform(guardianship, "appoint", by=by)


@transaction.atomic
def suspect(*, guardianship: Guardianship, reason: str, by: Actor) -> Guardianship:
    """Return the guardianship, which counts no longer: the child protection authority acts until another does."""
    guardianship = perform(guardianship, "suspect", reason=reason, by=by)
    if not guardianship.case.guardianships.acting().exists():
        stands_in = Guardianship(
            case=guardianship.case,
            kind=GuardianKind.AUTHORITY,
            appointed_by=AppointedBy.LAW,
            starts=timezone.localdate(),
            written_by=by.user,
        )
        perform(stands_in, "appoint", by=by)
    return guardianship


@transaction.atomic
def come_of_age(*, case: Case, by: Actor) -> list[Guardianship]:
    """Return those who acted for a person who is grown up; nobody does any more."""
    acting = case.guardianships.filter(status=GuardianshipStatus.ACTING)
    return [perform(one, "end", end_reason=EndReason.OF_AGE, by=by) for one in acting]


@transaction.atomic
def write_note(*, note: BestInterestsNote, childs_view: str, reason: str, by: Actor) -> BestInterestsNote:
    """Return the note, written; it counts from now on, and an older one about the same no longer."""
    note.written_by = by.user
    return perform(note, "write", childs_view=childs_view, reason=reason, by=by)


@transaction.atomic
def tell(*, notice: ProtectionNotice, by: Actor, **entered: Any) -> ProtectionNotice:
    """Return the notice: child protection was told."""
    notice.written_by = by.user
    return perform(notice, "tell", by=by, **entered)


@transaction.atomic
def request_assessment(*, assessment: AgeAssessment, by: Actor, **entered: Any) -> AgeAssessment:
    """Return the age assessment, asked for."""
    assessment.written_by = by.user
    return perform(assessment, "request", by=by, **entered)


@transaction.atomic
def find_child(*, ageassessment: AgeAssessment, reason: str, by: Actor) -> AgeAssessment:
    """Return the assessment with its result, which the case says from now on: under 18."""
    return _found(perform(ageassessment, "find_child", reason=reason, by=by), AgeBand.CHILD, by)


@transaction.atomic
def find_adult(*, ageassessment: AgeAssessment, reason: str, by: Actor) -> AgeAssessment:
    """Return the assessment with its result, which the case says from now on, with all that follows: 18 or over."""
    return _found(perform(ageassessment, "find_adult", reason=reason, by=by), AgeBand.ADULT, by)


def _found(assessment: AgeAssessment, age: AgeBand, by: Actor) -> AgeAssessment:
    case = assessment.case
    if case.age_band != age:
        correct_facts(case=case, age_band=age, sex=case.sex, language=case.language, by=by)
    return assessment
