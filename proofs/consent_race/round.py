"""One round: a withdrawal, what is tried beside it, and everybody who reads."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.test import Client

from audit.models import Event
from consent.actions import withdraw
from consent.models import Consent
from documents.actions import SCANNER
from documents.enums import DocumentKind
from documents.models import Document
from identification.actions import open_identity
from identification.enums import Scope
from identification.models import Case, CaseAccess
from proofs.races import _said
from referral.actions import accept, send
from referral.models import Referral
from tests.makers import consented, drafted, presumed_case
from tests.makers_documents import received
from workflow.gate import perform
from workflow.refusal import Refused

if TYPE_CHECKING:
    from proofs.consent_race import Races

ROUNDS_OF_A_CASE = 25
PATIENCE = 60
JITTER = 0.03  # seconds: about as long as a withdrawal takes among so many
DATA = ["summary", "needs", "identity"]
Act = Callable[[], object]


class Round:
    """One case, three referrals, one withdrawal, and everybody at once."""

    def __init__(self, races: "Races", *, by_page: bool) -> None:
        self.races, self.cast, self.by_page = races, races.cast, by_page
        self.case = self._a_case()
        assert self.cast.sami.organisation
        self.consents = consented(self.case, self.cast.nora, self.cast.sami.organisation, data=DATA)
        self.going, self.waiting, self.draft = (
            drafted(self.case, self.cast.nora, self.cast.sami) for _one in range(3)
        )
        self.going = accept(referral=send(referral=self.going, by=self.cast.nora), by=self.cast.sami)
        self.waiting = send(referral=self.waiting, by=self.cast.nora)
        self.paper = self.case.documents.get(kind=DocumentKind.IDENTITY_DOCUMENT)
        self.start = threading.Barrier(races.workers)
        self.committed = threading.Event()
        self.over = float("inf")
        self.last_event = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]

    def run(self, pool: ThreadPoolExecutor) -> list[Any]:
        """Return what each act returned; readers return what they saw and when."""
        jobs: list[Act] = [self._first, *(self._racing(act) for act in self._acts())]
        reads = [*self._pages(), *self._reads()]
        missing = self.races.workers - len(jobs)
        jobs += [self._reading(reads[number % len(reads)]) for number in range(missing)]
        running: list[Future[Any]] = [pool.submit(copy_context().run, job) for job in jobs]
        return [one.result(timeout=PATIENCE) for one in running]

    def judged(self, results: list[Any]) -> Iterator[str]:
        """Yield where a read got something too late, or what is left is not as it must be."""
        acts = 1 + len(self._acts())
        for what, began, got in [read for reads in results[acts:] for read in reads]:
            self.races.reads += 1
            self.races.after += began > self.over
            self.races.served += got is True
            if got not in (True, False):
                yield f"reading {what} ended with {got!r}"
            elif got and began > self.over:
                yield f"{what} was read {1000 * (began - self.over):.1f} ms after the withdrawal had committed"
        yield from self._withdrawn(results[0], results[1])
        for one in results[1:acts]:
            if one is not None and not isinstance(one, Refused | Referral | Consent):
                yield f"an act ended with {one!r}"
        for referral in (self.going, self.waiting, self.draft):
            yield from self._told(referral)
        yield from self._sight()

    # Before.

    def _a_case(self) -> Case:
        """A case serves for some rounds."""
        self.races.rounds += 1
        if self.races.case is None or self.races.rounds % ROUNDS_OF_A_CASE == 0:
            self.races.case = self._new_case()
        return self.races.case

    def _new_case(self) -> Case:
        case, nora = presumed_case(self.cast.nora), self.cast.nora
        paper = received(case, nora, kind=DocumentKind.IDENTITY_DOCUMENT)
        perform(perform(paper, "start_scan", by=nora), "pass_scan", by=SCANNER)
        return case

    # At once.

    def _first(self) -> object:
        """Take the consent back, and note the moment at which that was committed, before anything else comes after."""
        wait = self.races.dice.random() * JITTER
        self.start.wait(timeout=PATIENCE)
        time.sleep(wait)
        try:
            return self._by_page() if self.by_page else self._in_process()
        except Exception as error:
            return error
        finally:
            self._note()

    def _in_process(self) -> object:
        with transaction.atomic():
            transaction.on_commit(self._note)
            return withdraw(consent=self.consents[0], by=self.cast.nora)

    def _by_page(self) -> object:
        told = {"what": f"talk:{self.consents[0].talk}"}
        answer = self.races.carrier.post(f"{self.case.get_absolute_url()}withdraw/", told)
        return Consent.objects.get(pk=self.consents[0].pk) if answer.status_code == 200 else answer

    def _note(self) -> None:
        if not self.committed.is_set():
            self.over = time.monotonic()
            self.committed.set()

    def _acts(self) -> list[Act]:
        """What is tried beside it; the second withdrawal comes first in the list."""
        sami, nora = self.cast.sami, self.cast.nora
        return [
            lambda: withdraw(consent=self.consents[0], by=sami),
            lambda: accept(referral=self.waiting, by=sami),
            lambda: perform(self.waiting, "receive", by=sami),
            lambda: perform(self.going, "start", by=sami),
            lambda: send(referral=self.draft, by=nora),
        ]

    def _racing(self, act: Act) -> Act:
        wait = self.races.dice.random() * JITTER

        def race() -> object:
            self.start.wait(timeout=PATIENCE)
            time.sleep(wait)
            try:
                return act()
            except Exception as error:
                return error

        return race

    def _reading(self, read: tuple[str, Callable[[], bool]]) -> Act:
        what, look = read
        wait = self.races.dice.random() * JITTER

        def both() -> list[tuple[str, float, object]]:
            self.start.wait(timeout=PATIENCE)
            time.sleep(wait)
            first = _timed(what, look)
            self.committed.wait(timeout=PATIENCE)
            return [first, _timed(what, look)]

        return both

    def _pages(self) -> list[tuple[str, Callable[[], bool]]]:
        """The pages of the shelter; each browser is used by one worker."""
        referral, case, paper, form, waiting = self.races.browsers
        url = self.case.get_absolute_url()
        talk = f"/talks/{self.consents[0].talk}/form.pdf"
        return [
            ("the page of the referral", lambda: _got(referral, self.going.get_absolute_url())),
            ("the identity's page", lambda: _got(case, f"{url}identity/", reason="care")),
            ("the bytes of a paper", lambda: _got(paper, f"{self.paper.get_absolute_url()}file/")),
            ("the consent form", lambda: _got(form, talk)),
            ("the page of the other referral", lambda: _got(waiting, self.waiting.get_absolute_url())),
        ]

    def _reads(self) -> list[tuple[str, Callable[[], bool]]]:
        """What the pages ask, asked directly: by more people than there are browsers."""
        sami, pk = self.cast.sami, self.case.pk
        seen = {
            "the case": lambda: Case.objects.visible_to(sami).filter(pk=pk),
            "the casework": lambda: Case.objects.visible_to(sami, at_least=Scope.CASEWORK).filter(pk=pk),
            "the referral": lambda: Referral.objects.visible_to(sami).filter(pk=self.going.pk),
            "the other referral": lambda: Referral.objects.visible_to(sami).filter(pk=self.waiting.pk),
            "a paper": lambda: Document.objects.visible_to(sami).filter(pk=self.paper.pk),
            "the talk": lambda: Consent.objects.visible_to(sami).filter(talk=self.consents[0].talk),
        }
        found = [(what, lambda rows=rows: bool(list(rows()))) for what, rows in seen.items()]
        return [*found, ("the identity", self._opens_identity)]

    def _opens_identity(self) -> bool:
        try:
            return bool(open_identity(case=self.case, by=self.cast.sami, reason="care"))
        except Case.DoesNotExist:
            return False

    # Afterwards.

    def _withdrawn(self, first: object, second: object) -> Iterator[str]:
        done = [one for one in (first, second) if isinstance(one, Consent)]
        refused = [one.refusals[0].code for one in (first, second) if isinstance(one, Refused)]
        # Who comes second finds it done, or no longer sees the case.
        if (
            not done
            or not set(refused) <= {"wrong_state", "by_worker_of_the_person"}
            or len(done) + len(refused) != 2
        ):
            yield f"the withdrawals ended with {first!r} and {second!r}"
        if Consent.objects.get(pk=self.consents[0].pk).status != "withdrawn":
            yield "the consent is not withdrawn"
        told = self._events(str(self.consents[0].pk), "consent.withdraw")
        if len(told) != 1:
            yield f"the withdrawal has {len(told)} events"

    def _told(self, referral: Referral) -> Iterator[str]:
        row = Referral.objects.get(pk=referral.pk)
        if row.status not in ("revoked", "draft"):
            yield f"a referral is {row.status}, and its consent is withdrawn"
        moves = [(one["facts"]["from"], one["facts"]["to"]) for one in self._events(str(row.pk), "referral.")]
        self.races.accepted += ("sent", "accepted") in moves or ("received", "accepted") in moves
        self.races.sent += ("draft", "sent") in moves
        stands = referral.status
        for one, other in moves:
            if one != stands:
                yield f"the log tells {moves}, beginning with {referral.status}"
            stands = other
        if stands != row.status:
            yield f"the log tells {moves}, and the referral is {row.status}"

    def _sight(self) -> Iterator[str]:
        lasting = CaseAccess.objects.filter(
            case=self.case, ended_at=None, organisation=self.cast.sami.organisation
        )
        if lasting.exists():
            yield "the recipient still has sight of the case"

    def _events(self, target: str, kind: str) -> list[dict[str, Any]]:
        rows = Event.objects.filter(case_id=self.case.pk, pk__gt=self.last_event, outcome="done")
        said = [_said(one) for one in rows.filter(kind__startswith=kind).order_by("pk")]
        return [one for one in said if one["target"] == target and "from" in one["facts"]]


def _timed(what: str, look: Callable[[], bool]) -> tuple[str, float, object]:
    began = time.monotonic()
    try:
        return what, began, look()
    except Exception as error:
        return what, began, error


def _got(client: Client, url: str, **entered: str) -> bool:
    answer = client.post(url, entered) if entered else client.get(url)
    if answer.status_code not in (
        200,
        404,
        409,
    ):  # 409: two opened a referral at once that nobody had received
        raise AssertionError(f"{url.split('/')[1]} answered {answer.status_code}")
    return bool(answer.status_code == 200)
