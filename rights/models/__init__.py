"""What people asked for, as they asked it."""

from rights.models.complaint import Complaint
from rights.models.copy import CopyRequest
from rights.models.correction import Correction
from rights.models.restriction import Restriction

__all__ = ["Complaint", "CopyRequest", "Correction", "Restriction"]
