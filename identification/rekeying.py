"""Keys renewed, counted and checked by a command, each case under its own lock, with an event for each thing done."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction

from audit.log import Doer, record
from encryption import indexes, inspection, masters, rotation
from encryption.errors import DecryptionError
from encryption.wrapping import fingerprints
from identification.models import Case

Tell = Callable[[int, int], None]


def rewrap_all(*, tell: Tell, by: Doer) -> tuple[int, int]:
    """Return how many keys of cases were wrapped anew by the first master key, and how many do not open."""
    changed, damaged = masters.rewrap(tell)
    record("keys.rewrap", by=by, rows=changed, damaged=damaged, master=f"key:{fingerprints()[0]}")
    return changed, damaged


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
    found = inspection.inspect()
    record(
        "keys.check",
        by=by,
        keys=found.keys,
        damaged=len(found.damaged),
        lost=len(found.lost),
        orphans=found.orphans,
        returned=found.returned,
    )
    return found


def reindex(name: str, *, tell: Tell, by: Doer) -> int:
    """Return how many entries the index has, built anew."""
    count = indexes.declared()[name](tell)
    record("keys.reindex", by=by, index=name, entries=count)
    return count


def _tried(act: Callable[[UUID, Doer], None], case_id: UUID, by: Doer) -> bool:
    """Tell whether it was possible. A value that does not open, or a case out of sight, changes nothing of the case."""
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
