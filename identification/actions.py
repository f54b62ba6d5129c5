"""What changes cases and screenings, with everything that goes with each change."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation
from audit.log import record
from audit.models import Outcome
from encryption import keys
from identification import access, index, notifications
from identification.asking.actions import answer as answer  # a verb of this room like the others
from identification.deciding.actions import appeal as appeal  # and these
from identification.deciding.actions import dismiss_appeal as dismiss_appeal
from identification.deciding.actions import find_grounds as find_grounds
from identification.deciding.actions import find_grounds_on_appeal as find_grounds_on_appeal
from identification.deciding.actions import grant_appeal as grant_appeal
from identification.deciding.actions import halt_identification as halt_identification
from identification.deciding.actions import identify as identify
from identification.deciding.actions import refuse_identification as refuse_identification
from identification.deciding.actions import request_identification as request_identification
from identification.deciding.actions import show_authority
from identification.deciding.actions import vote as vote
from identification.enums import (
    AWAITS_DECISION,
    AgeBand,
    Basis,
    Scope,
    ScreeningStatus,
    Sex,
    YesNo,
)
from identification.erasing.actions import decline as decline
from identification.erasing.actions import forget as forget
from identification.jurisdictions import days
from identification.models import (
    Case,
    DailyOpenings,
    Honeytoken,
    HoneytokenAlert,
    Identity,
    OpeningNote,
)
from identification.rules import basis_for_identification
from identification.signals import age_corrected
from workflow.gate import perform
from workflow.guard import writing

IDENTITY_FIELDS = (
    "pseudonym",
    "full_name",
    "birth_date",
    "contact",
    "contact_is_safe",
    "address",
    "document",
    "narrative",
)
FACTS = ("age_band", "sex", "language")


# A honeytoken was opened on some day of the last two months.
MINUTES_BACK = 60 * 24 * 60


@transaction.atomic
def open_case(*, case: Case, by: Actor, pseudonym: str = "") -> Case:
    """Return the case, open: with a key, the opener's access and, if given, what to call the person."""
    keys.create(case.pk)
    case = perform(case, "open", by=by)
    access.grant(case=case, organisation=case.carrier, scope=Scope.IDENTITY, basis=Basis.OPENED, by=by)
    with writing():
        Identity(case=case, pseudonym=pseudonym or None).save(force_insert=True)
    return case


@transaction.atomic
def record_identity(*, case: Case, by: Actor, **entered: Any) -> Case:
    """Return the case; its identity holds what was entered, sealed, and the log names the fields that changed."""
    case = perform(case, "record_identity", by=by)
    identity = Identity.objects.get(case=case)
    known = {name: entered[name] for name in IDENTITY_FIELDS if name in entered}
    fresh = {name: None if value == "" else value for name, value in known.items()}
    changed = [name for name, value in fresh.items() if getattr(identity, name) != value]
    for name in changed:
        setattr(identity, name, fresh[name])
    identity._history_user = by.user
    with writing():
        identity.save()
    if set(changed) & set(index.INDEXED_FIELDS):
        index.rewrite(identity)
    record("identity.change", by=by, case_id=case.pk, target=str(identity.pk), fields=changed)
    return case


@transaction.atomic
def correct_facts(*, case: Case, age_band: str, sex: str, language: str, by: Actor) -> Case:
    """Return the case with its facts put right; the log names those that changed.

    Where the person is a child now, or no longer one, screenings are weighed anew, what an adult agreed to
    alone ends, and what rested on their being a child ends too: each only where its rule says so.
    """
    known = Case.objects.select_for_update().get(pk=case.pk)
    entered = {"age_band": age_band, "sex": sex, "language": language}
    changed = [name for name in FACTS if getattr(known, name) != entered[name]]
    case = perform(case, "correct_facts", by=by, **entered)
    record("facts.change", by=by, case_id=case.pk, target=str(case.pk), fields=changed)
    return case if case.is_child == known.is_child else _at_another_age(case, by)


@transaction.atomic
def open_identity(*, case: Case, by: Actor, reason: str, note: str = "") -> Identity:
    """Return the identity; that it was opened, and why, is in the log before anything is shown.

    A note goes where the log may hold no words: sealed, beside the case. From now on the actor's organisation
    finds the case again by the identity, unless it was one person's look in an emergency.

    Case.DoesNotExist where the actor's organisation may not see as far as the identity.
    """
    sees_identity = case.accesses.opening_cases_to(by, at_least=Scope.IDENTITY, emergencies=True)
    looks = list(sees_identity.values_list("person", flat=True))
    if not looks:
        raise Case.DoesNotExist
    identity = Identity.objects.get(case=case)
    event = record("identity.view", by=by, case_id=case.pk, target=str(identity.pk), reason=reason)
    if note:
        with writing():
            OpeningNote(case=case, event_id=event.pk, note=note).save(force_insert=True)
    if by.organisation_id and None in looks and keys.exist(case.pk):
        index.complete(case.pk, by.organisation_id)
    return identity


@transaction.atomic
def merge(*, case: Case, into: Case, by: Actor) -> Case:
    """Return the case, merged into the older one; it is in the trail of both."""
    into = _held(case, into)
    case = perform(case, "merge", into=into, by=by)
    record("case.take_in", by=by, case_id=into.pk, target=str(case.pk))
    return case


@transaction.atomic
def undo_merge(*, case: Case, by: Actor) -> Case:
    """Return the case, one of its own again, in the state it was in; it is in the trail of both."""
    into = Case.objects.select_for_update().get(pk=case.pk).merged_into_id
    case = perform(case, "undo_merge", by=by)
    record("case.let_go", by=by, case_id=into, target=str(case.pk))
    return case


@transaction.atomic
def hand_over(*, case: Case, carrier: Organisation, by: Actor) -> Case:
    """Return the case, carried by another organisation; the one before sees a summary for as long as recovery lasts."""
    before = case.carrier
    case = perform(case, "hand_over", carrier=carrier, by=by)
    access.end(case=case, organisation=before, by=by)
    until = timezone.now() + timedelta(days=days(case.jurisdiction, "recovery_days"))
    access.grant(
        case=case, organisation=before, scope=Scope.SUMMARY, basis=Basis.CARRIED, expires_at=until, by=by
    )
    access.grant(case=case, organisation=carrier, scope=Scope.IDENTITY, basis=Basis.CARRIES, by=by)
    return case


@transaction.atomic
def plant_honeytoken(*, organisation: Organisation, by: Actor) -> Honeytoken:
    """Return a case that nobody has a reason to open, carried by this organisation; it looks like any other.

    Its own trail does not say what it is: the event that does names no case.
    """
    case = open_case(case=_like_any_other(organisation), by=Actor.system("intake"))
    planted = Honeytoken(case=case)
    with writing():
        planted.save(force_insert=True)
    record("honeytoken.plant", by=by, target=str(planted.pk), organisation=organisation.pk)
    return planted


@transaction.atomic
def alert(*, honeytoken: Honeytoken, by: Actor, is_first: bool) -> None:
    """The opening of such a case is in the log, outside its own trail; the day's first one alerts the overseers."""
    record("honeytoken.view", by=by, target=str(honeytoken.pk))
    if is_first:
        with writing():
            HoneytokenAlert(honeytoken=honeytoken, user=by.user, organisation=by.organisation).save()
        notifications.honeytoken_opened({by.organisation_id, honeytoken.case.carrier_id})


@transaction.atomic
def stop_openings(*, case: Case, by: Actor) -> None:
    """Whoever opened too many cases today is stopped at this one, and the overseers are told once."""
    record("case.view", by=by, case_id=case.pk, outcome=Outcome.REFUSED, reasons=["day_is_full"])
    today = DailyOpenings.objects.filter(user=by.user, day=timezone.localdate(), stopped_at=None)
    if today.update(stopped_at=timezone.now(), organisation=by.organisation):
        record("openings.stop", by=by)
        notifications.openings_stopped(by.organisation_id)


@transaction.atomic
def lift_stop(*, openings: DailyOpenings, reason: str, by: Actor) -> DailyOpenings:
    """Return the day, on which its person may open more cases; lifted by another, once."""
    openings = DailyOpenings.objects.select_for_update().waiting().exclude(user=by.user).get(pk=openings.pk)
    openings.lifted_at, openings.lifted_by, openings.lift_reason = timezone.now(), by.user, reason
    openings.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    record("openings.lift", by=by, target=str(openings.pk), user=openings.user_id, reason=reason)
    return openings


def _like_any_other(organisation: Organisation) -> Case:
    safety = dict.fromkeys(("in_danger", "injured", "controlled"), YesNo.NO)
    return Case(
        carrier=organisation,
        jurisdiction=organisation.country,
        age_band=AgeBand.ADULT,
        sex=secrets.choice([Sex.FEMALE, Sex.MALE]),
        opened_at=timezone.now() - timedelta(minutes=secrets.randbelow(MINUTES_BACK)),
        **safety,
    )


def _at_another_age(case: Case, by: Actor) -> Case:
    for screening in case.screenings.filter(status=ScreeningStatus.COMPLETED):
        perform(screening, "weigh_anew", by=by)
    age_corrected.send(sender=Case, case=case)
    return case if case.is_child else _identified_by_own_wish(case, Actor.system("age_corrected"))


def _identified_by_own_wish(case: Case, by: Actor) -> Case:
    """A child's identification needs no consent; once the person is grown up, it rests on their own or ends."""
    authority, sees = case.authority, case.accesses.filter(ended_at=None, basis=Basis.CHILD_PROTECTION)
    found = authority and basis_for_identification(case, authority)
    if authority and not found and case.status in AWAITS_DECISION:
        return halt_identification(case=case, by=by)
    if authority and (not found or sees.filter(organisation=authority).exists()):
        access.end(case=case, organisation=authority, by=by)
    if authority and found and not case.accesses.filter(ended_at=None, organisation=authority).exists():
        show_authority(case, authority, found, by)
    return case


def _held(case: Case, into: Case) -> Case:
    """Return the older case, read anew, with both held: the older first, as declining it does."""
    both = Case.objects.select_for_update().filter(pk__in=[case.pk, into.pk]).order_by("opened_at", "pk")
    return {one.pk: one for one in both}[into.pk]
