"""What a referral does when news comes from the rooms below."""

from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver

from accounts.actors import Actor
from accounts.models import Organisation
from consent.models import Consent
from consent.signals import consent_withdrawn, effects_asked, offers_asked
from consent.withdrawal.effects import Effect
from identification.models import Case
from identification.signals import case_declined, open_work_asked
from referral.actions import call_off, revoke
from referral.enums import SENT
from referral.models import Referral, Service
from referral.presenters import revoked


@receiver(consent_withdrawn)
def halt_referrals(sender: object, consent: Consent, **_rest: Any) -> None:
    """Referrals that rested on this consent are revoked; a draft is left to its writer."""
    for referral in Referral.objects.resting_on([consent]).filter(status__in=SENT):
        revoke(referral=referral, by=Actor.system("consent_withdrawn"))


@receiver(effects_asked)
def tell_what_is_revoked(sender: object, case: Case, consents: list[Consent], **_rest: Any) -> list[Effect]:
    """Answer which referrals are revoked, with what goes with them, and what was told with them already."""
    resting = Referral.objects.resting_on(consents).filter(status__in=SENT)
    return revoked(list(resting.select_related("recipient").order_by("recipient__name", "kind")))


@receiver(case_declined)
def revoke_all(sender: object, case: Case, **_rest: Any) -> None:
    """A person who declines everything is referred nowhere."""
    for referral in Referral.objects.open().filter(case=case):
        call_off(referral=referral, by=Actor.system("case_declined"))


@receiver(open_work_asked)
def open_referrals(sender: object, case: Case, **_rest: Any) -> QuerySet[Referral]:
    """Answer the query that finds the referrals of this case that are not over."""
    return Referral.objects.open().filter(case=case)


@receiver(offers_asked)
def who_offers(sender: object, case: Case, kind: str, **_rest: Any) -> list[Organisation]:
    """Answer the organisations with a service of this kind that is offered today and fits the person."""
    services = Service.objects.filter(kind=kind, is_active=True).select_related("organisation")
    return [one.organisation for one in services if one.fits(case)]
