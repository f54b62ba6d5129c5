"""Opening a case: counted for the person and the day, in one statement, and watched."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from accounts.actors import Actor
from accounts.fresh import fresh_factor_required
from accounts.requests import ActorRequest
from identification import actions
from identification.enums import Scope
from identification.models import Case, DailyOpenings

# Nobody can open more cases in a day than this, though a supervisor let them go on.
NO_STOP = 1_000_000
# Adds the case to the person's day unless the day is full; two at once wait for one another at the row.
COUNT = """
INSERT INTO identification_dailyopenings AS today (id, user_id, organisation_id, day, cases, lift_reason)
VALUES (%(id)s, %(user)s, %(organisation)s, %(day)s, ARRAY[%(case)s::uuid], '')
ON CONFLICT (user_id, day) DO UPDATE SET cases = CASE
    WHEN %(case)s = ANY (today.cases) THEN today.cases
    WHEN cardinality(today.cases) >= %(most)s THEN today.cases
    WHEN cardinality(today.cases) >= %(stop)s AND today.lifted_at IS NULL THEN today.cases
    ELSE array_append(today.cases, %(case)s) END
RETURNING %(case)s = ANY (cases), lifted_at IS NULL AND cardinality(cases) >= %(stop)s
"""
GOES_ON = HttpResponse()


class NotOpened(Exception):
    """The case stays shut: `answer` is the page that says what to do, or None where the day is over."""

    def __init__(self, case: Case, answer: HttpResponseBase | None = None) -> None:
        self.case, self.answer = case, answer
        super().__init__()


def opened(request: ActorRequest, number: str, *, at_least: Scope = Scope.SUMMARY) -> Case:
    """Return the case with this number, now among those that the person opened today.

    Case.DoesNotExist where the actor may not see this much of it, NotOpened where they opened too many today.
    """
    actor = request.actor
    known = Case.objects.visible_to(actor, at_least=at_least).select_related("carrier", "honeytoken")
    case = known.annotate(is_of_today=_is_of_today(actor)).get(number=number)
    if not case.is_of_today:
        _count(request, case)
    if hasattr(case, "honeytoken"):
        actions.alert(honeytoken=case.honeytoken, by=actor, is_first=not case.is_of_today)
    return case


def _is_of_today(actor: Actor) -> Exists:
    today = DailyOpenings.objects.filter(user=actor.user_id, day=timezone.localdate())
    return Exists(today.filter(cases__contains=[OuterRef("pk")]))


def _count(request: ActorRequest, case: Case) -> None:
    actor = request.actor
    is_open, is_full = _added(case, actor, settings.CASES_A_DAY_BEFORE_FRESH_FACTOR)
    if is_open:
        return
    if not is_full:
        if (answer := _proven(request)) is not GOES_ON:
            raise NotOpened(case, answer)
        is_open, is_full = _added(case, actor, NO_STOP)
    if not is_open:
        raise NotOpened(case)


def _added(case: Case, actor: Actor, most: int) -> tuple[bool, bool]:
    """Return whether the case is among those of today, and whether the day is full."""
    told: dict[str, Any] = {"id": uuid4(), "case": case.pk, "day": timezone.localdate()}
    told |= {"user": actor.user_id, "organisation": actor.organisation_id}
    told |= {"most": most, "stop": settings.CASES_A_DAY}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, told)
        return cursor.fetchone()


@fresh_factor_required
def _proven(request: HttpRequest) -> HttpResponse:
    """Answer that the person proved who they are a moment ago."""
    return GOES_ON
