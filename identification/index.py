"""Keeps what people are found by: written with the identity, gone with its keys. Called inside actions.

Each organisation that sees the identity has marks of its own, under its own key. One that comes to see it later
gets them when it first opens the identity; those of one that no longer sees it find nothing, as a search asks for
sight, and go with the next change of the identity.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actors import Actor
from audit.log import record
from encryption import keys
from encryption.blind import indexes_of
from encryption.errors import DecryptionError
from identification import marks
from identification.enums import Scope
from identification.models import Case, CaseAccess, Identity, IdentityMark
from identification.signals import telephones_asked
from workflow.guard import writing

INDEXED_FIELDS = ("full_name", "birth_date", "document", "contact")
BATCH = 100


def rewrite(identity: Identity) -> None:
    """Every organisation that sees the identity now finds the case by what it says now, and by nothing else.

    A look in an emergency is one person's, and leaves nothing to find the case by.
    """
    sees = CaseAccess.objects.current().filter(case=identity.case_id, scope=Scope.IDENTITY, person=None)
    remove(identity.case_id)
    _write(identity, set(sees.values_list("organisation_id", flat=True)))


def complete(case_id: UUID, organisation_id: UUID) -> None:
    """This organisation, which sees the identity, finds the case, if it could not before."""
    if not IdentityMark.objects.filter(case=case_id, organisation=organisation_id).exists():
        _write(Identity.objects.get(case=case_id), [organisation_id])


def remove(case_id: UUID) -> None:
    """Nobody finds the case by its identity any more."""
    with writing():
        IdentityMark.objects.filter(case=case_id).remove()


@transaction.atomic
def reindex(*, by: Actor, after: UUID | None = None, batch: int = BATCH) -> UUID | None:
    """Write the marks of the next cases anew, and return the last one's id to go on after; None when none was left.

    A case whose identity does not open keeps the marks it has. Done twice, it is the same.
    """
    cases = Case.objects.order_by("pk") if after is None else Case.objects.filter(pk__gt=after).order_by("pk")
    ids = list(cases.values_list("pk", flat=True)[:batch])
    unreadable = sum(not _reindex(case_id) for case_id in ids)
    if ids:
        record("person.reindex", by=by, cases=len(ids), unreadable=unreadable, last=ids[-1])
    return ids[-1] if ids else None


def known_of(identity: Identity) -> dict[str, Any]:
    """Return what the person may be found by, opened: what the identity says, and the telephones of their contacts."""
    asked: list[tuple[Any, Any]] = telephones_asked.send(sender=Identity, case_id=identity.case_id)
    telephones = tuple(text for _receiver, texts in asked for text in texts)
    return said_by(identity) | {"telephones": telephones}


def said_by(identity: Identity) -> dict[str, Any]:
    """Return what the identity itself says of it: enough where no telephone is looked for."""
    return {name: getattr(identity, name) for name in INDEXED_FIELDS}


def _reindex(case_id: UUID) -> bool:
    """Return whether its identity could be read, or is gone for good."""
    Case.objects.select_for_update().get(pk=case_id)
    identity = Identity.objects.get(case=case_id)
    try:
        with transaction.atomic():
            rewrite(identity) if keys.exist(case_id) else remove(case_id)
    except DecryptionError:
        return False
    return True


def _write(identity: Identity, organisation_ids: Iterable[UUID]) -> None:
    found = marks.of(**known_of(identity))
    indexes = indexes_of(organisation_ids) if found else {}
    rows = [
        IdentityMark(organisation_id=one, case_id=identity.case_id, kind=mark.kind, digest=mark.digest(index))
        for one, index in indexes.items()
        for mark in found
    ]
    with writing():
        IdentityMark.objects.bulk_create(rows)
