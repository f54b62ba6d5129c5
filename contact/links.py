"""The one place where a number becomes something to press: only where the person said yes, and at what time of day.

The product sends nothing. A link opens the telephone or the mail of the worker, who then speaks for themselves.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from contact.enums import Answer, ContactKind
from contact.models import Contact

NUMBER = re.compile(r"\+?\d{5,15}")
HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True)
class Link:
    """Where a press leads; `outside` says that now is not the time, and that it must be asked for."""

    href: str
    outside: bool


def to_call(contact: Contact, now: datetime | None = None) -> Link | None:
    """Return the way to call; None where the answer is not yes, it is unsafe by now, or no number."""
    if contact.kind != ContactKind.PHONE or not _is_safe(contact, contact.call):
        return None
    return _link("tel:", _number(contact), contact, now)


def to_write(contact: Contact, now: datetime | None = None) -> Link | None:
    """Return the way to write; None where the answer is not yes, it is unsafe by now, or nothing to write to."""
    if not _is_safe(contact, contact.write):
        return None
    if contact.kind == ContactKind.PHONE:
        return _link("sms:", _number(contact), contact, now)
    return _link("mailto:", _mailbox(contact), contact, now) if contact.kind == ContactKind.EMAIL else None


def is_time(hours: str | None, now: datetime | None = None) -> bool:
    """Tell whether it is within the safe hours; where none were said it always is, where they are unreadable never."""
    if not hours:
        return True
    found = HOURS.fullmatch(hours)
    if found is None:
        return False
    first, last = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    clock = timezone.localtime(now).time()
    return first <= clock < last if first < last else clock >= first or clock < last


def _is_safe(contact: Contact, answer: str) -> bool:
    return answer == Answer.YES and contact.unsafe_since is None


def _link(scheme: str, whom: str, contact: Contact, now: datetime | None) -> Link | None:
    return Link(scheme + whom, not is_time(contact.hours, now)) if whom else None


def _number(contact: Contact) -> str:
    plain = re.sub(r"[\s()./-]", "", contact.value or "")
    return plain if NUMBER.fullmatch(plain) else ""


def _mailbox(contact: Contact) -> str:
    try:
        validate_email(contact.value)
    except ValidationError:
        return ""
    return quote(contact.value or "", safe="@")
