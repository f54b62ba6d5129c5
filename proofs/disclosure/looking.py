"""One attempt made and taken back, and everything that it gave out looked through."""

import logging
import re
from collections.abc import Iterator
from io import BytesIO

from django.contrib.messages.storage import default_storage
from django.core import mail
from django.db import connection, transaction
from django.http import HttpResponse, SimpleCookie
from django.test import Client, RequestFactory
from pypdf import PdfReader

from audit.models import Event
from config.messages import SignedCookie
from proofs.disclosure.attempts import NOBODY, Attempt
from proofs.disclosure.canaries import Aviary, Canary
from proofs.disclosure.entries import plausible
from proofs.disclosure.oracle import is_stranger, may_break_glass, may_know
from tests.cast import Cast
from tests.helpers import client_of, with_fresh_factor

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
TOKENS = re.compile(r'(name="csrfmiddlewaretoken" value=|name="key" value=)"[^"]*"')
# Where a word may stand, for those who may know it; everywhere else it stands for nobody.
BODY = "body"


class Watcher:
    """Makes attempts as anybody, and tells what each gave out."""

    def __init__(self, cast: Cast, aviary: Aviary) -> None:
        self.cast, self.aviary = cast, aviary
        self.client = Client(raise_request_exception=False)
        actors = cast.everybody()
        signed_in = {who: with_fresh_factor(client_of(actor)) for who, actor in actors.items()}
        self.jars = {who: one.cookies for who, one in signed_in.items()} | {NOBODY: SimpleCookie()}
        self.log: list[str] = []
        self.absent: dict[tuple[str, str, str, str], tuple[int, str]] = {}
        self.shown: set[tuple[str, Canary]] = set()
        self.compared = 0

    def leaks_of(self, attempt: Attempt) -> Iterator[str]:
        """Yield what went wrong with an attempt: a word that should not be there, or a trace of what is not theirs."""
        with listening(self.log), transaction.atomic():
            answer, places = self._try(attempt)
            transaction.set_rollback(True)
        yield from self._words(attempt, places)
        if answer.status_code >= 500:
            yield f"{_named(attempt)}: answered {answer.status_code}"
        yield from self._traces(attempt, answer)

    def _try(self, attempt: Attempt) -> tuple[HttpResponse, list[tuple[str, str]]]:
        """Return the answer, and every text that left the server or was kept, by its place."""
        client = self.client
        client.cookies = SimpleCookie({name: one.value for name, one in self.jars[attempt.who].items()})
        known, waiting = _newest_event(), len(connection.run_on_commit)
        mail.outbox = []
        self.log.clear()
        method, _, what = attempt.method.partition(" ")
        data = plausible(attempt, self.cast) if what == "something" else {}
        answer = getattr(client, method.lower())(attempt.path, data)
        for promised in list(connection.run_on_commit[waiting:]):
            promised[1]()
        events = Event.objects.filter(pk__gt=known).values_list("body", flat=True)
        return answer, [
            *_answered(answer),
            *(("event", bytes(body).decode()) for body in events),
            *(("mail", f"{one.subject} {one.body} {one.to}") for one in mail.outbox),
            *(("log", line) for line in self.log),
        ]

    def _words(self, attempt: Attempt, places: list[tuple[str, str]]) -> Iterator[str]:
        for place, text in places:
            for canary in self.aviary.found_in(text):
                asked_by_number = not canary.is_sealed and place in ("header", "log", BODY)
                if place == BODY or asked_by_number:
                    self.shown.add((attempt.who, canary))
                    if may_know(attempt.who, canary.story, canary.field) or self._brought(attempt, canary):
                        continue
                yield f"{_named(attempt)}: {canary.field} of “{canary.story}” in the {place}"

    def _brought(self, attempt: Attempt, canary: Canary) -> bool:
        """Tell whether the one who asked wrote the word into the address or the form."""
        return canary in self.aviary.found_in(f"{attempt.path} {attempt.typed}")

    def _traces(self, attempt: Attempt, answer: HttpResponse) -> Iterator[str]:
        """A stranger to a case gets what is said of a thing that never was: the same status, the same words."""
        is_answered = attempt.route == "glass_break" and may_break_glass(attempt.who)
        if attempt.who == NOBODY or not attempt.story or is_answered:
            return
        place = (attempt.who, attempt.route, attempt.method, attempt.step)
        page = answer.content.decode("latin-1").replace(attempt.path, "…")
        page = page.replace(attempt.typed, "…") if attempt.typed else page
        said = (answer.status_code, TOKENS.sub("", page))
        if attempt.story == "none":
            self.absent[place] = said
        elif is_stranger(attempt.who, attempt.story):
            self.compared += 1
            if said != self.absent[place]:
                yield f"{_named(attempt)}: not the answer of a thing that never was"


class listening:  # noqa: N801  used as a statement
    """While this is open, every line of the log is kept."""

    def __init__(self, lines: list[str]) -> None:
        self.handler = logging.Handler()
        self.handler.emit = lambda record: lines.append(f"{record.getMessage()} {record.exc_info}")  # type: ignore[method-assign]
        self.loggers = [logging.getLogger(), logging.getLogger("django")]

    def __enter__(self) -> None:
        self.kept = [one.handlers for one in self.loggers]
        for one in self.loggers:
            one.handlers = [self.handler]

    def __exit__(self, *_error: object) -> None:
        for one, handlers in zip(self.loggers, self.kept, strict=True):
            one.handlers = handlers


def _answered(answer: HttpResponse) -> Iterator[tuple[str, str]]:
    yield from (("header", f"{name}: {value}") for name, value in answer.headers.items())
    yield from (("cookie", one.OutputString()) for one in answer.cookies.values())
    request = answer.wsgi_request  # type: ignore[attr-defined]
    if hasattr(request, "session"):
        yield "session", str(dict(request.session.items()))
    if SignedCookie.cookie_name in answer.cookies:
        asked = RequestFactory().get("/")
        asked.COOKIES = {SignedCookie.cookie_name: answer.cookies[SignedCookie.cookie_name].value}
        yield "message", " ".join(str(one) for one in default_storage(asked))
    if answer.headers.get("Content-Type") == "application/pdf":
        paper = PdfReader(BytesIO(answer.content))
        yield BODY, " ".join([str(paper.metadata), *(page.extract_text() for page in paper.pages)])
        return
    page = answer.content.decode("utf-8", "replace")
    yield BODY, page
    yield from (("title", title) for title in TITLE.findall(page))


def _newest_event() -> int:
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _named(attempt: Attempt) -> str:
    return f"{attempt.who} {attempt.method} {attempt.route} of “{attempt.story}”"
