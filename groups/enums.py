"""The words that the place is described with, at which a group was met. No address, no name, no text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from identification.enums import Industry


class Place(models.TextChoices):
    """What kind of place it was."""

    VEHICLE = "vehicle", _("A lorry, bus or car")
    BORDER = "border", _("A border crossing")
    SHIP = "ship", _("A ship or boat")
    WORKPLACE = "workplace", _("A place of work")
    HOUSE = "house", _("A flat or house")
    STREET = "street", _("A street or public place")
    OTHER = "other", _("Another place")


# The sections in which exploitation is met most: a short list where minutes count.
INDUSTRIES = [*((one.value, one.label) for one in map(Industry, "ABCFGHIST")), ("", _("Not known, or none"))]
