"""The words that accounts are described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    POLICE = "police", _("Police")
    BORDER_GUARD = "border_guard", _("Border guard")
    LABOUR_INSPECTION = "labour_inspection", _("Labour inspection")
    HEALTH = "health", _("Health service")
    HOTLINE = "hotline", _("Hotline")
    NGO = "ngo", _("Non-governmental organisation")
    SHELTER = "shelter", _("Shelter")
    LEGAL_AID = "legal_aid", _("Legal aid")
    AUTHORITY = "authority", _("Competent authority")
    RETURN = "return", _("Return and reintegration")
    STATISTICS = "statistics", _("Statistics office")


class ServiceKind(models.TextChoices):
    """The kinds of help that an organisation may give."""

    CASE_MANAGEMENT = "case_management", _("Case management")
    ACCOMMODATION = "accommodation", _("Temporary accommodation and food")
    LEGAL_AID = "legal_aid", _("Legal aid and representation")
    MEDICAL = "medical", _("Medical help")
    PSYCHOLOGICAL = "psychological", _("Psychological help")
    FAMILY_FINDING = "family_finding", _("Family finding or guardianship for a minor")
    WORK = "work", _("Work and training")
    EDUCATION = "education", _("Education")
    DOCUMENTS = "documents", _("Document recovery")
    SOCIAL_ASSISTANCE = "social_assistance", _("One-time social assistance")
    INTERPRETATION = "interpretation", _("Interpretation")
    WITNESS_PROTECTION = "witness_protection", _("Protection of a witness")
    COMPENSATION = "compensation", _("Compensation claim")
    RELATIVES = "relatives", _("Contact with relatives")
    RETURN = "return", _("Return")
    REINTEGRATION = "reintegration", _("Reintegration")
