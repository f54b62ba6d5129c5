"""The words of voluntary returns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReturnStatus(models.TextChoices):
    """Where a return stands."""

    NEW = "new", _("Not yet explored")
    EXPLORED = "explored", _("Talked about")
    CONSENTED = "consented", _("The person wishes it")
    RISK_ASSESSED = "risk_assessed", _("Risk assessed")
    NOT_SAFE = "not_safe", _("Not safe")
    CLEARED = "cleared", _("Cleared")
    DOCUMENTS = "documents", _("Travel documents")
    RECEIVING_CONFIRMED = "receiving_confirmed", _("Receiving side confirmed")
    SCHEDULED = "scheduled", _("Day of travel set")
    IN_TRANSIT = "in_transit", _("On the way")
    HANDED_OVER = "handed_over", _("Handed over")
    MONITORING = "monitoring", _("Follow-up after the return")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("The person changed their mind")
    FAILED = "failed", _("Failed")


# The person may still change their mind, at once.
BEFORE_TRANSIT = [
    ReturnStatus.EXPLORED,
    ReturnStatus.CONSENTED,
    ReturnStatus.RISK_ASSESSED,
    ReturnStatus.NOT_SAFE,
    ReturnStatus.CLEARED,
    ReturnStatus.DOCUMENTS,
    ReturnStatus.RECEIVING_CONFIRMED,
    ReturnStatus.SCHEDULED,
    ReturnStatus.FAILED,
]
# Nothing recalls a journey that has begun.
UNDER_WAY = [ReturnStatus.IN_TRANSIT, ReturnStatus.HANDED_OVER, ReturnStatus.MONITORING]
ENDED = [ReturnStatus.COMPLETED, ReturnStatus.WITHDRAWN]
# Nothing goes on until somebody assesses the risk anew.
AT_REST = [ReturnStatus.NOT_SAFE, ReturnStatus.FAILED]
CLEARED_ON = [
    ReturnStatus.CLEARED,
    ReturnStatus.DOCUMENTS,
    ReturnStatus.RECEIVING_CONFIRMED,
    ReturnStatus.SCHEDULED,
    *UNDER_WAY,
    ReturnStatus.COMPLETED,
]


class RiskLevel(models.TextChoices):
    """How dangerous the return would be."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class FailureReason(models.TextChoices):
    """Why a return did not work."""

    DOCUMENTS = "documents", _("The travel documents were not given")
    RECEIVING = "receiving", _("The receiving side could not take the person")
    JOURNEY = "journey", _("The journey could not take place")
    HEALTH = "health", _("The person's health did not allow it")
    DANGER = "danger", _("There is a new danger, or a claim for asylum")
    DECLINED = "declined", _("The person declined everything")
