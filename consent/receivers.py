"""Answers to the questions that cases ask, and what a consent does when news comes from them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from accounts.actors import Actor
from consent.actions import end_ground, lapse, withdraw_all
from consent.enums import ConsentStatus, GroundCode, Purpose
from consent.models import Consent, Suspension
from identification.models import Case
from identification.signals import age_corrected, basis_asked, case_declined, loss_asked

EVERYTHING = ""
GROUNDS = [ConsentStatus.GROUND_PROPOSED, ConsentStatus.LEGAL_GROUND]


@receiver(basis_asked)
def answer_with_basis(
    sender: object,
    case: Case,
    purpose: str,
    recipient_id: UUID | None,
    data: str | None,
    since: datetime | None,
    given_only: bool = False,
    **_rest: Any,
) -> Consent | None:
    """Return the newest basis for this purpose, recipient and data set, given after `since`; None if there is none.

    `given_only` leaves legal grounds out: they never stand for an adult's own agreement.
    """
    asked = {"recipient": recipient_id, "data": data, "given_at__gt": since}
    named = {name: value for name, value in asked.items() if value is not None}
    in_force = Consent.objects.in_force().filter(case=case, purpose=purpose, **named)
    if given_only:
        in_force = in_force.filter(status=ConsentStatus.GIVEN)
    return in_force.order_by("-given_at").first()


@receiver(case_declined)
def end_all(sender: object, case: Case, by: Actor, **_rest: Any) -> None:
    """A person who declines everything agrees to nothing any more, and no ground replaces that."""
    withdraw_all(consents=Consent.objects.filter(case=case, status=ConsentStatus.GIVEN), by=by)
    for ground in Consent.objects.filter(case=case, status__in=GROUNDS):
        end_ground(consent=ground, by=Actor.system("case_declined"))


@receiver(age_corrected)
def rest_on_the_right_age(sender: object, case: Case, **_rest: Any) -> None:
    """What a child agreed to without a guardian ends; so does the protection of a child who is none.

    A child's identification needs no consent, so one to it may stay.
    """
    by = Actor.system("age_corrected")
    if case.is_child:
        given = Consent.objects.filter(case=case, status=ConsentStatus.GIVEN)
        for consent in given.exclude(purpose=Purpose.IDENTIFICATION):
            lapse(consent=consent, by=by)
    else:
        grounds = Consent.objects.filter(case=case, status__in=GROUNDS, ground=GroundCode.CHILD_PROTECTION)
        for ground in grounds:
            end_ground(consent=ground, by=by)


@receiver(loss_asked)
def would_be_lost(sender: object, case: Case, into: Case, **_rest: Any) -> bool:
    """Tell whether the other case lets be used what is not used here, or does not say "nothing to the police"."""
    says_no = [Consent.objects.filter(case=one).says_nothing_to_police() for one in (case, into)]
    return says_no == [True, False] or _would_be_used_again(case, into)


def _would_be_used_again(case: Case, into: Case) -> bool:
    running = Suspension.objects.running()
    here, there = (set(running.filter(case=one).values_list("data", flat=True)) for one in (case, into))
    return EVERYTHING not in there and not here <= there
