"""The case, the person behind it, their screenings, the decisions, and who may see."""

from identification.models.access import CaseAccess
from identification.models.case import Case
from identification.models.decision import Decision
from identification.models.identity import Identity
from identification.models.mark import IdentityMark
from identification.models.screening import Answer, Screening

__all__ = ["Answer", "Case", "CaseAccess", "Decision", "Identity", "IdentityMark", "Screening"]
