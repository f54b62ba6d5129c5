"""The list of legal grounds: what each lets whom see, since how many days, until when, and whether the person knows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consent.enums import ConsentStatus, PersonTold
from consent.models import Consent
from consent.presenters import chip
from entry import paging
from identification.presenters import Chip

OVER = [ConsentStatus.WITHDRAWN, ConsentStatus.EXPIRED]


@dataclass(frozen=True)
class Row:
    """One ground, without the words of its reason."""

    id: UUID
    url: str
    number: str
    what: str
    chip: Chip
    days: int
    until: date | None
    told: str
    tell_by: date | None
    telling_is_overdue: bool


@dataclass(frozen=True)
class Page:
    """Some grounds, and where the next ones begin."""

    rows: list[Row]
    next_token: str


def parts(chosen: str) -> list[tuple[str, str, bool]]:
    """Return the filters: code, name, and whether it is the chosen one."""
    named = {
        "": _("All"),
        "proposed": _("Waiting for a second person"),
        "in_force": _("In force"),
        "untold": _("The person is not told"),
        "over": _("Over"),
    }
    return [(code, name, code == (chosen if chosen in named else "")) for code, name in named.items()]


def page_of(grounds: QuerySet[Consent], part: str, token: str) -> Page:
    """Return a page of these grounds, of one part or of all: those that changed last first."""
    untold = ~Q(person_told=PersonTold.TOLD) & ~Q(approved_by=None)
    kept = {
        "proposed": Q(status=ConsentStatus.GROUND_PROPOSED),
        "in_force": Q(status=ConsentStatus.LEGAL_GROUND),
        "untold": untold,
        "over": Q(status__in=OVER),
    }.get(part, Q())
    rows = grounds.filter(kept).select_related("case", "recipient")
    page = paging.page_of(rows, token, at="status_since")
    return Page([_row(one) for one in page.rows], page.next_token)


def _row(one: Consent) -> Row:
    today = timezone.localdate()
    is_untold = one.person_told != PersonTold.TOLD
    return Row(
        id=one.pk,
        url=reverse("consent", args=[one.pk]),
        number=one.case.number,
        what=_what(one),
        chip=chip(one),
        days=(today - timezone.localdate(one.given_at or one.status_since)).days,
        until=timezone.localdate(one.expires_at) if one.expires_at else None,
        told=str(one.get_person_told_display()),
        tell_by=one.tell_by if is_untold else None,
        telling_is_overdue=bool(is_untold and one.tell_by and one.tell_by < today),
    )


def _what(one: Any) -> str:
    """Return the ground and its scope: for what, for whom, and which data."""
    named = {"ground": one.get_ground_display(), "recipient": one.recipient, "data": one.get_data_display()}
    return _("%(ground)s → %(recipient)s: %(purpose)s, %(data)s") % {
        **named,
        "purpose": one.get_purpose_display(),
    }
