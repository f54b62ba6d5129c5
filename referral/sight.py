"""Which sight of a case rests on a referral, and so ends with it."""

from collections.abc import Iterable
from uuid import UUID

from consent.models import Consent
from referral.enums import ACTIVE
from referral.models import Referral


def bases_only_of(referrals: Iterable[Referral]) -> set[UUID]:
    """Return the bases on which, once these referrals are over, no other active one to the same recipient rests."""
    rows = list(referrals)
    over = [one.pk for one in rows]
    return {basis for one in rows for basis in _bases_only_of(one, over)}


def _bases_only_of(referral: Referral, over: list[UUID]) -> list[UUID]:
    others = Referral.objects.filter(
        case=referral.case_id, recipient=referral.recipient_id, purpose=referral.purpose, status__in=ACTIVE
    ).exclude(pk__in=over)
    needed = {data for data_sets in others.values_list("data_sets", flat=True) for data in data_sets}
    resting = Consent.objects.filter(
        case=referral.case_id, recipient=referral.recipient_id, purpose=referral.purpose
    ).exclude(data__in=needed)
    return list(resting.values_list("pk", flat=True))
