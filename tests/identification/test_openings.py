"""How many cases one person opens in a day: proof again after so many, a stop after more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit import log
from audit.models import Event
from identification import actions, opening
from identification.enums import LiftReason
from identification.models import Case, DailyOpenings
from tests.access.worlds import stopped
from tests.cast import Cast
from tests.helpers import client_of, with_fresh_factor
from tests.identification.twin import changes_nothing_without_the_log
from tests.journeys.people import Person
from tests.makers import opened_case, pending_case, presumed_case
from tests.makers_children import appointed
from tests.makers_deciding import DECISION, asked, twice_decided

BEFORE_FRESH, STOP = 3, 5


@pytest.fixture(autouse=True)
def few(settings: Any) -> None:
    """Three cases before a fresh proof, five in a day."""
    settings.CASES_A_DAY_BEFORE_FRESH_FACTOR, settings.CASES_A_DAY = BEFORE_FRESH, STOP


def cases_of(cast: Cast, many: int) -> list[Case]:
    return [opened_case(cast.nora) for _case in range(many)]


def open_all(client: Client, cases: list[Case]) -> list[int]:
    return [client.get(case.get_absolute_url()).status_code for case in cases]


def test_the_defaults() -> None:
    from config import environment

    assert environment.number("CASES_A_DAY", 80) == 80
    assert environment.number("CASES_A_DAY_BEFORE_FRESH_FACTOR", 40) == 40


def test_after_so_many_a_fresh_proof_is_asked_for(cast: Cast) -> None:
    cases, client = cases_of(cast, BEFORE_FRESH + 1), client_of(cast.nora)
    assert open_all(client, cases) == [200] * BEFORE_FRESH + [302]
    asked = client.get(cases[-1].get_absolute_url())
    assert asked.url == f"/factors/?next=%2Fcases%2F{cases[-1].number}%2F"
    assert not Event.objects.filter(kind="case.view", case_id=cases[-1].pk).exists()
    assert open_all(with_fresh_factor(client, method="password"), cases) == [200] * (BEFORE_FRESH + 1)


def test_the_case_after_the_last_is_refused_and_the_others_stay_open(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    cases, client = cases_of(cast, STOP + 1), with_fresh_factor(client_of(cast.nora), method="password")
    with django_capture_on_commit_callbacks(execute=True):
        assert open_all(client, cases) == [200] * STOP + [429]
        page = client.get(cases[-1].get_absolute_url())
    assert "Ask one of them to let you go on" in page.content.decode()
    assert open_all(client, cases[:STOP]) == [200] * STOP
    assert [one.to for one in mail.outbox] == [["dana@example.org"], ["dov@example.org"]]
    assert not [one for one in mail.outbox if "Nora" in one.body or cases[-1].number in one.body]
    refused = Event.objects.filter(kind="case.view", outcome="refused", case_id=cases[-1].pk).latest("id")
    assert log.read(refused)["facts"] == {"reasons": ["day_is_full"]}
    assert Event.objects.filter(kind="openings.stop").count() == 1


def test_other_pages_of_a_case_are_no_way_around(cast: Cast) -> None:
    cases, client = cases_of(cast, STOP + 1), with_fresh_factor(client_of(cast.nora), method="password")
    open_all(client, cases[:STOP])
    for part in (
        "",
        "identity/",
        "identity/edit/",
        "trail/",
        "screenings/",
        "consents/",
        "access/",
        "looks/",
    ):
        assert client.get(f"{cases[-1].get_absolute_url()}{part}").status_code == 429, part
    sent = client.post(f"{cases[-1].get_absolute_url()}identity/", {"reason": "check", "note": ""})
    assert sent.status_code == 429


def test_a_list_is_no_opening(cast: Cast) -> None:
    cases_of(cast, STOP + 2)
    client_of(cast.nora).get("/cases/")
    assert not DailyOpenings.objects.exists()


def test_another_day_is_another_count(cast: Cast) -> None:
    cases = cases_of(cast, STOP + 1)
    open_all(client_of(cast.nora), cases[:BEFORE_FRESH])
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert open_all(client_of(cast.nora), cases[-2:]) == [200, 200]


def test_a_case_that_is_not_theirs_is_not_counted(cast: Cast) -> None:
    assert open_all(client_of(cast.otto), cases_of(cast, STOP + 1)) == [404] * (STOP + 1)
    assert not DailyOpenings.objects.exists()


def test_opening_it_again_costs_no_statement(cast: Cast) -> None:
    (case,), client = cases_of(cast, 1), client_of(cast.nora)
    costs = []
    for _look in range(3):
        with CaptureQueriesContext(connection) as captured:
            client.get(case.get_absolute_url())
        costs.append(sum("identification_dailyopenings AS today" in one["sql"] for one in captured))
    assert costs == [1, 0, 0]


def test_the_statement_itself_stops(cast: Cast) -> None:
    """Whoever asked before the day was full, and counts after it, is stopped by the count."""
    cases = cases_of(cast, STOP + 1)
    told = [opening._added(case, cast.nora, opening.NO_STOP) for case in cases]
    assert told == [(True, False)] * (STOP - 1) + [(True, True), (False, True)]


def test_two_at_once_do_not_pass_the_stop(committed_cast: Cast) -> None:
    """Eight requests at the same moment, each for another case, on connections of their own."""
    cases = cases_of(committed_cast, STOP + 5)
    client = with_fresh_factor(client_of(committed_cast.nora), method="password")
    open_all(client, cases[: STOP - 1])

    def look(case: Case) -> int:
        mine = Client()
        mine.cookies = client.cookies
        try:
            return mine.get(case.get_absolute_url()).status_code
        finally:
            close_old_connections()
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(pool.map(look, cases[STOP - 1 :]))
    assert answers == [200] + [429] * 5
    assert len(DailyOpenings.objects.get(user=committed_cast.nora.user).cases) == STOP


def test_a_supervisor_lets_them_go_on_for_the_day(cast: Cast) -> None:
    cases, client = cases_of(cast, STOP + 2), with_fresh_factor(client_of(cast.nora), method="password")
    open_all(client, cases)
    dana = Person(cast.dana)
    dana.sees("/", "/oversight/alerts/")
    day = DailyOpenings.objects.get(user=cast.nora.user)
    dana.sees("/oversight/alerts/", "Nora", f"/oversight/openings/{day.pk}/lift/")
    assert dana.sends(f"/oversight/openings/{day.pk}/lift/", reason="stands_in") == "/oversight/alerts/"
    assert open_all(client, cases) == [200] * (STOP + 2)
    event = Event.objects.get(kind="openings.lift")
    assert log.read(event)["facts"] == {"user": str(cast.nora.user_id), "reason": "stands_in"}
    dana.misses(f"/oversight/openings/{day.pk}/lift/")


def test_it_is_lifted_by_a_supervisor_and_never_by_oneself(cast: Cast) -> None:
    cases, client = cases_of(cast, STOP + 1), with_fresh_factor(client_of(cast.dana), method="password")
    open_all(client, cases)
    day = DailyOpenings.objects.get(user=cast.dana.user)
    url = f"/oversight/openings/{day.pk}/lift/"
    assert client.post(url, {"reason": "review"}).status_code == 403
    assert client_of(cast.dov).post(url, {"reason": "review"}).status_code == 403
    assert client_of(cast.nora).post(url, {"reason": "review"}).status_code == 404
    with pytest.raises(IntegrityError, match="nobody_lifts_their_own_stop"):
        DailyOpenings.objects.filter(pk=day.pk).update(lifted_by=cast.dana.user)


def test_nothing_is_lifted_or_stopped_without_its_event(cast: Cast) -> None:
    day = stopped(cast.nora.organisation)
    changes_nothing_without_the_log(
        lambda: actions.lift_stop(openings=day, reason=LiftReason.REVIEW, by=cast.dana)
    )
    (case,) = cases_of(cast, 1)
    open_all(client_of(cast.nora), [case])
    changes_nothing_without_the_log(lambda: actions.stop_openings(case=case, by=cast.nora))


def test_pages_of_deciding_and_of_a_child_are_no_way_around(cast: Cast) -> None:
    """The day is full: each page that shows a case stays shut, and stays open for a case of today."""
    case, child = twice_decided(cast), presumed_case(cast.nora, age_band="child")
    inquiry, guardian = asked(case, cast), appointed(child, cast.nora)
    decided = actions.refuse_identification(case=pending_case(cast), **DECISION, by=cast.ada)
    home, letter = case.get_absolute_url(), f"/decisions/{decided.decisions.get().pk}/letter/"
    pages = {
        cast.nora: [f"{home}inquiries/", inquiry.get_absolute_url(), guardian.get_absolute_url(), letter],
        cast.ada: [f"{home}deciding/", f"{home}inquiries/", f"{home}decisions/", inquiry.get_absolute_url()],
    }
    for who, urls in pages.items():
        client = with_fresh_factor(client_of(who), method="password")
        day = DailyOpenings.objects.create(
            user=who.user,
            organisation=who.organisation,
            day=timezone.localdate(),
            cases=[uuid4() for _one in range(STOP)],
        )
        assert [client.get(url).status_code for url in urls] == [429] * len(urls)
        day.cases = [case.pk, child.pk, decided.pk]
        day.save()
        assert [client.get(url).status_code for url in urls] == [200] * len(urls)
