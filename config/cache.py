"""The cache that all workers share: counts of tries, and codes that were used."""

from datetime import datetime
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections


class SharedCache(DatabaseCache):
    """Drops what has expired and nothing else, so that filling it with new counts wipes out no old one."""

    def _cull(self, db: str, cursor: Any, now: datetime, num: int) -> None:
        connection = connections[db]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]
        expires = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [expires])  # noqa: S608  the table is a setting
