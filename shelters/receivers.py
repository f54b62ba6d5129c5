"""What a stay does when news comes from the rooms below."""

from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver
from django.urls import reverse

from accounts.actors import Actor
from accounts.enums import ServiceKind
from consent.models import Consent
from consent.signals import consent_withdrawn, effects_asked, use_suspended
from consent.withdrawal.effects import Effect
from identification.models import Case
from identification.signals import case_declined, open_work_asked
from referral.models import Referral
from referral.signals import beginnings_asked, referral_revoked
from shelters.actions import give_up, keep_bed
from shelters.enums import PlacementStatus
from shelters.models import Placement, Shelter
from shelters.presenters import beds_kept
from workflow import gate
from workflow.steps import Step


@receiver(consent_withdrawn)
def narrow_to_duty_of_care(sender: object, consent: Consent, **_rest: Any) -> None:
    """The person keeps the bed; what the shelter sees narrows to what it must know. A mere request is refused."""
    for placement in _resting_on([consent]).select_related("case", "shelter__organisation"):
        keep_bed(placement=placement, by=Actor.system("consent_withdrawn"))


@receiver(use_suspended)
def keep_beds_meanwhile(sender: object, case: Case, data: str, **_rest: Any) -> None:
    """What is kept from use puts nobody out: the shelter keeps its duty of care. A mere request waits."""
    for placement in Placement.objects.open().filter(case=case).exclude(status=PlacementStatus.REQUESTED):
        if not data or data in placement.referral.data_sets:
            keep_bed(placement=placement, by=Actor.system("use_suspended"))


@receiver(effects_asked)
def tell_which_beds_stay(sender: object, case: Case, consents: list[Consent], **_rest: Any) -> list[Effect]:
    """Answer which beds stay, and which requests for one are refused."""
    return beds_kept(_resting_on(consents).select_related("shelter__organisation").order_by("starts"))


def _resting_on(consents: list[Consent]) -> QuerySet[Placement]:
    return Placement.objects.open().filter(referral__in=Referral.objects.resting_on(consents))


@receiver(referral_revoked)
def keep_the_bed(sender: object, referral: Referral, **_rest: Any) -> None:
    """A referral taken back puts nobody out: the shelter keeps its duty of care."""
    for placement in Placement.objects.open().filter(referral=referral):
        keep_bed(placement=placement, by=Actor.system("referral_revoked"))


@receiver(case_declined)
def end_all(sender: object, case: Case, **_rest: Any) -> None:
    """A person who declines everything stays nowhere."""
    for placement in Placement.objects.open().filter(case=case):
        give_up(placement=placement, by=Actor.system("case_declined"))


@receiver(open_work_asked)
def open_stays(sender: object, case: Case, **_rest: Any) -> QuerySet[Placement]:
    """Answer the query that finds the stays of this case that are not over."""
    return Placement.objects.open().filter(case=case)


@receiver(beginnings_asked)
def ask_for_a_bed(sender: object, referral: Referral, by: Actor, **_rest: Any) -> list[Step]:
    """Answer that a bed may be asked for, unless one was already, or the recipient has no shelter here."""
    has_shelter = Shelter.objects.filter(organisation=referral.recipient_id).exists()
    is_asked_for = Placement.objects.open().filter(referral=referral).exists()
    if referral.kind != ServiceKind.ACCOMMODATION or is_asked_for or not has_shelter:
        return []
    url = reverse("placement_request", args=[referral.pk])
    return gate.beginning(Placement.of(referral), "request", url, by=by)
