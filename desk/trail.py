"""The trail of a case: the events that a reader may know, as lines."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actors import Actor
from accounts.presenters import names_in, names_of, with_names
from audit import log
from audit.models import Event, Outcome
from audit.presenters import Line, lines
from desk.words import InWords, people_in
from entry.paging import before as page_before
from identification.models import Case
from rights.sight import LOOKS

RECENT = 10
TRAIL_PAGE = 50
# Steps of the machinery, and each single tap of a screening: true, and of no use to who asks what happened.
UNTOLD = ("screening.answer", "case.renew_key", "case.remove_key")


def trail(case: Case, actor: Actor, most: int, before: int | None = None) -> tuple[list[Line], int | None]:
    """Return the newest events of a case as lines, and the id to go on before, if there are more."""
    page, more = page_before(readable(case, actor), before, most)
    return told(page, actor, case), more


def recent(case: Case, actor: Actor, organisations: dict[UUID, str]) -> list[Line]:
    """Return the last deeds; the names are known, or come with the events."""
    page = list(with_names(deeds(case, actor))[:RECENT])
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
    itself: that somebody else gives shelter, law or a journey home is not theirs to know, nor who voted.
    """
    events = Event.objects.filter(case_id=case.pk).order_by("-id")
    if actor.is_of(case.carrier_id):
        return events
    steps = Q(kind__startswith="case.") & ~Q(kind="case.vote")
    return events.filter(Q(organisation_id=actor.organisation_id) | steps)


def deeds(case: Case, actor: Actor) -> QuerySet[Event]:
    """Return those of the events that are deeds: no look, no refusal, nothing of the machinery."""
    looks = Q()
    for ending in LOOKS:
        looks |= Q(kind__endswith=ending)
    return readable(case, actor).filter(outcome=Outcome.DONE).exclude(looks | Q(kind__in=UNTOLD))
