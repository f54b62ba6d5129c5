"""The words that emergencies are described with."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

LASTS = timedelta(minutes=60)
REVIEWED_WITHIN = timedelta(hours=72)
# After a review found abuse, the right is gone for so long.
GONE_FOR = timedelta(days=365)
SHORTEST_REASON = 30
TRIES, TRIES_WITHIN = 5, timedelta(hours=1)


class BreakGlassStatus(models.TextChoices):
    """Where a look in an emergency stands."""

    NEW = "new", _("Not yet begun")
    OPEN = "open", _("Open")
    ENDED = "ended", _("Ended")
    EXPIRED = "expired", _("The hour is over")
    JUSTIFIED = "justified", _("Justified")
    ABUSE = "abuse", _("Abuse")


OVER = [BreakGlassStatus.ENDED, BreakGlassStatus.EXPIRED]
TO_REVIEW = [BreakGlassStatus.OPEN, *OVER]


class Danger(models.TextChoices):
    """What the emergency is: a code in the trail."""

    LIFE = "life", _("Somebody's life is in danger now")
    HEALTH = "health", _("A medical emergency")
    MISSING = "missing", _("The person is missing and in danger")
    CHILD = "child", _("A child is in danger")
    FOUND = "found", _("Those who exploited the person have found them")
