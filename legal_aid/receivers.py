"""What a legal matter does when news comes from the rooms below."""

from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from consent.models import Consent
from consent.signals import consent_withdrawn, effects_asked
from consent.withdrawal.effects import Effect
from identification.holds import Hold, of_person
from identification.models import Case
from identification.signals import case_declined, holds_asked, open_work_asked
from legal_aid.actions import halt_all, halt_of, halt_resting_on
from legal_aid.enums import LEGAL_SERVICES, OPEN, PROCEEDINGS
from legal_aid.models import Matter
from legal_aid.presenters import halted
from referral.models import Referral
from referral.signals import beginnings_asked, referral_revoked
from workflow import gate
from workflow.steps import Step


@receiver(consent_withdrawn)
def halt_without_basis(sender: object, consent: Consent, **_rest: Any) -> None:
    """Nothing is done in a matter without the person's agreement."""
    halt_resting_on(consent=consent, by=Actor.system("consent_withdrawn"))


@receiver(effects_asked)
def tell_what_halts(sender: object, case: Case, consents: list[Consent], **_rest: Any) -> list[Effect]:
    """Answer which matters halt, and until when somebody has to act all the same."""
    return halted(Matter.objects.open_and_resting_on(consents).select_related("organisation"))


@receiver(referral_revoked)
def halt_with_its_referral(sender: object, referral: Referral, **_rest: Any) -> None:
    """Nothing is done in a matter whose referral was taken back."""
    halt_of(referral=referral, by=Actor.system("referral_revoked"))


@receiver(case_declined)
def halt_for_good(sender: object, case: Case, **_rest: Any) -> None:
    """A person who declines everything wants no lawyer from us either."""
    halt_all(case=case, by=Actor.system("case_declined"))


@receiver(open_work_asked)
def open_matters(sender: object, case: Case, **_rest: Any) -> QuerySet[Matter]:
    """Answer the query that finds the legal matters of this case that go on."""
    return Matter.objects.filter(case=case, status__in=OPEN)


@receiver(holds_asked)
def hold_for_proceedings(sender: object, case: Case, **_rest: Any) -> list[Hold]:
    """Answer that the case is held while proceedings of the person are pending, under whichever of their numbers."""
    pending = Matter.objects.filter(of_person(case), status__in=OPEN, kind__in=PROCEEDINGS)
    return [Hold(_("Legal proceedings of the person are pending"))] if pending.exists() else []


@receiver(beginnings_asked)
def open_a_matter(sender: object, referral: Referral, by: Actor, **_rest: Any) -> list[Step]:
    """Answer that a legal matter may be opened: one referral may lead to several."""
    if referral.kind not in LEGAL_SERVICES:
        return []
    return gate.beginning(Matter.on(referral), "open", reverse("matter_open", args=[referral.pk]), by=by)
