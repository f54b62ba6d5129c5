"""The words that calls are described with. Nothing else is kept of a call: no name, no number, no text."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallStatus(models.TextChoices):
    """Where a call stands."""

    NEW = "new", _("Not yet taken")
    OPEN = "open", _("Open")
    TURNED = "turned", _("Turned into a case")
    CLOSED = "closed", _("Closed with advice")


class Channel(models.TextChoices):
    """How the person reached the hotline."""

    PHONE = "phone", _("Telephone")
    CHAT = "chat", _("Chat or messenger")
    EMAIL = "email", _("E-mail")
    IN_PERSON = "in_person", _("In person")


class Category(models.TextChoices):
    """What the call was about, as hotlines count it."""

    MIGRATION = "migration", _("Migration")
    WORK_ABROAD = "work_abroad", _("Work abroad")
    STUDY_ABROAD = "study_abroad", _("Study abroad")
    MARRIAGE = "marriage", _("Marriage")
    TRAFFICKING = "trafficking", _("Trafficking")
    LEGAL_SOCIAL = "legal_social", _("Legal and social questions")


class Advice(models.TextChoices):
    """What the person was told."""

    EMERGENCY = "emergency", _("Emergency numbers, and how to leave safely")
    HELP = "help", _("Help and shelter for people who were exploited")
    EMPLOYER = "employer", _("To check the employer or agency before going")
    CONTRACT = "contract", _("To have a written contract in a language they read")
    PAPERS = "papers", _("To keep their papers, with copies at home")
    ENTRY = "entry", _("Rules for visas, work and residence")
    WORK = "work", _("Rights at work, and how to claim wages")
    FAMILY = "family", _("Rights in marriage, and of children")
    AGAIN = "again", _("To call again at any time")
    NONE = "none", _("None: the call ended too early")


class Pointed(models.TextChoices):
    """Where the person was told to turn to. Nothing is sent there: a referral needs a case and a consent."""

    POLICE = "police", _("Police or emergency services")
    NGO = "ngo", _("An organisation that helps, or a shelter")
    CHILD_PROTECTION = "child_protection", _("Child protection")
    LEGAL_AID = "legal_aid", _("Legal aid")
    HEALTH = "health", _("Health service")
    LABOUR_INSPECTION = "labour_inspection", _("Labour inspection")
    MIGRATION_SERVICE = "migration_service", _("Migration service")
    CONSULATE = "consulate", _("Consulate")
    HOTLINE = "hotline", _("A hotline in another country")
