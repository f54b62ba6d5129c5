"""When a referral may be sent, accepted, expired."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import ServiceKind
from consent.enums import DataSet
from identification.enums import HELPED
from workflow.rules import rule

if TYPE_CHECKING:
    from referral.models import Referral


@rule(_("The person has not agreed to this being shared with this organisation."))
def consent_covers_receiver(referral: "Referral") -> bool:
    return bool(referral.data_sets) and len(referral.bases_now()) == len(set(referral.data_sets))


@rule(_("Share the summary as well: the service answers on the strength of it."))
def summary_is_shared(referral: "Referral") -> bool:
    return DataSet.SUMMARY in referral.data_sets


@rule(_("The organisation does not offer this service now, or not to a person of this age, sex or language."))
def service_is_active_and_fits(referral: "Referral") -> bool:
    service = referral.service
    return service.is_active and service.fits(referral.case)


@rule(_("Help begins when the person is at least presumed to be a victim."))
def case_is_helped(referral: "Referral") -> bool:
    return referral.case.status in HELPED


@rule(_("Another organisation carries the case by now: ask it for a new referral."))
def sender_still_carries(referral: "Referral") -> bool:
    """A case is passed on by who carries it; an older offer does not take it away again."""
    passes_on = referral.kind == ServiceKind.CASE_MANAGEMENT
    return not passes_on or referral.sender_id == referral.case.carrier_id


@rule(_("An organisation does not refer to itself."))
def recipient_is_another(referral: "Referral") -> bool:
    return referral.recipient_id != referral.sender_id


@rule(_("The deadline has not passed yet."))
def deadline_has_passed(referral: "Referral") -> bool:
    return referral.deadline_at is not None and referral.deadline_at <= timezone.now()
