"""By when a person must have an answer: the country's dated value, which the record keeps."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from identification.jurisdictions import Value, value_if_any
from identification.models import Case


def begun(case: Case, name: str) -> tuple[date | None, dict[str, Any]]:
    """Return the last day for an answer that is asked for today, and the rule; no day where the country names none."""
    law = value_if_any(case.jurisdiction, name)
    if law is None:
        return None, {}
    return timezone.localdate() + timedelta(days=law.value), law.as_entry()


def rule(entry: dict[str, Any]) -> Value | None:
    """Return the rule that a record keeps."""
    return Value.of(entry) if entry else None


def supervisory_authority(case: Case) -> list[str]:
    """Return who watches over data protection in the country of a case, and how to reach them."""
    law = value_if_any(case.jurisdiction, "supervisory_authority")
    return list(law.value) if law else []
