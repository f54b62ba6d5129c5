"""When a return may go on. Changing one's mind has no rule: it is never refused."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import ServiceKind
from consent.enums import Purpose
from identification.jurisdictions import days
from identification.rules import is_said
from referral.enums import ACTIVE
from referral.models import Referral
from repatriation.enums import RiskLevel
from workflow.rules import rule

if TYPE_CHECKING:
    from accounts.actors import Actor
    from accounts.models import Organisation
    from repatriation.models import Return


@rule(_("A return rests on a referral for return that the return organisation has accepted."))
def referral_is_for_return(record: "Return") -> bool:
    accepted = Referral.objects.filter(kind=ServiceKind.RETURN, purpose=Purpose.RETURN, status__in=ACTIVE)
    return accepted.filter(
        pk=record.referral_id, case=record.case_id, recipient=record.organisation_id
    ).exists()


@rule(_("The person has not agreed to prepare a return with this organisation."))
def person_agrees_to_preparing(record: "Return") -> bool:
    """Only the person's own consent (for a child, the guardian's within it): no legal ground makes a wish."""
    return record.agreement_with(record.organisation_id) is not None


@rule(_("Write down the wish in the person's own words, in at least ten characters."))
def wish_is_written(record: "Return", *, wish: str) -> bool:
    return is_said(wish)


@rule(_("The receiving organisation must be in the country of destination."))
def receiver_is_in_the_destination(record: "Return", *, receiving_organisation: "Organisation") -> bool:
    return receiving_organisation.country == record.destination_country


@rule(_("Name the receiving organisation first."))
def receiver_is_named(record: "Return") -> bool:
    return record.receiving_organisation_id is not None


@rule(_("The person has not agreed to the receiving organisation being told."))
def person_agrees_to_receiver(record: "Return") -> bool:
    """Nothing is told to the country of destination before a consent to return names who receives."""
    return receiver_is_named(record) and record.agreement_with(record.receiving_organisation_id) is not None


@rule(_("The case manager must assess the risk first."))
def manager_has_assessed(record: "Return") -> bool:
    return record.risk_assessed_by_manager_id is not None


@rule(_("You made the case manager's part, so another person must join."))
def counsel_is_another(record: "Return", *, by: "Actor") -> bool:
    return by.user_id != record.risk_assessed_by_manager_id


@rule(_("The case manager and a legal counsel must both have assessed the risk."))
def assessment_is_joint(record: "Return") -> bool:
    return record.risk_assessed_by_manager_id is not None and record.risk_assessed_by_counsel_id is not None


@rule(_("The risk was assessed too long ago: assess it anew."))
def assessment_is_fresh(record: "Return") -> bool:
    limit = timedelta(days=days(record.case.jurisdiction, "risk_assessment_days"))
    return record.risk_assessed_at is not None and timezone.now() <= record.risk_assessed_at + limit


@rule(_("The risk is high: this return cannot be cleared."))
def risk_is_not_high(record: "Return") -> bool:
    return record.risk in (RiskLevel.LOW, RiskLevel.MEDIUM)


@rule(_("The person claims asylum: nobody is returned meanwhile."))
def asylum_is_not_claimed(record: "Return") -> bool:
    return not record.asylum_claim


@rule(_("A proceeding is pending, and the court has not given leave to travel."))
def court_lets_travel(record: "Return") -> bool:
    return record.leave_of_court or not record.proceeding_pending


@rule(_("Both sides must sign the handover."))
def both_sides_sign(record: "Return", *, sending_signed: bool, receiving_signed: bool) -> bool:
    return sending_signed and receiving_signed


@rule(_("The follow-up is not over, and the person has not asked to end it."))
def monitoring_may_end(record: "Return", *, no_contact_wished: bool) -> bool:
    is_over = record.monitoring_until is not None and record.monitoring_until < timezone.localdate()
    return is_over or no_contact_wished
