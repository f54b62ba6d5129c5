"""The master keys as a whole: is this the right ring, and which keys of cases are still under an older one."""

from collections.abc import Callable, Iterator

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet

from encryption import blind, wrapping
from encryption.models import CaseKey, MasterKey

BATCH = 500
SAMPLE = 3
Tell = Callable[[int, int], None]

STRANGER = (
    "FIELD_ENCRYPTION_KEY is not the key of this database: it knows none of the keys that are set. "
    "Nothing was changed. Set the right key, and start again (docs/keys.md)."
)
MISSING = (
    "FIELD_ENCRYPTION_KEY lacks a key that {count} keys of cases and indexes need. Nothing was changed. Put it back "
    "behind the newer one, start again, and run `keys rotate-master` before you take it away (docs/keys.md)."
)
NONE_OPENS = (
    "FIELD_ENCRYPTION_KEY opens none of the keys of cases that were tried. Nothing was changed. "
    "Set the right key, and start again (docs/keys.md)."
)


class WrongKey(ImproperlyConfigured):
    """The master keys are not those of this database; the message says what to do."""


def require_right_keys(*, remember: bool) -> None:
    """WrongKey when the master keys of this process are not those of the keys' database.

    A server remembers: the database knows its keys from then on, and forgets those that were left out and that
    no row needs.
    """
    ours, known = set(wrapping.fingerprints()), known_fingerprints()
    if known and not known & ours:
        raise WrongKey(STRANGER)
    if known - ours and (count := _not_opening()):
        raise WrongKey(MISSING.format(count=count))
    if (sample := _sample()) and not any(map(wrapping.opens, sample)):
        raise WrongKey(NONE_OPENS)
    if remember:
        _remember(ours, known)


def _not_opening() -> int:
    return sum(not wrapping.opens(row) for row in every_key()) + blind.damaged()


def _remember(ours: set[str], known: set[str]) -> None:
    MasterKey.objects.filter(fingerprint__in=known - ours).delete()
    fresh = [MasterKey(fingerprint=one) for one in ours - known]
    MasterKey.objects.bulk_create(fresh, ignore_conflicts=True)


def known_fingerprints() -> set[str]:
    """Return the fingerprints of the master keys that this database knows."""
    return set(MasterKey.objects.values_list("fingerprint", flat=True))


def newest_is_known() -> bool:
    """Tell whether a server has started with the first master key, so that it can open what is wrapped by it."""
    return wrapping.fingerprints()[0] in known_fingerprints()


def rewrap(tell: Tell) -> tuple[int, int]:
    """Every key of a case is wrapped by the first master key; return how many were not, and how many do not open.

    Each row changes on its own, and only if it is still as it was read, so that nobody waits and nothing is lost.
    What is done stays done: the next run goes on with the rest.
    """
    changed = damaged = 0
    for done, row in enumerate(every_key(), start=1):
        if not wrapping.opens(row):
            damaged += 1
        elif not wrapping.is_under_first(row):
            changed += _rewrap(row)
        if done % BATCH == 0:
            tell(done, CaseKey.objects.count())
    return changed, damaged


def _rewrap(row: CaseKey) -> int:
    fresh = wrapping.wrap(row.case_id, row.version, wrapping.unwrap(row))
    return CaseKey.objects.filter(pk=row.pk, wrapped=row.wrapped).update(wrapped=fresh)


def every_key() -> Iterator[CaseKey]:
    """Yield every key row in batches; rows that are added meanwhile come too."""
    last = 0
    while batch := list(_ordered().filter(pk__gt=last)[:BATCH]):
        yield from batch
        last = batch[-1].pk


def _sample() -> list[CaseKey]:
    """Return some of the oldest and of the newest: one row that was damaged must not stop the start."""
    return [*_ordered()[:SAMPLE], *_ordered().reverse()[:SAMPLE]]


def _ordered() -> QuerySet[CaseKey]:
    return CaseKey.objects.order_by("pk")
