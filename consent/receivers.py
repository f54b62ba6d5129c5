"""Answers to the questions that cases ask."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from consent.models import Consent
from identification.models import Case
from identification.signals import basis_asked


@receiver(basis_asked)
def answer_with_basis(
    sender: object, case: Case, purpose: str, recipient_id: UUID | None, since: datetime | None, **_rest: Any
) -> UUID | None:
    """Return the id of a basis for this purpose and recipient, given after `since`; None where there is none."""
    found = Consent.objects.in_force().filter(case=case, purpose=purpose)
    if recipient_id is not None:
        found = found.filter(recipient=recipient_id)
    if since is not None:
        found = found.filter(given_at__gt=since)
    return found.values_list("pk", flat=True).first()
