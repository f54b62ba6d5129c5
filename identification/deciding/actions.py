"""Asking an authority to decide, voting, deciding, and taking the request back."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation
from identification import access
from identification.deciding.grounds import Grounds
from identification.enums import AWAITS_DECISION, Basis, CaseStatus, Scope, Stage
from identification.inquiries.actions import take_back_open
from identification.jurisdictions import value_if_any
from identification.models import Case, CaseAccess, Decision, Vote
from identification.rules import basis_for_identification
from workflow.gate import perform
from workflow.guard import writing


@transaction.atomic
def request_identification(*, case: Case, authority: Organisation, by: Actor) -> Case:
    """Return the case; the authority sees it and has until the deadline."""
    case = perform(case, "request_identification", authority=authority, by=by)
    show_authority(case, authority, basis_for_identification(case, authority), by)
    return case


@transaction.atomic
def halt_identification(*, case: Case, by: Actor) -> Case:
    """Return the case, no longer waiting for a decision; the authority no longer sees it, nor waits for an answer."""
    authority = case.authority
    case = perform(case, "halt_identification", by=by)
    take_back_open(case)
    access.end(case=case, organisation=authority, by=by)
    return case


@transaction.atomic
def vote(*, case: Case, outcome: str, grounds: Grounds, by: Actor, for_round: int | None = None) -> Case:
    """Return the case, with this member's vote on the question that is put now; one given before is changed."""
    case = perform(case, "vote", grounds=grounds, for_round=_meant(case, for_round), by=by)
    mine = case.votes_now().filter(voted_by=by.user).first() or Vote(
        case=case, round=case.round, voted_by=by.user
    )
    mine.outcome, mine.voted_at = outcome, timezone.now()
    mine.write(grounds)
    mine._history_user = by.user
    with writing():
        mine.save()
    return case


def find_grounds(
    *, case: Case, grounds: Grounds, appeal_told: bool, by: Actor, for_round: int | None = None
) -> Case:
    """Return the case, of which the first of two decisions is yes."""
    return _decide(case, "find_grounds", by, grounds, appeal_told, for_round)


def identify(
    *, case: Case, grounds: Grounds, appeal_told: bool, by: Actor, for_round: int | None = None
) -> Case:
    """Return the case, decided yes."""
    return _decide(case, "identify", by, grounds, appeal_told, for_round)


def refuse_identification(
    *, case: Case, grounds: Grounds, appeal_told: bool, by: Actor, for_round: int | None = None
) -> Case:
    """Return the case, decided no."""
    return _decide(case, "refuse_identification", by, grounds, appeal_told, for_round)


@transaction.atomic
def appeal(*, case: Case, by: Actor) -> Case:
    """Return the case, which other members decide anew; the authority sees it until they have."""
    case = perform(case, "appeal", by=by)
    _go_on_seeing(case, by)
    return case


def grant_appeal(
    *, case: Case, grounds: Grounds, appeal_told: bool, by: Actor, for_round: int | None = None
) -> Case:
    """Return the case, decided yes on appeal."""
    return _decide(case, "grant_appeal", by, grounds, appeal_told, for_round)


def find_grounds_on_appeal(
    *, case: Case, grounds: Grounds, appeal_told: bool, by: Actor, for_round: int | None = None
) -> Case:
    """Return the case, of which the first of two decisions is yes on appeal."""
    return _decide(case, "find_grounds_on_appeal", by, grounds, appeal_told, for_round)


def dismiss_appeal(
    *, case: Case, grounds: Grounds, appeal_told: bool, by: Actor, for_round: int | None = None
) -> Case:
    """Return the case, decided no on appeal."""
    return _decide(case, "dismiss_appeal", by, grounds, appeal_told, for_round)


def show_authority(case: Case, authority: Organisation, found: Any, by: Actor) -> None:
    """The authority sees the identity, on this basis; on a child it may decide without one."""
    access.grant(
        case=case,
        organisation=authority,
        scope=Scope.IDENTITY,
        basis=found.basis_kind if found else Basis.CHILD_PROTECTION,
        basis_id=found and found.pk,
        expires_at=found.expires_at if found else _decision_and_appeals_over(case),
        by=by,
    )


@transaction.atomic
def _decide(
    case: Case, step: str, by: Actor, grounds: Grounds, appeal_told: bool, for_round: int | None
) -> Case:
    before = Case.objects.select_for_update().get(pk=case.pk)
    entered = {"grounds": grounds, "appeal_told": appeal_told, "for_round": _meant(case, for_round)}
    _void_what_does_not_count(before)
    case = perform(case, step, by=by, **entered)
    decision = Decision.of(case, before, grounds=grounds, on_appeal=step in ON_APPEAL, by=by)
    with writing():
        decision.save(force_insert=True)
    _go_on_seeing(case, by)
    return case


def _void_what_does_not_count(case: Case) -> None:
    """Who left the authority since, or joined the carrier, has no part in what is decided now."""
    for one in case.votes.filter(round=case.round).with_standing():
        if not one.stands:
            one.is_void = True
            with writing():
                one.save(update_fields=["is_void"])


def _meant(case: Case, for_round: int | None) -> int:
    """Return for which question something was entered: the one of the case as who enters it read it, if not told."""
    return case.round if for_round is None else for_round


ON_APPEAL = ("grant_appeal", "find_grounds_on_appeal", "dismiss_appeal")


def _go_on_seeing(case: Case, by: Actor) -> None:
    """Who decides on a child without a consent sees the case until the new question is decided, however late it is."""
    sees = CaseAccess.objects.filter(case=case, organisation=case.authority_id, ended_at=None)
    shown = sees.filter(basis=Basis.CHILD_PROTECTION, expires_at__lt=_decision_and_appeals_over(case))
    if case.authority and case.status in AWAITS_DECISION and shown.exists():
        access.end(case=case, organisation=case.authority, by=by)
        show_authority(case, case.authority, None, by)


def _decision_and_appeals_over(case: Case) -> datetime:
    """Return when an authority that decides on a child without a consent has no more to decide.

    Each decision that there may be has its time, with questions to the carrier, and so has the appeal against it.
    The last of these days belongs to it.
    """
    appealed = ["identification_days", "information_days"]
    second = ["conclusive_days", "information_days", "appeal_days", *appealed]
    names = appealed if case.status == CaseStatus.APPEAL else [*appealed, "appeal_days", *appealed]
    if case.stage:
        names = second if case.stage == Stage.CONCLUSIVE_GROUNDS else [*names, *second]
    known = [case.rule(name) or value_if_any(case.jurisdiction, name) for name in names]
    return timezone.now() + timedelta(days=1 + sum(one.value for one in known if one))
