"""What changes consents, with everything that goes with each change."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation
from consent import notifications
from consent.enums import IN_FORCE, Capacity, ConsentStatus, DataSet, Lasting, Purpose
from consent.models import Consent, Suspension, Talk
from consent.rules import a_decision_waits_on
from consent.signals import consent_withdrawn, offering, use_suspended
from identification import access
from identification.actions import halt_identification
from identification.models import Case
from workflow.gate import perform
from workflow.guard import writing

ASKED = [ConsentStatus.DRAFT, ConsentStatus.INFORMED]


@transaction.atomic
def prepare(
    *,
    case: Case,
    purpose: str,
    recipient: Organisation | None,
    data: Iterable[str],
    by: Actor,
    kind: str = "",
    lasts: str = Lasting.LONGEST,
    until: date | None = None,
    talk: UUID | None = None,
) -> list[Consent]:
    """Return drafts, one for each organisation and data set, bound by one talk.

    Sent twice, even at once, there is one talk. Of a kind of help, those who offer it to this person today are named
    one by one, and nobody else is meant.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    if sent_before := list(Consent.objects.filter(case=case, talk=talk)) if talk else []:
        return sent_before
    offered: list[Organisation | None] = [*offering(case, kind)] if kind else [recipient]
    recipients = offered or [None]  # which the gate refuses, in words: nobody offers this today
    held = _begin(case, kind, talk, by)
    chosen = {"case": case, "purpose": purpose, "talk": held.pk, "lasts": lasts, "until": until}
    rows = [_new(by, recipient=one, data=part, **chosen) for one in recipients for part in data]
    return [perform(row, "draft", by=by) for row in rows]


def prepare_everything(*, case: Case, recipient: Organisation, talk: UUID, by: Actor) -> list[Consent]:
    """Return drafts of all there is, to be shared with one service for 30 days."""
    return prepare(
        case=case,
        purpose=Purpose.SHARING,
        recipient=recipient,
        data=DataSet.values,
        lasts=Lasting.DAYS_30,
        talk=talk,
        by=by,
    )


def _begin(case: Case, kind: str, talk: UUID | None, by: Actor) -> Talk:
    """Return the talk with this id, begun now if it is not there; a talk is about one person."""
    known = Talk.objects.filter(pk=talk).first() if talk else None
    if known and known.case_id == case.pk:
        return known
    fresh = Talk(pk=uuid4() if known or talk is None else talk, case=case, kind=kind, written_by=by.user)
    fresh.language, fresh._history_user = case.language, by.user
    with writing():
        fresh.save()
    return fresh


@transaction.atomic
def inform(
    *, consents: Iterable[Consent], points: list[str], language: str, interpreter: str, by: Actor
) -> None:
    """Every draft of a talk is explained, and the talk says so too."""
    rows = list(consents)
    for consent in rows:
        perform(consent, "inform", points=points, language=language, interpreter=interpreter, by=by)
    for talk in Talk.objects.filter(pk__in={one.talk for one in rows}):
        if talk.points != points:
            talk.points, talk.language, talk.interpreter = points, language, interpreter or None
            talk._history_user = by.user
            with writing():
                talk.save()


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
    (withdrawn,) = withdraw_all(consents=[consent], by=by)
    return withdrawn


@transaction.atomic
def withdraw_all(*, consents: Iterable[Consent], by: Actor) -> list[Consent]:
    """Return the consents of one case, all withdrawn. `withdrawal.actions.take_back` finds them, under the case's lock.

    Sight ends only after the last one: who writes this down may lose it with the first.
    """
    return _all_ended([perform(one, "withdraw", by=by) for one in consents], by)


@transaction.atomic
def refuse_police(*, case: Case, by: Actor) -> list[Consent]:
    """Return the standing no to the police, one for each data set; what was given for the police is withdrawn.

    Said twice, it stands once. A later talk may say otherwise: the person may.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    for_police = Consent.objects.filter(purpose=Purpose.POLICE, case=case)
    given = for_police.filter(status=ConsentStatus.GIVEN).order_by("data")
    withdrawn = [perform(one, "withdraw", by=by) for one in list(given)]
    # Who cannot decide now says no to nothing that waits; what was given ends all the same.
    undecided = Talk.objects.filter(case=case, capacity=Capacity.NOT_NOW).values("pk")
    asked = for_police.filter(status__in=ASKED).exclude(talk__in=undecided)
    refused = [perform(one, "refuse", by=by) for one in list(asked)]
    if not Consent.objects.filter(case=case).says_nothing_to_police():
        new = {"case": case, "purpose": Purpose.POLICE, "talk": uuid4()}
        refused += [perform(_new(by, data=data, **new), "refuse_unasked", by=by) for data in DataSet.values]
    _all_ended(withdrawn, by)
    return refused


@transaction.atomic
def expire(*, consent: Consent, by: Actor) -> Consent:
    """Return the consent, expired, with the same effects as a withdrawal."""
    return _ended(perform(consent, "expire", by=by), by)


@transaction.atomic
def lapse(*, consent: Consent, by: Actor) -> Consent:
    """Return the consent that a child had given alone, expired, with the same effects as a withdrawal."""
    return _ended(perform(consent, "lapse", by=by), by)


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
    """Return a legal ground that waits for a second person. Sent twice, even at once, there is one."""
    Case.objects.select_for_update().get(pk=case.pk)
    if sent_before := Consent.objects.filter(case=case, talk=talk).first() if talk else None:
        return sent_before
    about = {"case": case, "purpose": purpose, "recipient": recipient, "data": data}
    consent = _new(by, talk=talk or uuid4(), **about)
    entered = {"ground": ground, "reason": reason, "person_told": person_told, "until": until}
    entered["tell_by"] = tell_by
    return perform(consent, "propose_ground", by=by, **entered)


@transaction.atomic
def end_ground(*, consent: Consent, by: Actor) -> Consent:
    """Return the ground, ended, with the same effects as a withdrawal; of a mere proposal nobody had heard."""
    ended = perform(consent, "end_ground", by=by)
    return _ended(ended, by) if ended.approved_by_id else _end_basis(ended, by)


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
    kept = Consent.objects.filter(case=case, status__in=IN_FORCE, **({"data": data} if data else {}))
    notifications.consent_taken_back(case, kept, by, notifications.ENDED)
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


def _new(by: Actor, **about: Any) -> Consent:
    return Consent(written_by=by.user, **about)


def _all_ended(withdrawn: list[Consent], by: Actor) -> list[Consent]:
    """Everything that rested on these has ended, and whoever they named is told."""
    done = [_end_basis(one, by) for one in withdrawn]
    if done:
        notifications.consent_taken_back(done[0].case, done, by)
    return done


def _ended(consent: Consent, by: Actor) -> Consent:
    """Return the consent, all that rested on it ended, and whom it named told that it counts no more."""
    ended = _end_basis(consent, by)
    notifications.consent_taken_back(ended.case, [ended], by, notifications.ENDED)
    return ended


def _end_basis(consent: Consent, by: Actor) -> Consent:
    """News goes up before sight ends, so that a shelter can keep its duty of care on its own ground."""
    case = consent.case
    consent_withdrawn.send(sender=Consent, consent=consent, by=by)
    access.end(case=case, basis_id=consent.pk, by=by)
    if a_decision_waits_on(consent):
        halt_identification(case=case, by=Actor.system("consent_withdrawn"))
    return consent
