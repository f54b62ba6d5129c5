"""What the child track does when news comes from the case, and what it answers."""

from typing import Any

from django.db.models import Q, QuerySet
from django.dispatch import receiver

from accounts.actors import Actor
from children.actions import come_of_age
from children.enums import AssessmentStatus
from children.models import AgeAssessment
from children.presenters import not_yet_told
from identification.models import Case
from identification.presenters import Waiting
from identification.signals import adulthood_asked, age_corrected, first_steps_asked, open_work_asked


@receiver(age_corrected)
def nobody_acts_for_an_adult(sender: object, case: Case, **_rest: Any) -> None:
    """Who is grown up acts for themselves."""
    if not case.is_child:
        come_of_age(case=case, by=Actor.system("age_corrected"))


@receiver(adulthood_asked)
def say_what_was_assessed(sender: object, case: Case, **_rest: Any) -> bool:
    """Tell whether an age assessment stands against it: it has found nothing yet, or not that.

    What was assessed under another number of the same person counts too.
    """
    theirs = Q(case=case) | Q(case__merged_into=case)
    return AgeAssessment.objects.filter(theirs).keep_a_child()


@receiver(open_work_asked)
def open_assessments(sender: object, case: Case, **_rest: Any) -> QuerySet[AgeAssessment]:
    """Answer the query that finds an assessment of this case that has not found anything yet."""
    return AgeAssessment.objects.filter(case=case, status=AssessmentStatus.REQUESTED)


@receiver(first_steps_asked)
def remind_of_child_protection(sender: object, case: Case, **_rest: Any) -> list[Waiting]:
    """Return what is still to be told to child protection."""
    return not_yet_told(case)
