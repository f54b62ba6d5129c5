"""Are all keys there, do they open, and are none there that must not be?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from encryption import blind, keys, masters, resealing, wrapping
from encryption.models import CaseKey, ErasedCase

# No request lasts that long: a key whose case is not there by then will stay without one.
GRACE = timedelta(hours=1)


@dataclass
class Findings:
    """What was found, in numbers and ids of cases."""

    keys: int
    damaged: list[UUID]  # a key that does not open
    lost: list[UUID]  # values whose key is not there, though nobody erased the case
    under_older_master: int  # keys of indexes as well
    older_versions: int  # of cases that have a newer key
    orphans: int  # removed: keys whose case never came
    returned: int  # destroyed again: keys of erased cases, from an old backup or an erasure cut short
    others_damaged: int  # what no case needs: keys of indexes

    @property
    def is_well(self) -> bool:
        """Tell whether everything that should open can be opened."""
        return not self.damaged and not self.lost and not self.others_damaged


def inspect() -> Findings:
    """Return what is there, after removing keys that nothing needs and destroying those that must not be."""
    returned, orphans = _destroy_returned(), _remove_orphans()
    rows = list(masters.every_key())
    held = {(row.case_id, row.version) for row in rows}
    return Findings(
        keys=len(rows),
        damaged=sorted({row.case_id for row in rows if not wrapping.opens(row)}),
        lost=sorted(_lost(held)),
        under_older_master=sum(not wrapping.is_under_first(row) for row in rows) + blind.under_older_master(),
        older_versions=len(held) - len({case_id for case_id, _version in held}),
        orphans=orphans,
        returned=returned,
        others_damaged=blind.damaged(),
    )


def _destroy_returned() -> int:
    erased = set(ErasedCase.objects.values_list("case_id", flat=True))
    returned = {row.case_id for row in masters.every_key()} & erased
    for case_id in returned:
        keys.destroy_now(case_id)
    return len(returned)


def _remove_orphans() -> int:
    """Only keys that were never settled are asked about, so that not seeing a case never costs its key."""
    waiting = CaseKey.objects.filter(settled=False)
    there = resealing.present(waiting.values_list("case_id", flat=True))
    waiting.filter(case_id__in=there).update(settled=True)
    return waiting.filter(created_at__lt=timezone.now() - GRACE).delete()[0]


def _lost(held: set[resealing.Used]) -> Iterator[UUID]:
    """Yield the cases with values that no key opens. A key made while we looked is asked for once more."""
    erased = set(ErasedCase.objects.values_list("case_id", flat=True))
    missing = {one for one in resealing.used() if one not in held and one[0] not in erased}
    yield from {case for case, version in missing if not _is_there(case, version)}


def _is_there(case_id: UUID, version: int) -> bool:
    return CaseKey.objects.filter(case_id=case_id, version=version).exists()
