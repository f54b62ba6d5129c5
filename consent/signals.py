"""News and questions for the rooms above: sent inside the transaction of the asker."""

from typing import TYPE_CHECKING, Any

from django.dispatch import Signal

if TYPE_CHECKING:
    from accounts.models import Organisation
    from identification.models import Case

# A basis is gone: withdrawn, expired, or its legal ground ended. Arguments: consent, by.
consent_withdrawn = Signal()
# "Who offers this kind of help to this person today?" Arguments: case, kind. A receiver answers organisations.
offers_asked = Signal()


def offering(case: "Case", kind: str) -> "list[Organisation]":
    """Return the organisations that offer help of a kind to this person today, but the carrier, by name."""
    answers: list[tuple[Any, Any]] = offers_asked.send(sender=type(case), case=case, kind=kind)
    found = {one.pk: one for _receiver, organisations in answers for one in organisations}
    return sorted((one for pk, one in found.items() if pk != case.carrier_id), key=str)


# "For how many days is what was written down kept once this case is closed?" Arguments: case. A receiver answers a
# number, or None where nothing is ever erased.
keeping_asked = Signal()


def kept_for(case: "Case") -> int | None:
    """Return for how many days a file is kept after its case is closed; None where nobody says so."""
    answers: list[tuple[Any, Any]] = keeping_asked.send(sender=type(case), case=case)
    return next((days for _receiver, days in answers if days is not None), None)


# "What becomes of yours when these are taken back?" Arguments: case, consents. A receiver answers a list of `Effect`,
# found by the very query by which it acts on `consent_withdrawn`.
effects_asked = Signal()
# The person asked that a data set, or all ("") of a case, is kept and not used. Arguments: case, data, by.
use_suspended = Signal()
