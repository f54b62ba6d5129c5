"""How long a consent lasts."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from consent.enums import Lasting
from identification.enums import CaseStatus
from identification.jurisdictions import days

if TYPE_CHECKING:
    from consent.models import Consent
    from identification.models import Case

DAYS = {Lasting.DAYS_30: 30, Lasting.DAYS_90: 90}


def longest(case: "Case", since: datetime) -> datetime:
    """Return until when a consent that is given then may last, as the country says."""
    return since + timedelta(days=days(case.jurisdiction, "consent_days"))


def end_of(case: "Case", lasts: str, until: date | None, since: datetime) -> datetime:
    """Return when a consent that is given then ends: when the person chose, never later than the country lets it."""
    most = longest(case, since)
    if lasts in DAYS:
        return min(most, since + timedelta(days=DAYS[Lasting(lasts)]))
    return min(most, last_moment(until)) if until else most


def last_moment(day: date) -> datetime:
    """Return the end of a day."""
    return timezone.make_aware(datetime.combine(day, time.max))


def is_over() -> Q:
    """Return the condition that the time of a consent is over: its end has come, or its case is closed."""
    with_case = Q(lasts=Lasting.CASE, case__status=CaseStatus.CLOSED)
    return Q(expires_at__isnull=False, expires_at__lte=timezone.now()) | with_case


def time_is_over(consent: "Consent") -> bool:
    """Tell whether the time of this consent is over."""
    closed = consent.lasts == Lasting.CASE and consent.case.status == CaseStatus.CLOSED
    return closed or (consent.expires_at is not None and consent.expires_at <= timezone.now())
