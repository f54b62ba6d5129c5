"""The pages that put the rooms together: today, the case, its trail, oversight, and the two health answers."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.requests import ActorRequest
from audit.log import record
from audit.models import Event
from desk import case_page
from desk.permissions import require_overseer
from desk.waiting import by_day, waiting_for
from identification.enums import Scope
from identification.models import Case
from workflow import gate


@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """Show what waits for the actor: what is due or overdue, then the rest, most urgent first."""
    may_open = not gate.not_permitted(Case(carrier=request.actor.organisation), "open", by=request.actor)
    waiting = waiting_for(request.actor)
    if ids := sorted({str(one.case_id) for one in waiting if one.case_id}):
        record("home.view", by=request.actor, ids=ids)
    shown = {"groups": by_day(waiting), "may_open": may_open}
    return render(request, "desk/home.html", shown)


@require_GET
def case(request: ActorRequest, number: str) -> HttpResponse:
    """Show a case at a glance."""
    row = Case.objects.visible_to(request.actor).select_related("carrier").get(number=number)
    record("case.view", by=request.actor, case_id=row.pk, target=str(row.pk))
    return render(request, "desk/case.html", case_page.shown(row, request.actor))


@require_GET
def case_trail(request: ActorRequest, number: str) -> HttpResponse:
    """Show all that happened with a case, newest first."""
    row = Case.objects.visible_to(request.actor, at_least=Scope.CASEWORK).get(number=number)
    found, before = case_page.trail(row, request.actor, case_page.TRAIL_PAGE, _before(request))
    record("trail.view", by=request.actor, case_id=row.pk, target=str(row.pk))
    shown = {"case": row, "lines": [(line, None) for line in found], "before": before}
    return render(request, "desk/trail.html", shown)


@require_GET
def oversight(request: ActorRequest) -> HttpResponse:
    """Show a supervisor or data protection officer what their organisation's people did and were refused."""
    require_overseer(request.actor)
    events = Event.objects.filter(organisation_id=request.actor.organisation_id).order_by("-id")
    if before := _before(request):
        events = events.filter(pk__lt=before)
    if request.GET.get("only") == "refused":
        events = events.filter(outcome="refused")
    page = list(events[: case_page.TRAIL_PAGE])
    numbers = case_page.numbers_in(page, request.actor)
    record("oversight.view", by=request.actor, ids=sorted(map(str, numbers)))
    last = page[-1].pk if len(page) == case_page.TRAIL_PAGE else None
    told = [
        (line, line.case_id and numbers.get(line.case_id)) for line in case_page.told(page, request.actor)
    ]
    shown = {"lines": told, "before": last, "only": request.GET.get("only", "")}
    return render(request, "desk/oversight.html", shown)


@login_not_required
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process lives."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database is there with every table as it should be, else 503."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    text, status = ("tables are out of date", 503) if missing else ("ready", 200)
    return HttpResponse(text, content_type="text/plain", status=status)


def _before(request: HttpRequest) -> int | None:
    """Return the id to go on before; anything that is not one means the beginning."""
    given = request.GET.get("before", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 18 else None
