"""The case, the person behind it, their screenings, the decisions, and who may see."""

from identification.models.access import CaseAccess
from identification.models.case import Case
from identification.models.checklist import InstalledSet, SignOff
from identification.models.decision import Decision
from identification.models.honeytoken import Honeytoken, HoneytokenAlert
from identification.models.identity import Identity, OpeningNote
from identification.models.mark import IdentityMark
from identification.models.openings import DailyOpenings
from identification.models.screening import Answer, AnswerNote, Screening

__all__ = [
    "Answer",
    "AnswerNote",
    "Case",
    "CaseAccess",
    "DailyOpenings",
    "Decision",
    "Honeytoken",
    "HoneytokenAlert",
    "Identity",
    "IdentityMark",
    "InstalledSet",
    "OpeningNote",
    "Screening",
    "SignOff",
]
