"""The words of consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentStatus(models.TextChoices):
    """Where one consent stands."""

    NEW = "new", _("Not yet asked")
    DRAFT = "draft", _("Being prepared")
    INFORMED = "informed", _("Explained, waiting for the answer")
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced by a newer one")
    GROUND_PROPOSED = "ground_proposed", _("Legal ground, waiting for a second person")
    LEGAL_GROUND = "legal_ground", _("Legal ground without consent")


IN_FORCE = [ConsentStatus.GIVEN, ConsentStatus.LEGAL_GROUND]


class Purpose(models.TextChoices):
    """What something is agreed to for. One purpose implies no other."""

    SERVICES = "services", _("Help from the organisation that asks")
    SHARING = "sharing", _("Sharing with a service")
    MEDICAL = "medical", _("Medical help")
    IDENTIFICATION = "identification", _("Formal identification")
    POLICE = "police", _("Contact with the police")
    RETURN = "return", _("Return")
    RESEARCH = "research", _("Research without identity")
    MEDIA = "media", _("Media")


class DataSet(models.TextChoices):
    """Which part of the file a consent is about."""

    SUMMARY = "summary", _("Summary: age, sex, language, what is needed")
    NEEDS = "needs", _("Needs and plan")
    IDENTITY = "identity", _("Name, date of birth, contact")
    HEALTH = "health", _("Health")
    LEGAL = "legal", _("Legal matters")
    LOCATION = "location", _("Where the person stays")


class InformedPoint(models.TextChoices):
    """What the person must have been told before they can agree."""

    PURPOSE = "purpose", _("what it is for")
    USE = "use", _("how it is used now, and how it may be used")
    RESEARCH = "research", _("that figures without identity may serve research")
    SEE = "see", _("that they may see what is kept")
    KEPT = "kept", _("how long it is kept")
    WITHDRAW = "withdraw", _("how to take it back, at any time")
    HELP = "help", _("that help does not depend on it")


class GroundCode(models.TextChoices):
    """On what the law lets something be shared without consent."""

    CHILD_PROTECTION = "child_protection", _("Protection of a child")
    VITAL_INTEREST = "vital_interest", _("Life or health is in danger")
    COURT_ORDER = "court_order", _("A court ordered it")
    DUTY_TO_REPORT = "duty_to_report", _("The law orders to report it")


class PersonTold(models.TextChoices):
    """Whether the person knows of a legal ground."""

    TOLD = "told", _("The person was told")
    LATER = "later", _("The person will be told as soon as it is safe")
    FORBIDDEN = "forbidden", _("The court forbids telling")
