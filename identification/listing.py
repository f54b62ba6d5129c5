"""The list of cases: walks the access table's index, page by page, and never counts past a cap."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.actors import Actor
from identification.models import Case, CaseAccess

PAGE = 25
COUNTED = 1000


@dataclass(frozen=True)
class Page:
    """One page of cases, newest first, and the token of the next."""

    cases: list[Case]
    next_token: str
    count_text: str


def page_of(actor: Actor, token: str = "") -> Page:
    """Return the page that a token points at; the first one for an empty or a broken token."""
    visible = CaseAccess.objects.opening_cases_to(actor)
    ordered = visible.order_by("-opened_at", "-case_id").distinct("opened_at", "case_id")
    after = _after(token)
    rows = list(ordered.filter(after).select_related("case__carrier")[: PAGE + 1])
    shown = [row.case for row in rows[:PAGE]]
    token = _token(rows[PAGE - 1]) if len(rows) > PAGE else ""
    return Page(shown, token, "" if after else _count(ordered))


def _after(token: str) -> Q:
    """Rows beyond the last one shown; a token that nobody gave out means the beginning."""
    try:
        at, _separator, case = token.partition("~")
        opened, case_id = datetime.fromisoformat(at), UUID(case)
    except ValueError:
        return Q()
    if opened.utcoffset() != timedelta():
        return Q()
    return Q(opened_at__lte=opened) & (Q(opened_at__lt=opened) | Q(case_id__lt=case_id))


def _token(access: CaseAccess) -> str:
    return f"{access.opened_at.isoformat()}~{access.case_id}"


def _count(ordered: object) -> str:
    counted = ordered[: COUNTED + 1].count()  # type: ignore[index]
    if counted > COUNTED:
        return _("more than %(number)d cases") % {"number": COUNTED}
    return _("cases: %(number)d") % {"number": counted}
