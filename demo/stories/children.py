"""What happens for a child: who acts, what is best, who was told, and what is done about a doubt."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from children import actions
from children.enums import About, AppointedBy, Conclusion, GuardianKind, Way
from children.law import bodies
from children.models import AgeAssessment, BestInterestsNote, Guardianship, ProtectionNotice
from demo import words
from demo.walk import Walk, in_days
from workflow.gate import perform

Find = Callable[..., AgeAssessment]
BODY = {GuardianKind.APPOINTED: AppointedBy.COURT}


def told(walk: Walk) -> None:
    """Child protection was told, on the day on which the child was met."""
    notice = ProtectionNotice(
        pk=walk.key("notice"), case=walk.case, body=bodies(walk.case)[-1], reference=words.FILE_NUMBER
    )
    told_on = timezone.localdate(walk.case.opened_at)
    actions.tell(notice=notice, told_on=told_on, way=Way.PHONE, by=walk.worker)


def guarded(walk: Walk, kind: GuardianKind = GuardianKind.APPOINTED, until: int | None = 300) -> None:
    """Somebody acts for the child; the child protection authority no longer, if it stood in."""
    is_person = kind != GuardianKind.AUTHORITY
    guardianship = Guardianship(
        pk=walk.key("guardianship"),
        case=walk.case,
        kind=kind,
        appointed_by=BODY.get(kind, AppointedBy.LAW),
        appointment=words.APPOINTMENT if kind in BODY else None,
        name=words.GUARDIAN if is_person else None,
        contact=words.GUARDIAN_CONTACT if is_person else None,
        starts=timezone.localdate(walk.case.opened_at) + timedelta(days=2),
        until=in_days(until) if until else None,
        written_by=walk.worker.user,
    )
    actions.appoint(guardianship=guardianship, by=walk.worker)


def suspected(walk: Walk) -> None:
    """The guardian is suspected; the child protection authority acts."""
    (acting,) = walk.case.guardianships.acting()
    actions.suspect(guardianship=acting, reason=words.SUSPICION, by=walk.worker)


def noted(walk: Walk, about: About = About.PLACEMENT, conclusion: Conclusion = Conclusion.YES) -> None:
    """It is noted what is best for the child."""
    note = BestInterestsNote(
        pk=walk.key("note"), case=walk.case, about=about, conclusion=conclusion, review_on=in_days(45)
    )
    said = {"childs_view": words.CHILDS_VIEW, "reason": words.BEST_FOR_THE_CHILD}
    actions.write_note(note=note, **said, by=walk.worker)


def age_asked(walk: Walk) -> AgeAssessment:
    """An assessment of an age in doubt was asked for."""
    fresh = AgeAssessment(pk=walk.key("assessment"), case=walk.case)
    agreed = {"reason": words.DOUBT, "child_agrees": True, "guardian_agrees": True}
    return actions.request_assessment(assessment=fresh, **agreed, by=walk.worker)


def age_request_taken_back(walk: Walk) -> None:
    """The child did not wish it after all."""
    perform(age_asked(walk), "withdraw", by=walk.worker)


def age_found(walk: Walk, find: Find) -> None:
    """An assessment was asked for, and found how old the person is."""
    find(ageassessment=age_asked(walk), reason=words.AGE_FOUND, by=walk.worker)
    walk.look_again()


def age_left_in_doubt(walk: Walk) -> None:
    """An assessment was asked for, and a doubt remains."""
    perform(age_asked(walk), "leave_in_doubt", reason=words.AGE_OPEN, by=walk.worker)
