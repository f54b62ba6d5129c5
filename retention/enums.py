"""The words of keeping and erasing."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# A hold is asked for anew after so long, and what was put off comes back after so long at the latest.
LONGEST_HOLD = timedelta(days=2 * 365)
LONGEST_DELAY = timedelta(days=365)


class HoldStatus(models.TextChoices):
    """Where a legal hold stands."""

    NEW = "new", _("Not yet written down")
    STANDING = "standing", _("Stands")
    LIFTED = "lifted", _("Lifted")


class HeldFor(models.TextChoices):
    """Who asks that nothing is destroyed: a code in the trail."""

    COURT = "court", _("A court")
    PROSECUTOR = "prosecutor", _("A prosecutor")
    PROCEEDINGS = "proceedings", _("Pending proceedings")
    COMPLAINT = "complaint", _("A complaint that is not settled")


class ErasureStatus(models.TextChoices):
    """Where a wish to be erased stands."""

    NEW = "new", _("Not yet written down")
    ASKED = "asked", _("Asked for")
    DONE = "done", _("Erased")
    REFUSED = "refused", _("Refused")
    TAKEN_BACK = "taken_back", _("Taken back by the person")


class WishOf(models.TextChoices):
    """Who said it."""

    PERSON = "person", _("The person")
    ACTING = "acting", _("Somebody who acts for the person")


class ProposalStatus(models.TextChoices):
    """Where a proposal of the clock stands."""

    NEW = "new", _("Not yet proposed")
    PROPOSED = "proposed", _("Due")
    PUT_OFF = "put_off", _("Put off")
    APPROVED = "approved", _("Approved, not yet done")
    EXECUTED = "executed", _("Done")
    LAPSED = "lapsed", _("No longer due")


OPEN_PROPOSALS = [ProposalStatus.PROPOSED, ProposalStatus.PUT_OFF, ProposalStatus.APPROVED]
NOT_TOLD = "not_told"
