"""How often one person may search. Who goes beyond it waits, and each time twice as long."""

import time

from django.core.cache import cache
from django.db import connection, transaction

from accounts.actors import Actor

FREE, WINDOW = 20, 600  # so many searches in ten minutes
FIRST_WAIT, LONGEST_WAIT = 60, 3600
FORGOTTEN_AFTER = 24 * 3600


@transaction.atomic
def seconds_to_wait(actor: Actor) -> int:
    """Count a search by this person and return 0, or how long they have to wait before the next."""
    key = f"search-pace:{actor.user_id}"
    _one_at_a_time(key)
    now = time.time()
    searches, until, waits = cache.get(key) or ([], 0.0, 0)
    searches = [at for at in searches if at > now - WINDOW]
    if now < until:
        return round(until - now) or 1
    if len(searches) < FREE:
        searches.append(now)
    else:
        searches, until, waits = [], now + min(LONGEST_WAIT, FIRST_WAIT * 2**waits), waits + 1
    cache.set(key, (searches, until, waits), FORGOTTEN_AFTER)
    return max(0, round(until - now))


def _one_at_a_time(key: str) -> None:
    """Two searches of one person at the same moment are counted one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])
