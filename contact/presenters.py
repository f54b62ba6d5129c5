"""How contacts are told: what the person said, beside what they said it of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contact import links
from contact.links import Link
from contact.models import Contact

SENTENCES = {
    "contact.view": gettext_lazy("opened how the person is reached"),
    "contact.add": gettext_lazy("wrote down a way to reach the person"),
    "contact.change": gettext_lazy("changed a way to reach the person"),
    "contact.unsafe": gettext_lazy("marked a way to reach the person as no longer safe"),
}


@dataclass(frozen=True)
class Row:
    """One contact, opened."""

    id: UUID
    kind: str
    value: str
    facts: list[tuple[object, object]]
    call: Link | None
    write: Link | None
    code_word: str
    unsafe_since: datetime | None
    url: str


def rows(contacts: Iterable[Contact]) -> list[Row]:
    """Return opened contacts in the order in which they are tried; what is no longer safe comes last."""
    told = [_row(one) for one in contacts]
    return sorted(told, key=lambda one: one.unsafe_since is not None)


def _row(one: Contact) -> Row:
    return Row(
        id=one.pk,
        kind=one.get_kind_display(),
        value=one.value or "",
        facts=_facts(one),
        call=links.to_call(one),
        write=links.to_write(one),
        code_word=one.code_word or "",
        unsafe_since=one.unsafe_since,
        url=one.get_absolute_url(),
    )


def _facts(one: Contact) -> list[tuple[object, object]]:
    told: list[tuple[object, Any]] = [
        (_("Safe to call?"), one.get_call_display()),
        (_("Safe to write?"), one.get_write_display()),
        (_("Safe to leave word?"), one.get_leave_word_display()),
        (_("Who else may answer or read it"), one.who_answers or _("not known")),
        (_("Code word"), one.code_word),
        (_("Safe hours"), one.hours or _("none were said")),
        (_("Language"), one.get_language_display()),
        (_("Asked"), _checked(one)),
    ]
    return [(label, value) for label, value in told if value]


def _checked(one: Contact) -> str:
    if one.checked_on is None:
        return _("The person was not asked yet.")
    return _("on %(day)s by %(who)s") % {"day": date_format(one.checked_on, "j E Y"), "who": one.checked_by}


def now_is() -> str:
    """Return the time of day, for who is about to call."""
    return date_format(timezone.localtime(), "H:i")
