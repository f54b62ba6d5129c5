"""What a return does when news comes from the rooms below."""

from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver
from django.urls import reverse

from accounts.actors import Actor
from accounts.enums import ServiceKind
from consent.enums import Purpose
from consent.models import Consent
from consent.signals import consent_withdrawn, effects_asked
from consent.withdrawal.effects import Effect
from identification.models import Case
from identification.signals import case_declined, open_work_asked
from referral.models import Referral
from referral.signals import beginnings_asked, referral_revoked
from repatriation.actions import end_returns, resting_on, stop_returns, withdraw_of
from repatriation.enums import AT_REST, ENDED
from repatriation.models import Return
from repatriation.presenters import stopped
from workflow import gate
from workflow.steps import Step


@receiver(consent_withdrawn)
def stop_without_consent(sender: object, consent: Consent, **_rest: Any) -> None:
    """A return without the person's consent to it does not go on."""
    if consent.purpose == Purpose.RETURN:
        by = Actor.system("consent_withdrawn")
        stop_returns(case=consent.case, recipient_id=consent.recipient_id, by=by)


@receiver(effects_asked)
def tell_what_stops(sender: object, case: Case, consents: list[Consent], **_rest: Any) -> list[Effect]:
    """Answer which returns are not prepared further, and which journeys cannot be called back."""
    return stopped(resting_on(case, consents).select_related("organisation"))


@receiver(referral_revoked)
def stop_with_its_referral(sender: object, referral: Referral, **_rest: Any) -> None:
    """A return whose referral was taken back is not prepared further."""
    withdraw_of(referral=referral, by=Actor.system("referral_revoked"))


@receiver(case_declined)
def end_all(sender: object, case: Case, **_rest: Any) -> None:
    """A person who declines everything is returned nowhere."""
    end_returns(case=case, by=Actor.system("case_declined"))


@receiver(open_work_asked)
def open_returns(sender: object, case: Case, **_rest: Any) -> QuerySet[Return]:
    """Answer the query that finds the returns of this case that go on."""
    return Return.objects.filter(case=case).exclude(status__in=[*ENDED, *AT_REST])


@receiver(beginnings_asked)
def explore_a_return(sender: object, referral: Referral, by: Actor, **_rest: Any) -> list[Step]:
    """Answer that a return may be explored, unless one goes on already."""
    goes_on = Return.objects.filter(referral=referral).exclude(status__in=ENDED).exists()
    if referral.kind != ServiceKind.RETURN or goes_on:
        return []
    url = reverse("return_explore", args=[referral.pk])
    return gate.beginning(Return.on(referral), "explore", url, by=by)
