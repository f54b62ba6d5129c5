"""Long lists, walked page by page along an index, newest first: nothing is counted, nothing skipped over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

PAGE = 25
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Up to 25 rows, and the token of the next page: empty where there is none."""

    rows: list[Row]
    next_token: str


def page_of(rows: QuerySet[Row], token: str, *, at: str, pk: str = "id") -> Page[Row]:
    """Return the page that a token points at, newest first; the first one for an empty or a broken token."""
    ordered = rows.order_by(f"-{at}", f"-{pk}")
    found = list(ordered.filter(after(token, at=at, pk=pk))[: PAGE + 1])
    last: Any = found[PAGE - 1] if len(found) > PAGE else None
    return Page(found[:PAGE], f"{getattr(last, at).isoformat()}~{getattr(last, pk)}" if last else "")


def after(token: str, *, at: str, pk: str) -> Q:
    """Return the condition of rows beyond the last one shown; a token that nobody gave out means the beginning."""
    moment, _separator, last = token.partition("~")
    try:
        shown, last_id = datetime.fromisoformat(moment), UUID(last)
    except ValueError:
        return Q()
    if shown.utcoffset() != timedelta():
        return Q()
    return Q(**{f"{at}__lte": shown}) & (Q(**{f"{at}__lt": shown}) | Q(**{f"{pk}__lt": last_id}))


def before(rows: QuerySet[Row], number: int | None, most: int) -> tuple[list[Row], int | None]:
    """Return the first rows below a number, of rows counted up and ordered newest first; and the number to go on below.

    None in place of the number is the beginning, None in return the end.
    """
    found = list((rows if number is None else rows.filter(pk__lt=number))[: most + 1])
    return found[:most], found[most - 1].pk if len(found) > most else None
