"""What retention answers when another room is about to destroy something."""

from typing import Any

from django.dispatch import receiver

from consent.signals import keeping_asked
from identification.holds import Hold
from identification.models import Case
from identification.signals import holds_asked
from retention.models import LegalHold
from retention.schedule import days_after_closing


@receiver(holds_asked)
def standing_holds(sender: object, case: Case, **_rest: Any) -> list[Hold]:
    """Answer the legal holds that stand today, under whichever number of the person: by whom, never why."""
    standing = LegalHold.objects.of_person(case).standing()
    return [Hold(one.get_held_for_display(), one.until, outlasts=True) for one in standing]


@receiver(keeping_asked)
def days_kept(sender: object, case: Case, **_rest: Any) -> int | None:
    """Answer for how many days the file of this person is kept once the case is closed."""
    return days_after_closing(case)
