"""The words of consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import ServiceKind
from identification.enums import Capacity as Capacity


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


PURPOSE_OF = {ServiceKind.MEDICAL: Purpose.MEDICAL, ServiceKind.RETURN: Purpose.RETURN}


def purpose_of(kind: str) -> Purpose:
    """Return the purpose that help of this kind needs consent for."""
    return PURPOSE_OF.get(ServiceKind(kind), Purpose.SHARING)


class DataSet(models.TextChoices):
    """Which part of the file a consent is about."""

    SUMMARY = "summary", _("Summary: age, sex, language, what is needed")
    NEEDS = "needs", _("Needs and plan")
    IDENTITY = "identity", _("Name, date of birth, contact")
    HEALTH = "health", _("Health")
    LEGAL = "legal", _("Legal matters")
    LOCATION = "location", _("Where the person stays")


class InformedPoint(models.TextChoices):
    """What the person must have been told before they can agree, in the order of the talk."""

    HELP = "help", _("that help does not depend on it")
    CONTENT = "content", _("what is kept")
    PURPOSE = "purpose", _("what it is for")
    WHO = "who", _("who would see what")
    USE = "use", _("how it is used now, and how it may be used")
    RESEARCH = "research", _("that figures without identity may serve research")
    KEPT = "kept", _("how long it is kept")
    UNDONE = "undone", _("what cannot be undone")
    WITHDRAW = "withdraw", _("how to take it back, at any time")
    SEE = "see", _("that they may see what is kept")


class Lasting(models.TextChoices):
    """How long a consent lasts; never longer than the country lets it."""

    LONGEST = "longest", _("As long as the law here lets it")
    DAYS_30 = "days_30", _("30 days")
    DAYS_90 = "days_90", _("90 days")
    UNTIL = "until", _("Until a day")
    CASE = "case", _("Until the case is closed")


class Way(models.TextChoices):
    """How the person said that they agree."""

    DRAWN = "drawn", _("A sign drawn on the screen")
    TYPED = "typed", _("The name, typed")
    THUMBPRINT = "thumbprint", _("A thumbprint, photographed")
    PAPER = "paper", _("A signed paper, photographed")
    SPOKEN = "spoken", _("Spoken, before a witness")


# The ways that leave a picture.
PICTURED = [Way.DRAWN, Way.THUMBPRINT, Way.PAPER]
# The ways in which whoever acts for a child agrees, beside the child.
OF_A_GUARDIAN = [Way.TYPED, Way.PAPER, Way.SPOKEN]


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
