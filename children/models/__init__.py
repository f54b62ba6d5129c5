"""The records of the child track."""

from children.models.age import AgeAssessment
from children.models.guardianship import Guardianship
from children.models.notes import BestInterestsNote, ProtectionNotice

__all__ = ["AgeAssessment", "BestInterestsNote", "Guardianship", "ProtectionNotice"]
