"""The case page: everything at a glance, from every room."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.presenters import names_in, names_of, with_names
from audit import log
from audit.models import Event
from audit.presenters import Line, lines
from children.presenters import missing
from desk.next_steps import beginnings
from desk.permissions import watches
from desk.words import InWords, people_in
from facts.models import reads
from groups.models import Group
from identification import presenters
from identification.clocks import presenters as clocks
from identification.deciding.presenters import is_decided_by, steps_of
from identification.enums import SEES_THE_CASE, Scope
from identification.models import Case
from identification.views.cases import STEPS
from workflow import gate

# The scopes that open a part of the case.
SUMMARY = frozenset(SEES_THE_CASE)
CASEWORK = SUMMARY - {Scope.SUMMARY}
IDENTITY = frozenset({Scope.IDENTITY})
RECENT = 10
TRAIL_PAGE = 50


def shown(case: Case, actor: Actor) -> dict[str, Any]:
    """Return what the case page shows to this actor."""
    rights = _rights(actor)
    current = case.accesses.current().select_related("organisation")
    current = current.annotate(group=Group.of_case(actor), **rights)
    accesses = list(current.order_by("granted_at"))
    group = next((one.group for one in accesses), None)
    theirs = {page for page in rights if any(getattr(one, page) for one in accesses)}
    if not actor.is_of(case.carrier_id):
        accesses = [one for one in accesses if actor.is_of(one.organisation_id)]
    mine = [one for one in accesses if one.person_id in (None, actor.user_id)]
    scopes = {one.scope for one in mine if actor.is_of(one.organisation_id)}
    return {
        "case": case,
        "chip": presenters.chip(case),
        "merged_into": presenters.merged_into(case, actor),
        "clocks": clocks.clocks(case),
        "asks": actor.is_of(case.carrier_id) or actor.is_of(case.authority_id),
        "summary": presenters.summary(case),
        "missing": missing(case) if scopes & CASEWORK else [],
        "seen_by": presenters.seen_by(presenters.widest(accesses)),
        "steps": [*beginnings(case, actor), *gate.offered(case, steps_of(case, STEPS), by=actor)],
        "parts": [
            *([(_("Group"), reverse("group", args=[group]))] if group else []),
            *parts(case, scopes, without=_not_theirs(case, actor, theirs)),
        ],
        "lines": recent(case, actor, {one.organisation_id: str(one.organisation) for one in accesses})
        if scopes & CASEWORK
        else [],
    }


def parts(case: Case, scopes: set[str], *, without: set[str]) -> list[tuple[str, str]]:
    """Return the other pages of a case, as label and address: those that these scopes open, some left out."""
    named = [
        (_("Screenings"), "case_screenings", CASEWORK),
        (_("The child"), "case_child", CASEWORK),
        (_("What happened"), "case_facts", CASEWORK),
        (_("Consents"), "case_consents", CASEWORK),
        (_("Referrals"), "case_referrals", SUMMARY),
        (_("Shelter"), "case_placements", SUMMARY),
        (_("Legal aid"), "case_matters", SUMMARY),
        (_("Return"), "case_returns", SUMMARY),
        (_("Documents"), "case_documents", CASEWORK),
        (_("Decide"), "case_deciding", CASEWORK),
        (_("Questions"), "case_inquiries", CASEWORK),
        (_("Decisions"), "case_decisions", CASEWORK),
        (_("Identity"), "identity", IDENTITY),
        (_("Who may see it"), "case_access", SUMMARY),
        (_("Timeline"), "case_timeline", SUMMARY),
        (_("Trail"), "case_trail", CASEWORK),
        (_("Who looked"), "case_looks", SUMMARY),
    ]
    opened = [(label, name) for label, name, enough in named if scopes & enough and name not in without]
    return [(label, reverse(name, args=[case.number])) for label, name in opened]


def _rights(actor: Actor) -> dict[str, Exists]:
    """Return by page, for rows with a `case`, whether the actor reads it: each as the page itself asks."""
    this = Case.objects.visible_to(actor).filter(pk=OuterRef("case"))
    seen = Case.objects.visible_to(actor, at_least=Scope.CASEWORK).filter(pk=OuterRef("case"))
    return {
        "case_facts": Exists(this.filter(reads(actor, case="pk"))),
        "case_inquiries": Exists(seen.decided_with(actor)),
        "case_decisions": Exists(Case.objects.with_decisions_for(actor).filter(pk=OuterRef("case"))),
    }


def _not_theirs(case: Case, actor: Actor, theirs: set[str]) -> set[str]:
    """Return the pages that this actor may not open, or that say nothing of this case, whatever the scope."""
    closed = {
        "case_facts": "case_facts" in theirs,
        "case_deciding": is_decided_by(case, actor),
        "case_inquiries": "case_inquiries" in theirs and case.round > 0,
        "case_decisions": "case_decisions" in theirs,
        "case_looks": watches(case, actor),
        "case_child": case.is_child,
    }
    return {name for name, may_open in closed.items() if not may_open}


def trail(case: Case, actor: Actor, most: int, before: int | None = None) -> tuple[list[Line], int | None]:
    """Return the newest events of a case as lines, and the id to go on before, if there are more."""
    events = readable(case, actor)
    if before is not None:
        events = events.filter(pk__lt=before)
    found = list(events[: most + 1])
    page = found[:most]
    return told(page, actor, case), page[-1].pk if len(found) > most else None


def recent(case: Case, actor: Actor, organisations: dict[UUID, str]) -> list[Line]:
    """Return what happened last, looks and single answers left out; the names are known, or come with the events."""
    left_out = Q(kind__endswith=".view") | Q(kind__endswith=".list") | Q(kind="screening.answer")
    events = with_names(readable(case, actor).exclude(left_out))
    page = list(events[:RECENT])
    return told(page, actor, case, organisations | names_in(page))


def told(
    events: list[Event], actor: Actor, case: Case | None = None, names: dict[UUID, str] | None = None
) -> list[Line]:
    """Return events as lines. The carrier knows every organisation that a case's events name, the others their own."""
    names = names_of(people_in(events, log.read)) if names is None else names
    acting = {one for event in events for one in (event.user_id, event.organisation_id)}
    knows_all = case is None or actor.is_of(case.carrier_id)
    known = {one: name for one, name in names.items() if knows_all or one in acting or actor.is_of(one)}
    return lines(events, names, InWords(known))


def numbers_in(events: list[Event], actor: Actor) -> dict[UUID, str]:
    """Return the numbers of the cases that events are about, of those that this actor sees."""
    about = {event.case_id for event in events if event.case_id}
    return dict(Case.objects.visible_to(actor).filter(pk__in=about).values_list("pk", "number"))


def readable(case: Case, actor: Actor) -> QuerySet[Event]:
    """Return the events of a case that this actor may read, newest first.

    The carrier reads all of it. The others read what their own organisation did, and the steps of the case
    itself: that somebody else gives shelter, law or a journey home is not theirs to know.
    """
    events = Event.objects.filter(case_id=case.pk).order_by("-id")
    if actor.is_of(case.carrier_id):
        return events
    return events.filter(Q(organisation_id=actor.organisation_id) | Q(kind__startswith="case."))
