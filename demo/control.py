"""The planted control: a text in clear that the search must find, so that it cannot be blind."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from demo.search import Secret, forms, search

PLANTED = Secret(
    "control", "planted text", "A paper boat named Վերելք sails at noon, and nobody waits for it."
)
TABLE = "demo_planted"


@contextmanager
def planted(clear: str = "") -> Iterator[None]:
    """While this is open, a table holds the control in every form, and, if given, one text in clear beside it.

    It is written on a connection of its own, which commits: a dump sees nothing else.
    """
    apart: Any = connection.copy()
    with apart.as_owner():
        with apart.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
            cursor.execute(f"CREATE TABLE {TABLE} (words text, stored bytea)")
            rows = [*_rows(PLANTED.text), (clear, None)]
            cursor.executemany(f"INSERT INTO {TABLE} VALUES (%s, %s)", rows)  # noqa: S608 - the name is ours
        try:
            yield
        finally:
            with apart.cursor() as cursor:
                cursor.execute(f"DROP TABLE {TABLE}")


def missed(haystack: bytes) -> list[str]:
    """Return the forms in which the control was planted and not found; an empty list means that the search sees."""
    seen = {one.form for one in search(haystack, [PLANTED])}
    return [form for form, _written in forms(PLANTED.text) if form not in seen]


def _rows(text: str) -> Iterator[tuple[str | None, bytes | None]]:
    """Text columns hold what is text, a column of bytes all that is stored as it is."""
    raw = text.encode()
    yield text, raw
    yield raw.hex(), None
    yield raw.hex().upper(), None
    yield None, text.encode("utf-16-le")
    yield None, text.encode("utf-16-be")
    yield text.encode("unicode_escape").decode(), None
    for before in range(3):
        yield base64.b64encode(b"x" * before + raw).decode(), base64.b64encode(b"x" * before + raw)
