"""The pages that put the rooms together: today, the case, its trail, oversight, and the two health answers."""

from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import roles
from accounts.policy import only_for, open_to_all, signed_in
from accounts.requests import ActorRequest
from audit.log import record
from audit.models import Event
from desk import case_page, looks, timeline, trail
from desk.overdue import overdue
from desk.permissions import require_watcher
from desk.waiting import by_day, waiting_for
from documents import scanner
from entry.paging import before as page_before
from identification.clocks import presenters as clocks
from identification.enums import Scope
from identification.models import Case, DailyOpenings, HoneytokenAlert
from identification.opening import opened
from wall.roles import is_walled
from workflow import gate

MOST_LISTED = 50


@signed_in
@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """Show what waits for the actor: what is due or overdue, then the rest, most urgent first."""
    may_open = not gate.not_permitted(Case(carrier=request.actor.organisation), "open", by=request.actor)
    waiting = waiting_for(request.actor)
    if ids := sorted({str(one.case_id) for one in waiting if one.case_id}):
        record("home.view", by=request.actor, ids=ids)
    shown = {"groups": by_day(waiting), "may_open": may_open}
    return render(request, "desk/home.html", shown)


@signed_in
@require_GET
def case(request: ActorRequest, number: str) -> HttpResponse:
    """Show a case at a glance."""
    row = opened(request, number)
    record("case.view", by=request.actor, case_id=row.pk, target=str(row.pk))
    return render(request, "desk/case.html", case_page.shown(row, request.actor))


@signed_in
@require_GET
def case_trail(request: ActorRequest, number: str) -> HttpResponse:
    """Show all that happened with a case, newest first."""
    row = opened(request, number, at_least=Scope.CASEWORK)
    found, before = trail.trail(row, request.actor, trail.TRAIL_PAGE, _before(request))
    record("trail.view", by=request.actor, case_id=row.pk, target=str(row.pk))
    shown = {"case": row, "lines": [(line, None) for line in found], "before": before}
    return render(request, "desk/trail.html", shown)


@signed_in
@require_GET
def case_timeline(request: ActorRequest, number: str) -> HttpResponse:
    """Show what was done in a case, by day, as far as the actor may know it; all of it, or one part."""
    row = opened(request, number)
    part = request.GET.get("part", "")
    days, before = timeline.of(row, request.actor, part, _before(request))
    record("timeline.view", by=request.actor, case_id=row.pk, target=str(row.pk))
    shown = {"case": row, "days": days, "before": before, "clocks": clocks.clocks(row)}
    shown |= {"part": part if part in timeline.NAMES else "", "parts": timeline.NAMES.items()}
    shown["is_carrier"] = request.actor.is_of(row.carrier_id)
    return render(request, "desk/timeline.html", shown)


@only_for(roles.SUPERVISOR, roles.DATA_PROTECTION)
@require_GET
def oversight(request: ActorRequest) -> HttpResponse:
    """Show a supervisor or data protection officer what their organisation's people did and were refused."""
    events = Event.objects.filter(organisation_id=request.actor.organisation_id).order_by("-id")
    if request.GET.get("only") == "refused":
        events = events.filter(outcome="refused")
    page, before = page_before(events, _before(request), trail.TRAIL_PAGE)
    numbers = trail.numbers_in(page, request.actor)
    record("oversight.view", by=request.actor, ids=sorted(map(str, numbers)))
    told = [(line, line.case_id and numbers.get(line.case_id)) for line in trail.told(page, request.actor)]
    shown: dict[str, Any] = {"lines": told, "before": before, "only": request.GET.get("only", "")}
    shown["goes_without_scanner"] = scanner.is_left_out()
    shown["overdue"] = overdue(request.actor)
    shown["protects_data"] = request.actor.has(roles.DATA_PROTECTION)
    return render(request, "desk/oversight.html", shown)


@signed_in
@require_GET
def case_looks(request: ActorRequest, number: str) -> HttpResponse:
    """Show who manages or oversees a case who looked at it: by person and day, newest first."""
    row = opened(request, number)
    require_watcher(row, request.actor)
    found, before = looks.of(row, request.actor, _before(request))
    record("looks.view", by=request.actor, case_id=row.pk, target=str(row.pk))
    return render(request, "desk/looks.html", {"case": row, "groups": found, "before": before})


@only_for(*roles.OVERSEERS)
@require_GET
def alerts(request: ActorRequest) -> HttpResponse:
    """Show an overseer who was stopped for opening very many cases, and who opened one without a reason."""
    days = DailyOpenings.objects.visible_to(request.actor).select_related("user", "lifted_by")
    tokens = HoneytokenAlert.objects.visible_to(request.actor).select_related(
        "user", "organisation", "honeytoken__case"
    )
    record("alerts.view", by=request.actor)
    shown = {"days": days.order_by("-day")[:MOST_LISTED], "tokens": tokens.order_by("-at")[:MOST_LISTED]}
    return render(request, "desk/alerts.html", shown)


@open_to_all
@require_GET
@transaction.non_atomic_requests
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process lives."""
    return HttpResponse("ok", content_type="text/plain")


@open_to_all
@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database is there with every table and the wall as they should be, else 503."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return HttpResponse("tables are out of date", content_type="text/plain", status=503)
    if not is_walled(connection):
        return HttpResponse("the database keeps no wall", content_type="text/plain", status=503)
    return HttpResponse("ready", content_type="text/plain")


def _before(request: HttpRequest) -> int | None:
    """Return the id to go on before; anything that is not one means the beginning."""
    given = request.GET.get("before", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 18 else None
