"""A thing leaves on a basis that is asked at that moment, with its event, under a name that tells nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, connection
from django.db.transaction import atomic
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from accounts import roles
from accounts.notifications import tell, waits
from audit.log import read
from audit.models import Event
from consent import leaving as consents
from consent.actions import withdraw
from consent.talks import leaving as talks
from documents import leaving as documents
from identification import leaving as identification
from outlet import things
from outlet.handing import hand_out
from outlet.things import JSON, Content, Thing, declare
from papers.languages import Choice
from practice import leaving as practice
from referral.actions import accept, send
from retention import leaving as retention
from rights import leaving as rights
from tests.cast import Cast
from tests.helpers import log_is_broken
from tests.makers import consented, decided_case, drafted, presumed_case
from tests.makers_documents import document_at
from tests.makers_rights import copy_at
from tests.makers_talks import drawn

LETTER = waits("test_letter", "Something waits.")


@pytest.fixture
def thing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Thing]:
    """Kinds of things that are known for one test."""
    monkeypatch.setattr(things, "_known", {})
    return declare


def made() -> Content:
    return Content(b"{}", JSON)


def test_nothing_leaves_without_a_basis_and_the_try_is_remembered(
    cast: Cast, thing: Callable[..., Thing]
) -> None:
    refused = thing("consent.print", lambda _subject, _by: False, types=(JSON,))
    with pytest.raises(Http404):
        hand_out(refused, None, made, by=cast.nora, target="a-paper")
    assert Event.objects.get(kind="consent.print").outcome == "refused"


def test_nothing_leaves_when_the_event_cannot_be_written(cast: Cast, thing: Callable[..., Thing]) -> None:
    free = thing("consent.print", lambda _subject, _by: True, types=(JSON,))
    with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken(), atomic():
        hand_out(free, None, made, by=cast.nora, target="a-paper")


def test_what_leaves_is_declared_once_and_is_what_it_says(cast: Cast, thing: Callable[..., Thing]) -> None:
    paper = thing("consent.print", lambda _subject, _by: True)
    for wrong in (paper, Thing("consent.print", lambda _subject, _by: True)):
        with pytest.raises(ValueError, match=r"leave as|declared"):
            hand_out(wrong, None, made, by=cast.nora, target="a-paper")
    with pytest.raises(ValueError, match="basis already"):
        thing("consent.print", lambda _subject, _by: True)
    with pytest.raises(ValueError, match="text/html"):
        thing("decision.print", lambda _subject, _by: True, types=("text/html",))
    assert not Event.objects.filter(kind="consent.print").exists()


def test_the_name_tells_neither_of_whom_nor_what(cast: Cast) -> None:
    document = document_at("clean", cast, kind="court_paper", name="Robins court paper.txt")
    answer = documents.copy(document, by=cast.nora)
    assert answer["Content-Disposition"] == f'attachment; filename="paper-{str(document.pk)[:8]}.txt"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_basis_that_went_after_the_page_had_asked_stops_the_paper(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    given = consented(case, cast.nora, cast.sami.organisation)
    accept(referral=send(referral=drafted(case, cast.nora, cast.sami), by=cast.nora), by=cast.sami)
    talk = given[0].talk
    assert consents.form(case, talk, Choice("en"), by=cast.sami).status_code == 200
    for one in given:
        withdraw(consent=one, by=cast.nora)
    with pytest.raises(Http404):
        consents.form(case, talk, Choice("en"), by=cast.sami)
    assert list(
        Event.objects.filter(kind="consent.print").order_by("pk").values_list("outcome", flat=True)
    ) == [
        "done",
        "refused",
    ]


def test_a_mail_is_in_the_log_by_its_code_and_a_number(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    assert cast.dana.organisation_id
    with django_capture_on_commit_callbacks(execute=True):
        tell(cast.dana.organisation_id, [roles.SUPERVISOR, roles.CASE_MANAGER], LETTER)
    said = read(Event.objects.get(kind="mail.send"))
    assert (said["facts"], said["user"], said["case"]) == ({"letter": "test_letter", "mails": 2}, None, None)
    assert [one.to for one in mail.outbox] == [["dana@example.org"], ["nora@example.org"]]


def test_no_mail_goes_when_the_event_cannot_be_written(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    assert cast.dana.organisation_id
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(DatabaseError, match="the log is broken"),
        log_is_broken(),
        atomic(),
    ):
        tell(cast.dana.organisation_id, [roles.SUPERVISOR], LETTER)
    assert mail.outbox == []


def stranger_asks(cast: Cast) -> dict[str, Callable[[], object]]:
    """Return, by its event, each thing asked for by somebody who has no basis for it."""
    case, english, otto = presumed_case(cast.nora), Choice("en"), cast.otto
    talk = consented(case, cast.nora, cast.sami.organisation)[0].talk
    copy, document = copy_at("ready", cast), document_at("clean", cast)
    decision, sign = decided_case(cast).decisions.get(), drawn(case, cast.nora)
    return {
        "card.print": lambda: retention.card(case, english, by=otto),
        "consent.confirm": lambda: consents.withdrawal(case, english, by=otto),
        "consent.print": lambda: consents.form(case, talk, english, by=otto),
        "copyrequest.hand_out": lambda: rights.copy(copy, english, by=otto),
        "decision.print": lambda: identification.letter(decision, english, by=otto),
        "document.view": lambda: documents.copy(document, by=otto),
        "practice.certificate": lambda: practice.certificate(by=cast.nora),
        "sight.print": lambda: rights.sight(case, english, by=otto),
        "talk.open": lambda: talks.sign(sign, "picture", by=otto),
    }


def test_each_thing_asks_its_own_basis_under_the_lock_of_the_case(cast: Cast) -> None:
    """The door itself refuses, whatever the page asked before; a thing that is declared later needs its line here."""
    tried = stranger_asks(cast)
    for kind, ask in tried.items():
        with CaptureQueriesContext(connection) as captured, pytest.raises(Http404):
            ask()
        refused = Event.objects.get(kind=kind, outcome="refused")
        assert read(refused)["facts"]["reasons"] == ["no_basis"], kind
        is_held = any("FOR NO KEY UPDATE" in one["sql"] for one in captured)
        assert is_held or kind == "practice.certificate", kind
    elsewhere = {"factor.picture"}  # `tests/accounts`: its basis is the session's own secret
    assert get_resolver().url_patterns, "every page is loaded, and with it what it hands out"
    assert set(tried) | elsewhere == set(things.known())
