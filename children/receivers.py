"""What the child track does when news comes from the case, and what it answers."""

from typing import Any

from django.dispatch import receiver

from accounts.actors import Actor
from children.actions import come_of_age
from children.presenters import not_yet_told
from identification.models import Case
from identification.presenters import Waiting
from identification.signals import adulthood_asked, age_corrected, first_steps_asked


@receiver(age_corrected)
def nobody_acts_for_an_adult(sender: object, case: Case, **_rest: Any) -> None:
    """Who is grown up acts for themselves."""
    if not case.is_child:
        come_of_age(case=case, by=Actor.system("age_corrected"))


@receiver(adulthood_asked)
def say_what_was_assessed(sender: object, case: Case, **_rest: Any) -> bool:
    """Tell whether an age assessment stands against it: it has found nothing yet, or not that."""
    return case.age_assessments.keep_a_child()


@receiver(first_steps_asked)
def remind_of_child_protection(sender: object, case: Case, **_rest: Any) -> list[Waiting]:
    """Return what is still to be told to child protection."""
    return not_yet_told(case)
