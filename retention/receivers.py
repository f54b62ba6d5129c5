"""What retention answers when another room is about to destroy something."""

from typing import Any

from django.dispatch import receiver

from consent.signals import keeping_asked
from identification.holds import Hold
from identification.models import Case
from identification.signals import holds_asked
from retention.holds import placed
from retention.models import LegalHold
from retention.schedule import days_after_closing


@receiver(holds_asked)
def standing_holds(sender: object, case: Case, **_rest: Any) -> list[Hold]:
    """Answer the legal holds that stand today, under whichever number of the person they were written down."""
    return [placed(one) for one in LegalHold.objects.of_person(case).standing()]


@receiver(keeping_asked)
def days_kept(sender: object, case: Case, **_rest: Any) -> int | None:
    """Answer for how many days the file of this person is kept once the case is closed."""
    return days_after_closing(case)
