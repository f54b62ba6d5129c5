"""The case, the person behind it, their screenings, the decisions, and who may see."""

from identification.models.access import CaseAccess
from identification.models.case import Case
from identification.models.checklist import InstalledSet, SignOff, is_provisional, marked_name
from identification.models.decision import Decision
from identification.models.honeytoken import Honeytoken, HoneytokenAlert
from identification.models.identity import Identity, OpeningNote
from identification.models.inquiry import Inquiry
from identification.models.mark import IdentityMark
from identification.models.openings import DailyOpenings
from identification.models.screening import Answer, AnswerNote, Screening
from identification.models.vote import Vote

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
    "Inquiry",
    "InstalledSet",
    "OpeningNote",
    "Screening",
    "SignOff",
    "Vote",
    "is_provisional",
    "marked_name",
]
