"""When a document may be added, checked, let through and taken away, and by whom."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from accounts.actors import Actor
from documents import rules
from documents.actions import scan
from documents.enums import DocumentStatus
from documents.models import Document
from identification.actions import decline
from identification.models import Case
from tests.cast import Cast
from tests.clamd import clamd
from tests.helpers import codes
from tests.makers import presumed_case
from tests.makers_documents import document_at, received
from workflow.gate import perform
from workflow.refusal import Refused

SCANNER = Actor.system("virus_scanner")
REASON = "It was the wrong paper."


def new(case: Case, by: Actor) -> Document:
    return Document(pk=uuid4(), case=case, added_by=by.user, kind="other", type="txt", kilobytes=1)


@pytest.mark.parametrize("who", ["odile", "nora"])
def test_who_carries_the_case_adds(cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    assert codes(new(presumed_case(by), by), "receive", by) == []


@pytest.mark.parametrize(
    "who", ["odile", "dana", "dov", "sami", "vera", "lena", "rafi", "ada", "otto", "stat"]
)
def test_nobody_else_adds_checks_or_takes_away(cast: Cast, who: str) -> None:
    case, by = presumed_case(cast.nora), getattr(cast, who)
    assert codes(new(case, by), "receive", by) == ["by_keeper"]
    document = received(case, cast.nora)
    assert codes(document, "start_scan", by) == ["by_keeper_or_system"]
    assert codes(document, "withdraw", by, reason=REASON) == ["by_keeper"]


@pytest.mark.parametrize("step", ["pass_scan", "let_through", "find_malware", "miss_scan"])
def test_only_the_scanner_says_what_it_found(cast: Cast, step: str) -> None:
    document = document_at(DocumentStatus.SCANNING, cast)
    assert codes(document, step, cast.nora) == ["by_scanner"]


def test_nothing_is_added_to_a_case_that_is_not_open(cast: Cast) -> None:
    case = decline(case=presumed_case(cast.nora), can_decide="yes", by=cast.nora)
    assert codes(new(case, cast.nora), "receive", cast.nora) == ["case_is_open"]


def test_a_case_is_full_some_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_IN_A_CASE", 2)
    case = presumed_case(cast.nora)
    received(case, cast.nora)
    perform(received(case, cast.nora), "withdraw", reason=REASON, by=cast.nora)
    assert codes(new(case, cast.nora), "receive", cast.nora) == ["case_has_room"]
    assert codes(new(presumed_case(cast.nora), cast.nora), "receive", cast.nora) == []


def test_a_person_adds_so_many_a_day_in_all_cases(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_IN_A_DAY", 2)
    for _document in range(2):
        received(presumed_case(cast.nora), cast.nora)
    asked = new(presumed_case(cast.nora), cast.nora)
    assert codes(asked, "receive", cast.nora) == ["day_has_room"]
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert codes(asked, "receive", cast.nora) == []


def test_what_was_checked_is_not_checked_again(cast: Cast) -> None:
    assert codes(document_at("clean", cast), "start_scan", cast.nora) == ["scan_is_needed"]
    for status in ("infected", "withdrawn"):
        assert codes(document_at(status, cast), "start_scan", cast.nora) == ["wrong_state"]


def test_a_check_that_died_is_begun_again(cast: Cast) -> None:
    document = document_at(DocumentStatus.SCANNING, cast)
    assert codes(document, "start_scan", cast.nora) == ["no_scan_is_running"]
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        begun = perform(document, "start_scan", by=cast.nora)
        assert codes(begun, "start_scan", cast.nora) == ["no_scan_is_running"]


def test_nothing_is_let_through_where_there_should_be_a_scanner(cast: Cast) -> None:
    document = document_at(DocumentStatus.SCANNING, cast)
    assert codes(document, "let_through", SCANNER) == ["site_goes_without_scanner"]
    with override_settings(UPLOADS_WITHOUT_SCANNER=True, CLAMAV="tcp://127.0.0.1:1"):
        assert codes(document, "let_through", SCANNER) == ["site_goes_without_scanner"]


def test_taking_away_needs_a_reason_and_cannot_be_undone(cast: Cast) -> None:
    document = document_at("clean", cast)
    assert codes(document, "withdraw", cast.nora, reason="too short") == ["reason_is_given"]
    document = perform(document, "withdraw", reason=REASON, by=cast.nora)
    assert Document.objects.get(pk=document.pk).reason == REASON
    assert codes(document, "start_scan", cast.nora) == ["wrong_state"]


@pytest.mark.parametrize(
    ("mood", "status"), [("honest", "clean"), ("closes early", "error"), ("silent", "error")]
)
def test_a_check_ends_as_the_scanner_says(cast: Cast, mood: str, status: str) -> None:
    document = received(presumed_case(cast.nora), cast.nora)
    with clamd(mood):
        document = scan(document=document, by=cast.nora)
    assert document.status == status
    assert (document.scanned_at is not None) == (status == "clean")


def test_without_a_scanner_all_is_blocked_until_there_is_one(cast: Cast) -> None:
    document = scan(document=received(presumed_case(cast.nora), cast.nora), by=cast.nora)
    assert document.status == DocumentStatus.ERROR
    with clamd():
        assert scan(document=document, by=cast.nora).status == DocumentStatus.CLEAN


def test_a_site_may_go_without_and_change_its_mind(cast: Cast) -> None:
    with override_settings(UPLOADS_WITHOUT_SCANNER=True):
        document = scan(document=received(presumed_case(cast.nora), cast.nora), by=cast.nora)
        assert (document.status, document.scanned_at) == (DocumentStatus.CLEAN, None)
    with clamd():
        assert scan(document=document, by=cast.nora).scanned_at is not None


def test_the_command_checks_what_waits(cast: Cast) -> None:
    waiting = [document_at(status, cast) for status in ("received", "error")]
    running, found = document_at("scanning", cast), document_at("infected", cast)
    with clamd() as daemon:
        call_command("scan_documents", verbosity=0)
        assert len(daemon.received) == 2
    for document, status in (
        *((one, "clean") for one in waiting),
        (running, "scanning"),
        (found, "infected"),
    ):
        assert Document.objects.get(pk=document.pk).status == status


def test_a_document_taken_away_while_it_is_checked_stays_away(cast: Cast) -> None:
    document = document_at("scanning", cast)
    perform(document, "withdraw", reason=REASON, by=cast.nora)
    with pytest.raises(Refused):
        perform(document, "pass_scan", by=SCANNER)
