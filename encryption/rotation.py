"""A newer key for a case, while people work: seal anew, wait until nobody needs the older key, remove it.

A process may keep a ring for `SECONDS_KEPT`, and may have read a row before it was sealed anew. So the older key
goes only after a multiple of that time, and only if no value is under it when the case is locked once more:
what a slow process sealed with it meanwhile is sealed anew first, and the wait begins again.
"""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from encryption import keys, resealing
from encryption.models import CaseKey, ErasedCase

WAITS = 2


def renew(case_id: UUID) -> tuple[int, int] | None:
    """Return the case's newer version and how many values were sealed anew; None where there must be no key.

    Call it in a transaction that holds the case's lock. Once that is committed, the wait begins.
    """
    if ErasedCase.objects.filter(case_id=case_id).exists() or not keys.exist(case_id):
        return None
    version = keys.add_version(case_id)
    transaction.on_commit(partial(retire, case_id))
    return version, resealing.reseal(case_id)


def retire(case_id: UUID) -> None:
    """The wait of the older versions begins now."""
    _older(case_id).update(retired_at=Now())


def remove(case_id: UUID) -> list[int]:
    """Return the older versions that are removed: those that waited long enough, and under which nothing is.

    Call it in a transaction that holds the case's lock.
    """
    versions = sorted(_ripe(_older(case_id)).values_list("version", flat=True))
    if not versions:
        return []
    if {version for _case, version in resealing.used(case_id)} & set(versions):
        keys.read_anew(case_id)
        resealing.reseal(case_id)
        transaction.on_commit(partial(retire, case_id))
        return []
    keys.with_the_case(partial(_delete, case_id, versions))
    return versions


def unfinished() -> list[UUID]:
    """Return the cases that have an older version beside their newest; the wait of each has begun."""
    counted = CaseKey.objects.values("case_id").annotate(n=Count("id"), waiting=Count("retired_at"))
    several = list(counted.filter(n__gt=1))
    for one in (one for one in several if one["waiting"] < one["n"] - 1):
        _older(one["case_id"]).filter(retired_at=None).update(retired_at=Now())
    return [one["case_id"] for one in several]


def ripe() -> list[UUID]:
    """Return the cases of which an older version has waited long enough."""
    return list(_ripe(CaseKey.objects.all()).values_list("case_id", flat=True).distinct())


def seconds_to_wait() -> float:
    """Return how long an older version stays after nothing should be under it."""
    return keys.SECONDS_KEPT * WAITS


def older_than(days: int) -> list[UUID]:
    """Return the cases whose newest key is at least so many days old, the oldest first."""
    newest = CaseKey.objects.values("case_id").annotate(at=Max("created_at"))
    cutoff = timezone.now() - timedelta(days=days)
    return list(newest.filter(at__lte=cutoff).order_by("at").values_list("case_id", flat=True))


def _older(case_id: UUID) -> QuerySet[CaseKey]:
    mine = CaseKey.objects.filter(case_id=case_id)
    return mine.filter(version__lt=mine.aggregate(newest=Max("version"))["newest"] or 0)


def _ripe(rows: QuerySet[CaseKey]) -> QuerySet[CaseKey]:
    return rows.filter(retired_at__lte=Now() - timedelta(seconds=seconds_to_wait()))


def _delete(case_id: UUID, versions: list[int]) -> None:
    CaseKey.objects.filter(case_id=case_id, version__in=versions).delete()
