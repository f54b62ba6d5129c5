"""Shelters, their beds, and the stays in them."""

from shelters.models.placement import Placement
from shelters.models.shelter import Bed, Shelter

__all__ = ["Bed", "Placement", "Shelter"]
