"""The words that the place is described with, at which a group was met. No address, no name, no text."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """What kind of place it was."""

    VEHICLE = "vehicle", _("A lorry, bus or car")
    BORDER = "border", _("A border crossing")
    SHIP = "ship", _("A ship or boat")
    WORKPLACE = "workplace", _("A place of work")
    HOUSE = "house", _("A flat or house")
    STREET = "street", _("A street or public place")
    OTHER = "other", _("Another place")


class Industry(models.TextChoices):
    """What was done there, by the sections of ISIC Rev. 4 in which exploitation is met most."""

    AGRICULTURE = "A", _("Farming, forestry, fishing")
    MINING = "B", _("Mining")
    MANUFACTURING = "C", _("Factories and workshops")
    CONSTRUCTION = "F", _("Building")
    TRADE = "G", _("Shops and markets")
    TRANSPORT = "H", _("Transport")
    HOSPITALITY = "I", _("Hotels, food and bars")
    SERVICES = "S", _("Other services, sexual services included")
    HOUSEHOLDS = "T", _("Work in households")
    UNKNOWN = "", _("Not known, or none")
