"""Mails: to people who work here, never to the person, and each a letter that was declared, word for word.

A letter has no place for a name. What it may hold besides its own words is a number, a code or a link of ours.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.log import record

SENTENCES = {"mail.send": _("sent a mail that names nobody")}
# A case's number or another code, a count, or an address of ours: no words, and nothing of many letters in a row.
VALUE = re.compile(r"\d{1,9}|[A-Z0-9]{2,6}(-[A-Z0-9]{2,6}){1,3}|https?://[a-zA-Z0-9.:-]+/[a-zA-Z0-9/_-]*")


@dataclass(frozen=True)
class Letter:
    """What a mail says: its code in the log, its subject, and its sentences."""

    code: str
    subject: Any
    sentences: tuple[Any, ...]

    def text(self, values: dict[str, str]) -> str:
        """Return the text in the language of now; ValueError for a value that could be about somebody."""
        if wrong := [name for name, value in values.items() if not VALUE.fullmatch(value)]:
            raise ValueError(f"a mail takes numbers, codes and links of ours: {', '.join(wrong)}")
        return " ".join(str(one) for one in self.sentences) % values


@dataclass(frozen=True)
class Postman:
    """Who sends: the system, for no organisation and about no case."""

    user_id: None = None
    organisation_id: None = None
    command: str = "mail"


def post(letter: Letter, addresses: Iterable[str], **values: str) -> None:
    """Each address gets the letter once this is saved, and the log says so now.

    Each apart, so that one address that refuses mail keeps nobody else from being told.
    """
    subject, text, told = str(letter.subject), letter.text(values), sorted(set(addresses))
    if not told:
        return
    record("mail.send", by=Postman(), letter=letter.code, mails=len(told))
    for address in told:
        _later(subject, text, address)


def _later(subject: str, text: str, address: str) -> None:
    transaction.on_commit(lambda: send_mail(subject, text, None, [address]), robust=True)
