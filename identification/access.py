"""Giving and ending sight of a case. Called by actions, inside the transaction of the step that explains it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation, User
from audit.log import record_each
from identification.enums import Basis, Scope
from identification.models import Case, CaseAccess
from workflow.guard import writing


def grant(
    *,
    case: Case,
    organisation: Organisation,
    scope: Scope,
    basis: Basis,
    by: Actor,
    basis_id: UUID | None = None,
    expires_at: datetime | None = None,
    person: User | None = None,
    suspended_at: datetime | None = None,
) -> CaseAccess:
    """Return the new access: the organisation, or one person of it alone, sees this much of the case from now on."""
    (access,) = grant_all(
        [
            CaseAccess(
                case=case,
                organisation=organisation,
                scope=scope,
                basis=basis,
                basis_id=basis_id,
                expires_at=expires_at,
                person=person,
                suspended_at=suspended_at,
            )
        ],
        by=by,
    )
    return access


def grant_all(accesses: list[CaseAccess], *, by: Actor) -> list[CaseAccess]:
    """Return the accesses, all to one case, written: in two statements, however many there are."""
    for access in accesses:
        access.opened_at = access.case.opened_at
    with writing():
        CaseAccess.objects.bulk_create(accesses)
    _remember("access.grant", accesses, by)
    return accesses


def end(
    *, case: Case, by: Actor, organisation: Organisation | None = None, basis_id: UUID | None = None
) -> int:
    """End the current accesses to a case of one organisation, or on one basis, or all; return how many."""
    ending = CaseAccess.objects.filter(case=case, ended_at=None).select_related("organisation")
    if organisation is not None:
        ending = ending.filter(organisation=organisation)
    if basis_id is not None:
        ending = ending.filter(basis_id=basis_id)
    accesses = list(ending)
    for access in accesses:
        access.ended_at = timezone.now()
        with writing():
            access.save(update_fields=["ended_at"])
    _remember("access.end", accesses, by)
    return len(accesses)


def suspend_only(*, case: Case, basis_ids: Iterable[UUID], by: Actor) -> None:
    """What rests on these consents and grounds shows nothing from now on, until it is no longer among them."""
    stopped, bases = set(basis_ids), (Basis.CONSENT, Basis.LEGAL_GROUND)
    resting = CaseAccess.objects.filter(case=case, ended_at=None, basis__in=bases)
    accesses = list(resting.select_related("organisation"))
    halted = [one for one in accesses if one.basis_id in stopped and one.suspended_at is None]
    resumed = [one for one in accesses if one.basis_id not in stopped and one.suspended_at is not None]
    for access in [*halted, *resumed]:
        access.suspended_at = timezone.now() if access in halted else None
        with writing():
            access.save(update_fields=["suspended_at"])
    _remember("access.suspend", halted, by)
    _remember("access.resume", resumed, by)


def _remember(kind: str, accesses: list[CaseAccess], by: Actor) -> None:
    if accesses:
        told = [(access.pk, _facts(access)) for access in accesses]
        record_each(kind, by=by, case_id=accesses[0].case_id, done_to=told)


def _facts(access: CaseAccess) -> dict[str, Any]:
    return {
        "organisation": access.organisation_id,
        "scope": access.scope,
        "basis": access.basis,
        "basis_id": access.basis_id,
    }


def rest_on(*, case: Case, old: UUID, new: UUID, expires_at: datetime | None, by: Actor) -> None:
    """Sight that rested on one basis rests on another from now on: each is ended and granted anew."""
    # An expired one counts too: the person renewed it before the clock came round.
    resting = CaseAccess.objects.filter(case=case, basis_id=old, ended_at=None).select_related("organisation")
    for access in list(resting):
        grant(
            case=case,
            organisation=access.organisation,
            scope=Scope(access.scope),
            basis=Basis(access.basis),
            basis_id=new,
            expires_at=expires_at,
            suspended_at=access.suspended_at,
            by=by,
        )
    end(case=case, basis_id=old, by=by)
