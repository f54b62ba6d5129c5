"""The list of cases: walks the access table's index, page by page, and never counts past a cap."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.actors import Actor
from entry import paging
from identification.models import Case, CaseAccess

COUNTED = 1000


@dataclass(frozen=True)
class Page:
    """One page of cases, newest first, and the token of the next."""

    cases: list[Case]
    next_token: str
    count_text: str


def page_of(actor: Actor, token: str = "") -> Page:
    """Return the page that a token points at, as `paging.page_of` does; the first one counts the cases, too."""
    visible = CaseAccess.objects.opening_cases_to(actor)
    each_once = visible.distinct("opened_at", "case_id")
    page = paging.page_of(each_once.select_related("case__carrier"), token, at="opened_at", pk="case_id")
    is_first = not paging.after(token, at="opened_at", pk="case_id")
    return Page([row.case for row in page.rows], page.next_token, _count(each_once) if is_first else "")


def _count(cases: object) -> str:
    counted = cases[: COUNTED + 1].count()  # type: ignore[index]
    if counted > COUNTED:
        return _("more than %(number)d cases") % {"number": COUNTED}
    return _("cases: %(number)d") % {"number": counted}
