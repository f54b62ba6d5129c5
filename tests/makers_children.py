"""The child track, written as workers write it: for an adult nothing."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from children import actions
from children.enums import About, AppointedBy, Conclusion, GuardianKind, Way
from children.models import AgeAssessment, BestInterestsNote, Guardianship, ProtectionNotice
from identification.models import Case
from tests.kept import kept

VIEW = "I want to sleep where my sister sleeps."
BECAUSE = "The two have never been apart, and the school is near."
GUARDIAN, NUMBER = "Guardiana Invented", "+000 77 123456"
DOUBT = "No paper says when the person was born."
FOUND = "A doctor and a teacher spoke with the person twice."
SUSPICION = "The uncle held the papers of three others."


def in_days(days: int) -> date:
    """Return the day that many days from today."""
    return timezone.localdate() + timedelta(days=days)


@kept
def appointed(case: Case, by: Actor, **given: Any) -> Guardianship:
    """Return a guardian whom a court appointed, since a week ago and for a year."""
    fresh = {
        "kind": GuardianKind.APPOINTED,
        "appointed_by": AppointedBy.COURT,
        "appointment": "Family court, 12/2026",
        "name": GUARDIAN,
        "contact": NUMBER,
        "starts": in_days(-7),
        "until": in_days(365),
        **given,
    }
    new = Guardianship(case=case, written_by=by.user, **fresh)
    return actions.appoint(guardianship=new, by=by)


@kept
def guarded(case: Case, by: Actor) -> None:
    """Somebody acts for the child."""
    if case.is_child and not case.guardianships.acting().exists():
        appointed(case, by)


@kept
def noted(
    case: Case, by: Actor, about: str = About.PLACEMENT, conclusion: str = Conclusion.YES
) -> BestInterestsNote:
    """Return a note on the child's best interests, to be looked at again in a month."""
    new = BestInterestsNote(case=case, about=about, conclusion=conclusion, review_on=in_days(30))
    return actions.write_note(note=new, childs_view=VIEW, reason=BECAUSE, by=by)


@kept
def well_placed(case: Case, by: Actor) -> None:
    """It is noted that a place to stay is in the child's best interests."""
    if case.is_child:
        noted(case, by)


@kept
def well_returned(case: Case, by: Actor) -> None:
    """It is noted that a return is in the child's best interests."""
    if case.is_child:
        noted(case, by, About.RETURN)


@kept
def told(case: Case, by: Actor, **given: Any) -> ProtectionNotice:
    """Return that child protection was told today, by telephone."""
    new = ProtectionNotice(case=case, body="Child protection service", reference="CP-77")
    return actions.tell(notice=new, **{"told_on": in_days(0), "way": Way.PHONE, "by": by, **given})


@kept
def asked_for(case: Case, by: Actor, **given: Any) -> AgeAssessment:
    """Return an age assessment, asked for with both agreements."""
    guarded(case, by)
    entered = {"reason": DOUBT, "child_agrees": True, "guardian_agrees": True, **given}
    return actions.request_assessment(assessment=AgeAssessment(case=case), **entered, by=by)
