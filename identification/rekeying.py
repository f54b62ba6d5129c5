"""Keys renewed, counted and checked by a command, each case under its own lock, with an event for each thing done.

None of it happens for somebody who may not see every row: OutOfSight.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from accounts.actors import Actor
from accounts.factors import adapter as factors
from audit.log import Doer, record
from encryption import blind, indexes, inspection, masters, rotation
from encryption.errors import DecryptionError
from encryption.wrapping import fingerprints
from identification import index
from identification.models import Case, IdentityMark
from wall import context

Tell = Callable[[int, int], None]


class OutOfSight(Exception):
    """The database may not show every row now, so a key that is still needed could be taken for one that is not."""


@dataclass(frozen=True)
class Rewrapped:
    """How many were wrapped anew by the first master key, and how many do not open."""

    cases: int
    indexes: int
    factors: int
    damaged: int


def rewrap_all(*, tell: Tell, by: Doer) -> Rewrapped:
    """Return how much is under the first master key from now on: keys of cases and indexes, secrets of factors."""
    _require_every_row()
    cases, damaged = masters.rewrap(tell)
    with transaction.atomic():
        damaged += blind.damaged() + factors.damaged()
        done = Rewrapped(cases, blind.rewrap(), factors.rewrap_all(), damaged)
        record(
            "keys.rewrap",
            by=by,
            rows=cases,
            indexes=done.indexes,
            factors=done.factors,
            damaged=damaged,
            master=f"key:{fingerprints()[0]}",
        )
    return done


def renew(*, cases: Iterable[UUID], by: Doer) -> Iterable[tuple[UUID, bool]]:
    """Give each case a newer key and seal its values anew; yield each with whether that was possible."""
    for case_id in cases:
        yield case_id, _tried(_renew, case_id, by)


def remove_older(*, by: Doer) -> Iterable[tuple[UUID, bool]]:
    """Remove older keys that nothing needs any more; yield each case that was asked with whether that was possible."""
    for case_id in rotation.ripe():
        yield case_id, _tried(_remove, case_id, by)


def check(*, by: Doer) -> inspection.Findings:
    """Return what was found; the log has it in numbers."""
    _require_every_row()
    found = _with_factors(inspection.inspect())
    record(
        "keys.check",
        by=by,
        keys=found.keys,
        damaged=len(found.damaged),
        lost=len(found.lost),
        orphans=found.orphans,
        returned=found.returned,
        others_damaged=found.others_damaged,
    )
    return found


def reindex(name: str, *, tell: Tell, by: Doer) -> int:
    """Return how many entries the index has, built anew."""
    _require_every_row()
    count = indexes.declared()[name](tell)
    record("keys.reindex", by=by, index=name, entries=count)
    return count


def rebuild_marks(tell: Tell) -> int:
    """Every case is found by what its identity says now; return by how many marks."""
    by, after = Actor.system("keys.reindex"), None
    while after := index.reindex(by=by, after=after):
        tell(Case.objects.filter(pk__lte=after).count(), Case.objects.count())
    return IdentityMark.objects.count()


def _with_factors(found: inspection.Findings) -> inspection.Findings:
    return replace(
        found,
        under_older_master=found.under_older_master + factors.under_older_master(),
        others_damaged=found.others_damaged + factors.damaged(),
    )


def _require_every_row() -> None:
    """Only a command is shown every row: an organisation may see a case, and not all that is sealed with its key."""
    if not context.now().command:
        raise OutOfSight


def _tried(act: Callable[[UUID, Doer], None], case_id: UUID, by: Doer) -> bool:
    """Tell whether it was possible. A value that does not open, or a case out of sight, changes nothing of the case."""
    _require_every_row()
    try:
        with transaction.atomic():
            Case.objects.select_for_update().get(pk=case_id)
            act(case_id, by)
    except (DecryptionError, Case.DoesNotExist):
        return False
    return True


def _renew(case_id: UUID, by: Doer) -> None:
    if renewed := rotation.renew(case_id):
        version, values = renewed
        record("case.renew_key", by=by, case_id=case_id, target=str(case_id), version=version, values=values)


def _remove(case_id: UUID, by: Doer) -> None:
    if versions := rotation.remove(case_id):
        record("case.remove_key", by=by, case_id=case_id, target=str(case_id), versions=versions)
