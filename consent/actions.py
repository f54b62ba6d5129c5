"""What changes consents, with everything that goes with each change."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation
from consent.enums import ConsentStatus, Purpose
from consent.models import Consent, Suspension
from consent.signals import consent_withdrawn, use_suspended
from identification import access
from identification.actions import halt_identification
from identification.enums import AWAITS_DECISION
from identification.models import Case
from workflow.gate import perform
from workflow.guard import writing


@transaction.atomic
def prepare(
    *,
    case: Case,
    purpose: str,
    recipient: Organisation | None,
    data: Iterable[str],
    by: Actor,
    talk: UUID | None = None,
) -> list[Consent]:
    """Return drafts, one for each data set, bound by one talk."""
    if talk is None or Consent.objects.filter(talk=talk).exclude(case=case).exists():
        talk = uuid4()  # a talk is about one person
    return [perform(_new(case, purpose, recipient, one, talk, by), "draft", by=by) for one in data]


@transaction.atomic
def inform(
    *, consents: Iterable[Consent], points: list[str], language: str, interpreter: str, by: Actor
) -> None:
    """Every draft of a talk is explained."""
    for consent in consents:
        perform(consent, "inform", points=points, language=language, interpreter=interpreter, by=by)


@transaction.atomic
def record_answers(
    *,
    consents: Iterable[Consent],
    agreed: Iterable[str],
    child_agrees: bool,
    guardian_agrees: bool,
    by: Actor,
) -> None:
    """Each explained consent of a talk is given, where its data set is agreed to, else refused."""
    agreed = set(agreed)
    for consent in consents:
        if consent.data in agreed:
            give(consent=consent, child_agrees=child_agrees, guardian_agrees=guardian_agrees, by=by)
        else:
            perform(consent, "refuse", by=by)


@transaction.atomic
def give(
    *, consent: Consent, by: Actor, child_agrees: bool = False, guardian_agrees: bool = False
) -> Consent:
    """Return the consent, given; an older one that says the same is replaced, and sight that rested on it moves."""
    older = Consent.objects.filter(
        case=consent.case,
        recipient=consent.recipient,
        purpose=consent.purpose,
        data=consent.data,
        status=ConsentStatus.GIVEN,
    )
    replaced = [perform(one, "supersede", by=by) for one in older]
    consent = perform(consent, "give", child_agrees=child_agrees, guardian_agrees=guardian_agrees, by=by)
    for one in replaced:
        access.rest_on(case=consent.case, old=one.pk, new=consent.pk, expires_at=consent.expires_at, by=by)
    return consent


@transaction.atomic
def withdraw(*, consent: Consent, by: Actor) -> Consent:
    """Return the consent, withdrawn: the sight that rested on it has ended and what was open is halted."""
    return _end_basis(perform(consent, "withdraw", by=by), by)


@transaction.atomic
def withdraw_talk(*, case: Case, talk: UUID, by: Actor) -> list[Consent]:
    """Return the consents of a talk that were given, all withdrawn: under the case's lock, so that none is missed.

    Sight ends only after the last one: who writes this down may lose it with the first.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    given = Consent.objects.filter(case=case, talk=talk, status=ConsentStatus.GIVEN).order_by("data")
    withdrawn = [perform(one, "withdraw", by=by) for one in list(given)]
    return [_end_basis(one, by) for one in withdrawn]


@transaction.atomic
def expire(*, consent: Consent, by: Actor) -> Consent:
    """Return the consent, expired, with the same effects as a withdrawal."""
    return _end_basis(perform(consent, "expire", by=by), by)


@transaction.atomic
def lapse(*, consent: Consent, by: Actor) -> Consent:
    """Return the consent that a child had given alone, expired, with the same effects as a withdrawal."""
    return _end_basis(perform(consent, "lapse", by=by), by)


@transaction.atomic
def lapse_proposal(*, consent: Consent, by: Actor) -> Consent:
    """Return the legal ground to which nobody agreed in time: nothing rests on it."""
    return perform(consent, "lapse_proposal", by=by)


@transaction.atomic
def propose_ground(
    *,
    case: Case,
    purpose: str,
    recipient: Organisation,
    data: str,
    ground: str,
    reason: str,
    person_told: str,
    until: date,
    by: Actor,
    tell_by: date | None = None,
    talk: UUID | None = None,
) -> Consent:
    """Return a legal ground that waits for a second person."""
    consent = _new(case, purpose, recipient, data, talk or uuid4(), by)
    entered: dict[str, Any] = {"ground": ground, "reason": reason, "person_told": person_told, "until": until}
    entered["tell_by"] = tell_by
    return perform(consent, "propose_ground", by=by, **entered)


@transaction.atomic
def end_ground(*, consent: Consent, by: Actor) -> Consent:
    """Return the ground, ended, with the same effects as a withdrawal."""
    return _end_basis(perform(consent, "end_ground", by=by), by)


@transaction.atomic
def keep_from_use(*, case: Case, data: str, asked_in: UUID, by: Actor) -> Suspension:
    """Return the suspension: no recipient reads this data set, or anything, by what was agreed to so far.

    News goes up before sight ends, so that a shelter can keep its duty of care on its own ground.
    """
    suspension = Suspension(case=case, data=data, asked_in=asked_in)
    with writing():
        suspension.save()
    use_suspended.send(sender=Suspension, case=case, data=data, by=by)
    _suspend_sight(case, by)
    return suspension


@transaction.atomic
def use_again(*, case: Case, asked_in: UUID, by: Actor) -> None:
    """What was kept from use because of this counts again, unless something else keeps it."""
    for suspension in Suspension.objects.running().filter(case=case, asked_in=asked_in):
        suspension.ended_at = timezone.now()
        with writing():
            suspension.save(update_fields=["ended_at"])
    _suspend_sight(case, by)


def _suspend_sight(case: Case, by: Actor) -> None:
    kept = Consent.objects.filter(Suspension.objects.keeps_from_use(), case=case)
    access.suspend_only(case=case, basis_ids=kept.values_list("pk", flat=True), by=by)


def _new(
    case: Case, purpose: str, recipient: Organisation | None, data: str, talk: UUID, by: Actor
) -> Consent:
    return Consent(case=case, purpose=purpose, recipient=recipient, data=data, talk=talk, written_by=by.user)


def _end_basis(consent: Consent, by: Actor) -> Consent:
    """News goes up before sight ends, so that a shelter can keep its duty of care on its own ground."""
    case = consent.case
    consent_withdrawn.send(sender=Consent, consent=consent, by=by)
    access.end(case=case, basis_id=consent.pk, by=by)
    waits = case.status in AWAITS_DECISION and case.authority_id == consent.recipient_id
    if consent.purpose == Purpose.IDENTIFICATION and waits:
        halt_identification(case=case, by=Actor.system("consent_withdrawn"))
    return consent
