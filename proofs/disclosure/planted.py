"""Leaks that are planted for a moment. Each is of a kind that somebody could write by mistake."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.contrib import messages
from django.core.mail import send_mail
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from accounts import middleware, roles
from audit.models import Event, Outcome
from consent import documents
from desk import views as desk
from documents.models import DocumentQuerySet
from encryption import keys
from entry import paper
from identification import presenters
from identification.enums import SEES_THE_CASE
from identification.models import Case, Identity
from identification.models.access import CaseAccess, CaseAccessQuerySet
from identification.models.mark import IdentityMarkQuerySet
from identification.models.query import CaseQuerySet
from outlet.mail import Letter
from proofs.planted import Planting, replaced
from referral import notifications
from referral import presenters as referrals
from wall.context import as_command

Leak = Callable[[HttpRequest, HttpResponse, str], None]


def _title(_request: HttpRequest, page: HttpResponse, name: str) -> None:
    page.content = page.content.replace(b"<title>", b"<title>" + name.encode() + b" ")


def _header(_request: HttpRequest, page: HttpResponse, name: str) -> None:
    page["X-Case-Of"] = name


def _session(request: HttpRequest, _page: HttpResponse, name: str) -> None:
    request.session["last_seen_person"] = name


def _message(request: HttpRequest, _page: HttpResponse, name: str) -> None:
    messages.success(request, f"You looked at {name}.")


def _log(_request: HttpRequest, _page: HttpResponse, name: str) -> None:
    logging.getLogger("django.request").warning("opened %s", name)


def _event(_request: HttpRequest, _page: HttpResponse, name: str) -> None:
    at = Event.objects.latest("at").at
    Event.objects.create(at=at, kind="case.view", outcome=Outcome.DONE, body=name.encode(), mac=b"")


def _mail(_request: HttpRequest, _page: HttpResponse, name: str) -> None:
    send_mail("Somebody looked", name, None, ["nora@example.org"])


def _on_the_case_page(leak: Leak) -> Planting:
    """The case page gives out what to call the person, to those who may know it too."""
    plain = desk.render

    def rendered(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
        page = plain(request, template, shown)
        if case := shown.get("case"):
            name = _name_of(case)
            leak(request, page, name)
        return page

    return lambda: replaced(desk, "render", rendered)


def _name_of(case: Case) -> str:
    return str(Identity.objects.get(case=case).pseudonym) if keys.exist(case.pk) else ""


def _summary_names() -> AbstractContextManager[None]:
    plain = presenters.summary
    return replaced(presenters, "summary", lambda case: [*plain(case), ("Name", _name_of(case))])


def _sight_of_anybody() -> AbstractContextManager[None]:
    def opening(rows: Any, actor: Any, *, at_least: Any = SEES_THE_CASE[0], **_asked: Any) -> Any:
        wide_enough = SEES_THE_CASE[SEES_THE_CASE.index(at_least) :]
        return rows.current().filter(scope__in=wide_enough) if actor.reads_cases else rows.none()

    return replaced(CaseAccessQuerySet, "opening_cases_to", opening)


def _sight_without_scope() -> AbstractContextManager[None]:
    plain = CaseAccessQuerySet.opening_cases_to

    def opening(rows: Any, actor: Any, *, at_least: Any = None, **asked: Any) -> Any:
        return plain(rows, actor, **asked)

    return replaced(CaseAccessQuerySet, "opening_cases_to", opening)


def _emergency_of_colleagues() -> AbstractContextManager[None]:
    def opening(rows: Any, actor: Any, *, at_least: Any = SEES_THE_CASE[0], **_asked: Any) -> Any:
        wide_enough = SEES_THE_CASE[SEES_THE_CASE.index(at_least) :]
        return rows.current().filter(organisation=actor.organisation_id, scope__in=wide_enough)

    return replaced(CaseAccessQuerySet, "opening_cases_to", opening)


def _search_without_sight() -> AbstractContextManager[None]:
    def visible(rows: Any, actor: Any) -> Any:
        return rows.filter(organisation=actor.organisation_id)

    return replaced(IdentityMarkQuerySet, "visible_to", visible)


def _papers_without_consent() -> AbstractContextManager[None]:
    def covered(_rows: Any, actor: Any) -> Q:
        return Q(CaseAccess.objects.opens(actor))

    return replaced(DocumentQuerySet, "_covered_for", covered)


def _looks_for_everybody() -> AbstractContextManager[None]:
    return replaced(desk, "require_watcher", lambda _case, _actor: None)


def _note_before_accepting() -> AbstractContextManager[None]:
    return replaced(referrals, "note_for", lambda referral, **_asked: referral.note)


def _paper_names() -> AbstractContextManager[None]:
    plain = documents._heading
    return replaced(
        documents, "_heading", lambda first, what: [*plain(first, what), paper.text(str(first.reason))]
    )


def _mail_quotes() -> AbstractContextManager[None]:
    plain = notifications.referral_declined

    def declined(referral: Any) -> None:
        letter = Letter("declined", "Declined", (str(referral.note).replace("%", "%%"),))
        notifications.tell(referral.sender_id, [roles.CASE_MANAGER], letter)
        plain(referral)

    return replaced(notifications, "referral_declined", declined)


@contextmanager
def _stranger_is_refused() -> Iterator[None]:
    """A case that one may not see is refused in words, so that one learns that it is there; the wall lies low."""
    plain = CaseQuerySet.visible_to

    def visible(rows: Any, actor: Any, **asked: Any) -> Any:
        found = plain(rows, actor, **asked)
        return found if found.exists() else rows

    no_wall = replaced(middleware, "acting_as", lambda _organisation: as_command("planted"))
    with replaced(CaseQuerySet, "visible_to", visible), no_wall:
        yield


CASE = frozenset({"case"})
PLANTED: dict[str, tuple[Planting, frozenset[str]]] = {
    "the summary names the person": (_summary_names, CASE),
    "a case is seen by organisations without access": (_sight_of_anybody, CASE),
    "a summary opens the identity": (_sight_without_scope, frozenset({"identity"})),
    "a look in an emergency is every colleague's": (_emergency_of_colleagues, frozenset({"identity"})),
    "a search finds what is no longer seen": (_search_without_sight, frozenset({"person_search"})),
    "a paper needs no consent of its own": (_papers_without_consent, frozenset({"document"})),
    "everybody reads why an identity was opened": (_looks_for_everybody, frozenset({"case_looks"})),
    "a stranger learns that a case exists": (_stranger_is_refused, frozenset({"case_placements"})),
    "the note is read before the referral is accepted": (_note_before_accepting, frozenset({"referral"})),
    "the printed form says more than the page": (_paper_names, frozenset({"consent_form"})),
    "a mail quotes the note": (_mail_quotes, frozenset({"referral_step"})),
    "a title names the person": (_on_the_case_page(_title), CASE),
    "a header names the person": (_on_the_case_page(_header), CASE),
    "a session keeps the name": (_on_the_case_page(_session), CASE),
    "a message names the person": (_on_the_case_page(_message), CASE),
    "the log names the person": (_on_the_case_page(_log), CASE),
    "an event names the person": (_on_the_case_page(_event), CASE),
    "a mail names the person": (_on_the_case_page(_mail), CASE),
}
