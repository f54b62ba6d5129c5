"""The words of shelters and stays."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BedKind(models.TextChoices):
    """For whom a bed is: men, women and children apart, families together."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    FAMILIES = "families", _("Families")
    UNACCOMPANIED_CHILDREN = "unaccompanied_children", _("Children without family")


class PlacementStatus(models.TextChoices):
    """Where a stay stands."""

    NEW = "new", _("Not yet asked for")
    REQUESTED = "requested", _("Asked for")
    RESERVED = "reserved", _("Reserved")
    ADMITTED = "admitted", _("Staying")
    EXTENSION_REQUESTED = "extension_requested", _("Staying, longer stay asked for")
    TRANSFER_PENDING = "transfer_pending", _("Staying, waits for another shelter")
    EXITED = "exited", _("Moved on")
    LEFT_VOLUNTARILY = "left_voluntarily", _("Left by own wish")
    REFUSED = "refused", _("Refused")
    EXPIRED = "expired", _("Expired: the person did not come")


IN_HOUSE = [
    PlacementStatus.ADMITTED,
    PlacementStatus.EXTENSION_REQUESTED,
    PlacementStatus.TRANSFER_PENDING,
]
# These hold a bed, each night from the first to the last.
HOLDING = [PlacementStatus.RESERVED, *IN_HOUSE]
OPEN = [PlacementStatus.REQUESTED, *HOLDING]


class RefusalReason(models.TextChoices):
    """Why a shelter says no."""

    FULL = "full", _("No bed free")
    NOT_FITTING = "not_fitting", _("The shelter does not fit the need")
    NOT_SAFE = "not_safe", _("It would not be safe here")
    NOT_AGREED = "not_agreed", _("The person does not agree to it any more")


class ExitReason(models.TextChoices):
    """Where a person goes after a stay."""

    HOME = "home", _("To a home of their own")
    RELATIVES = "relatives", _("To relatives or friends")
    OTHER_SHELTER = "other_shelter", _("To another shelter")
    MEDICAL = "medical", _("To a hospital or clinic")
    RETURN = "return", _("Back to their country, as they wish")
