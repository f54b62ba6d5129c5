"""The one question: is there a basis?"""

from collections.abc import Iterable
from uuid import UUID

from consent.models import Consent
from identification.models import Case


def basis_for(case: Case, recipient_id: UUID | None, purpose: str, data: str) -> Consent | None:
    """Return the consent or legal ground in force for exactly this, or None. Asked anew at every step that shares."""
    return (
        Consent.objects.in_force()
        .filter(case=case, recipient=recipient_id, purpose=purpose, data=data)
        .order_by("-given_at")
        .first()
    )


def bases_for(case: Case, recipient_id: UUID | None, purpose: str, data_sets: Iterable[str]) -> list[Consent]:
    """Return one basis for each data set, in one query; fewer than asked where one is missing."""
    found = Consent.objects.in_force().filter(
        case=case, recipient=recipient_id, purpose=purpose, data__in=list(data_sets)
    )
    return list({consent.data: consent for consent in found.order_by("given_at")}.values())
