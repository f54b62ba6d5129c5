"""A number becomes something to press only where the person said yes, and at the time of day that they named."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from contact.enums import Answer, ContactKind
from contact.links import Link, is_time, to_call, to_write
from contact.models import Contact

NUMBER = "+000 77 888-9990"


def contact(**given: Any) -> Contact:
    """Return a contact that is in memory only: what is sealed is read as it was set."""
    said = {"call": Answer.YES, "write": Answer.YES, "kind": ContactKind.PHONE, "value": NUMBER}
    return Contact(**{**said, **given})


def at(clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 5, 4, hour, minute, tzinfo=ZoneInfo(settings.TIME_ZONE))


def test_where_the_answer_is_yes_there_is_a_link() -> None:
    assert to_call(contact()) == Link("tel:+000778889990", outside=False)
    assert to_write(contact()) == Link("sms:+000778889990", outside=False)
    mailbox = contact(kind=ContactKind.EMAIL, value="robin+a@example.org")
    assert to_write(mailbox) == Link("mailto:robin%2Ba@example.org", outside=False)


@pytest.mark.parametrize("answer", [Answer.NO, Answer.NOT_ASKED, "", "Yes"])
def test_without_a_yes_there_is_none(answer: str) -> None:
    assert to_call(contact(call=answer)) is None
    assert to_write(contact(write=answer)) is None


def test_a_yes_to_one_is_no_yes_to_the_other() -> None:
    assert to_call(contact(call=Answer.NO)) is None
    assert to_write(contact(call=Answer.NO)) is not None
    assert to_write(contact(write=Answer.NOT_ASKED)) is None


def test_what_is_no_longer_safe_has_none() -> None:
    assert to_call(contact(unsafe_since=at("10:00"))) is None
    assert to_write(contact(unsafe_since=at("10:00"))) is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ContactKind.PHONE, "ask Maria"),
        (ContactKind.PHONE, "1; rm"),
        (ContactKind.PHONE, "12345,,99#"),
        (ContactKind.PHONE, ""),
        (ContactKind.EMAIL, "a@example.org?bcc=b@example.org"),
        (ContactKind.EMAIL, "a@example.org,b@example.org"),
        (ContactKind.MESSENGER, "+000778889990"),
        (ContactKind.ADDRESS, "Street 7"),
        (ContactKind.OTHER, "12345678"),
    ],
)
def test_what_is_no_plain_number_or_address_is_only_shown(kind: str, value: str) -> None:
    one = contact(kind=kind, value=value)
    assert (to_call(one), to_write(one)) == (None, None)


@pytest.mark.parametrize(
    ("hours", "clock", "is_now"),
    [
        (None, "03:00", True),
        ("18:00-20:30", "17:59", False),
        ("18:00-20:30", "18:00", True),
        ("18:00-20:30", "20:29", True),
        ("18:00-20:30", "20:30", False),
        ("22:00-02:00", "23:00", True),
        ("22:00-02:00", "01:59", True),
        ("22:00-02:00", "02:00", False),
        ("22:00-02:00", "12:00", False),
        ("in the evening", "19:00", False),
        ("25:00-26:00", "19:00", False),
    ],
)
def test_the_hours_are_those_that_the_person_named(hours: str | None, clock: str, is_now: bool) -> None:
    assert is_time(hours, at(clock)) is is_now
    link = to_call(contact(hours=hours), at(clock))
    assert link is not None
    assert link.outside is not is_now
