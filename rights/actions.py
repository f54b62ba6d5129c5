"""What changes a person's requests, with everything that goes with each change."""

from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actors import Actor
from accounts.models import Organisation, User
from consent.actions import keep_from_use, use_again
from identification.models import Case
from papers.languages import Choice
from rights import delivery, file
from rights.enums import CopyStatus
from rights.models import Complaint, CopyRequest, Correction, Restriction
from workflow.gate import perform


@transaction.atomic
def ask_copy(*, case: Case, by: Actor, key: UUID) -> CopyRequest:
    """Return the wish for a copy, written down."""
    return perform(CopyRequest(pk=key, case=case, written_by=by.user), "ask_copy", by=by)


@transaction.atomic
def ask_correction(*, case: Case, by: Actor, key: UUID, part: str, statement: str) -> Correction:
    """Return what the person says is wrong, written down."""
    new = Correction(pk=key, case=case, written_by=by.user, part=part)
    return perform(new, "ask_correction", statement=statement, by=by)


@transaction.atomic
def restrict(*, case: Case, by: Actor, key: UUID, data: str, why: str) -> Restriction:
    """Return the restriction, in force: what recipients saw of it they see no more, but for their duty of care."""
    new = Restriction(pk=key, case=case, written_by=by.user, data=data, why=why)
    restriction = perform(new, "restrict", by=by)
    keep_from_use(case=restriction.case, data=data, asked_in=restriction.pk, by=by)
    return restriction


@transaction.atomic
def lift(*, restriction: Restriction, reason: str, person_told: bool, by: Actor) -> Restriction:
    """Return the restriction, lifted: what the person agreed to counts again."""
    lifted = perform(restriction, "lift", reason=reason, person_told=person_told, by=by)
    use_again(case=lifted.case, asked_in=lifted.pk, by=by)
    return lifted


@transaction.atomic
def complain(
    *,
    case: Case,
    by: Actor,
    key: UUID,
    about: str,
    organisation: Organisation,
    story: str,
    person: User | None = None,
) -> Complaint:
    """Return the complaint, written down."""
    whom: dict[str, Any] = {"about": about, "organisation": organisation, "person": person}
    new = Complaint(pk=key, case=case, written_by=by.user, **whom)
    return perform(new, "make", story=story, by=by)


@transaction.atomic
def prepare(*, copyrequest: CopyRequest, by: Actor) -> CopyRequest:
    """Return the copy, prepared: a second person reads the same file, or it is prepared anew."""
    digest = file.digest_of(file.gathered(copyrequest.case))
    return perform(copyrequest, "prepare", digest=digest, by=by)


@transaction.atomic
def make_ready(*, copyrequest: CopyRequest, by: Actor) -> CopyRequest:
    """Return the copy, to be fetched once within fifteen minutes, under a password of its own."""
    return perform(copyrequest, "make_ready", password=delivery.new_password(), by=by)


@transaction.atomic
def deliver(*, copyrequest: CopyRequest, choice: Choice, by: Actor) -> bytes:
    """Return the bytes, once: they are kept nowhere."""
    return delivery.made(perform(copyrequest, "deliver", by=by), choice)


@transaction.atomic
def purge(*, copyrequest: CopyRequest, by: Actor) -> CopyRequest:
    """Return the copy that nobody fetched, to be made ready again; or a fetched one, its password forgotten."""
    is_ready = copyrequest.status == CopyStatus.READY
    return perform(copyrequest, "lapse_copy" if is_ready else "forget_password", by=by)


@transaction.atomic
def end_all(*, case: Case, by: Actor) -> None:
    """Whatever was asked for about a file that is erased has ended."""
    for model, name in (
        (CopyRequest, "end_copy"),
        (Correction, "end_correction"),
        (Restriction, "end_restriction"),
        (Complaint, "end_complaint"),
    ):
        ended: Any = model
        states = [*ended.WAITS] or ["in_force"]
        for row in ended.objects.filter(case=case, status__in=states):
            perform(row, name, by=by)
