"""What is always true of a return, whoever writes it."""

from django.db import models
from django.db.models import F, Q

from repatriation.enums import CLEARED_ON, ReturnStatus, RiskLevel

HANDED_OVER_ON = [ReturnStatus.HANDED_OVER, ReturnStatus.MONITORING, ReturnStatus.COMPLETED]
ALWAYS_TRUE: list[models.BaseConstraint] = [
    models.CheckConstraint(
        condition=~Q(status__in=CLEARED_ON)
        | Q(
            risk__in=[RiskLevel.LOW, RiskLevel.MEDIUM],
            risk_assessed_by_manager__isnull=False,
            risk_assessed_by_counsel__isnull=False,
            cleared_by__isnull=False,
        ),
        name="a_cleared_return_was_assessed_by_two",
    ),
    models.CheckConstraint(
        condition=Q(risk_assessed_by_counsel=None)
        | ~Q(risk_assessed_by_counsel=F("risk_assessed_by_manager")),
        name="return_is_assessed_by_two_persons",
    ),
    models.CheckConstraint(
        condition=Q(cleared_by=None)
        | (~Q(cleared_by=F("risk_assessed_by_manager")) & ~Q(cleared_by=F("risk_assessed_by_counsel"))),
        name="return_is_cleared_by_a_third_person",
    ),
    models.CheckConstraint(
        condition=~Q(status__in=HANDED_OVER_ON) | Q(sending_signed=True, receiving_signed=True),
        name="both_sides_signed_the_handover",
    ),
]
