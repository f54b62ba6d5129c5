"""A referral that nobody answers: the clock ends it, and those who carry the case are told by mail."""

import re
import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message
from io import StringIO
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from django.core.management import call_command
from django.utils import timezone

from identification import actions
from identification.models import Case
from referral.actions import send
from referral.enums import ReferralStatus
from referral.models import Referral
from tests.cast import Cast
from tests.makers import presumed_case, referral_at

SMTP = "django.core.mail.backends.smtp.EmailBackend"
NAME = "Xymena Quill"


class Sink(MessageHandler):
    """Keeps what is mailed; refuses the addresses it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Message] = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refused:
            return "550 no such address"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        self.mails.append(message)

    def told(self) -> list[str]:
        return sorted(str(mail["X-RcptTo"]) for mail in self.mails)


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server of our own, on a port that the system picks."""
    handler = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", port
    yield handler
    controller.stop()


def run_after(hours: float) -> str:
    out = StringIO()
    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        call_command("expire_referrals", stdout=out)
    return out.getvalue()


def named_case(cast: Cast) -> Case:
    case = presumed_case(cast.nora)
    return actions.record_identity(case=case, full_name=NAME, contact="+999 55", by=cast.nora)


def test_the_case_manager_and_the_supervisor_are_told_and_nobody_else(
    cast: Cast, sink: Sink, django_capture_on_commit_callbacks: Any
) -> None:
    referral = referral_at(ReferralStatus.RECEIVED, cast, case=named_case(cast))
    with django_capture_on_commit_callbacks(execute=True):
        assert run_after(73) == "1 expired\n"
    assert Referral.objects.get(pk=referral.pk).status == ReferralStatus.EXPIRED
    assert sink.told() == ["dana@example.org", "nora@example.org"]


def test_no_mail_says_a_word_about_the_person(
    cast: Cast, sink: Sink, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        referral = referral_at(ReferralStatus.SENT, cast, case=named_case(cast))
        run_after(73)
    assert len(sink.mails) == 3
    case = referral.case
    wordless = [NAME, "Xymena", "Robin", "+999", "quiet room", case.number, str(case.pk), str(referral.pk)]
    wordless += ["Quiet Garden", "Russian", "female", "accommodation"]
    for mail in sink.mails:
        text = f"{mail['Subject']} {mail.get_payload(decode=True).decode()}"  # type: ignore[union-attr]
        assert [word for word in wordless if word.lower() in text.lower()] == []
        assert not re.search(r"https?://", text)


def test_those_who_answer_are_told_that_a_referral_waits(
    cast: Cast, sink: Sink, django_capture_on_commit_callbacks: Any
) -> None:
    referral = referral_at(ReferralStatus.DRAFT, cast)
    with django_capture_on_commit_callbacks(execute=True):
        send(referral=referral, by=cast.nora)
    assert sink.told() == ["sami@example.org"]


def test_one_address_that_refuses_keeps_nobody_from_being_told(
    cast: Cast, sink: Sink, django_capture_on_commit_callbacks: Any
) -> None:
    sink.refused.add("dana@example.org")
    referral_at(ReferralStatus.SENT, cast)
    with django_capture_on_commit_callbacks(execute=True):
        run_after(73)
    assert sink.told() == ["nora@example.org"]


def test_nothing_is_mailed_when_nothing_was_done(
    cast: Cast, sink: Sink, django_capture_on_commit_callbacks: Any
) -> None:
    referral_at(ReferralStatus.SENT, cast)
    with django_capture_on_commit_callbacks(execute=True):
        assert run_after(71) == "0 expired\n"
    assert sink.mails == []


@pytest.mark.parametrize("status", ["accepted", "in_progress", "completed", "draft"])
def test_what_is_answered_or_not_sent_does_not_expire(cast: Cast, status: str) -> None:
    referral = referral_at(status, cast)
    assert run_after(1000) == "0 expired\n"
    assert Referral.objects.get(pk=referral.pk).status == status


def test_the_command_finds_each_countrys_own_deadline(cast: Cast) -> None:
    slow = referral_at(ReferralStatus.SENT, cast)
    quick = referral_at(ReferralStatus.SENT, cast, case=presumed_case(cast.nora, jurisdiction="BK"))
    assert run_after(50) == "1 expired\n"
    assert Referral.objects.get(pk=slow.pk).status == ReferralStatus.SENT
    assert Referral.objects.get(pk=quick.pk).status == ReferralStatus.EXPIRED
