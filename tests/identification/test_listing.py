"""The list of cases: every case once, newest first, in pages, from the index."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit import log
from audit.models import Event
from identification import access, listing
from identification.actions import open_case
from identification.enums import Basis, Scope
from identification.listing import page_of
from identification.models import Case, CaseAccess
from tests.cast import Cast
from tests.helpers import client_of, statements_of
from tests.makers import new_case, opened_case
from tests.owner import as_owner
from wall.context import acting_as

# As many statements as one page of the list takes, however many cases there are.
STATEMENTS = 5
NOBODY = "5d4a1f0e-9c7b-4c55-8a51-0f6f4b1f2d3c"
MANY = """
INSERT INTO identification_case (id, number, status, status_since, jurisdiction, opened_at, carrier_id,
    age_band, sex, language, in_danger, injured, controlled, closing_reason)
SELECT gen_random_uuid(), lpad(to_hex(n), 9, '0'), 'screening', now(), 'AV', now() - n * interval '1 hour',
    %(carrier)s, 'adult', 'female', 'ru', 'no', 'no', 'no', '' FROM generate_series(1, %(number)s) AS n;
INSERT INTO identification_caseaccess (id, case_id, organisation_id, scope, basis, granted_at, opened_at)
SELECT gen_random_uuid(), id, carrier_id, 'identity', 'opened', opened_at, opened_at FROM identification_case;
ANALYZE identification_case; ANALYZE identification_caseaccess;
"""


def many_cases(cast: Cast, number: int) -> None:
    """Fill the tables faster than sixty walks through the workflow would."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(MANY, {"carrier": cast.nora.organisation_id, "number": number})


def all_pages(cast: Cast) -> list[Case]:
    page = page_of(cast.nora)
    found = list(page.cases)
    while page.next_token:
        page = page_of(cast.nora, page.next_token)
        found += page.cases
    return found


def test_sixty_cases_in_pages_without_gaps_or_repeats(cast: Cast) -> None:
    many_cases(cast, 60)
    found = all_pages(cast)
    assert len(found) == len({case.pk for case in found}) == 60
    assert [case.opened_at for case in found] == sorted((case.opened_at for case in found), reverse=True)


def test_cases_opened_in_the_same_moment_are_not_lost(cast: Cast) -> None:
    many_cases(cast, 60)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE identification_caseaccess SET opened_at = '2026-01-01 00:00+00'")
    assert len({case.pk for case in all_pages(cast)}) == 60


def test_two_accesses_do_not_repeat_a_case_over_pages(cast: Cast) -> None:
    many_cases(cast, 30)
    for case in Case.objects.all()[:30]:
        access.grant(
            case=case,
            organisation=cast.nora.organisation,
            scope=Scope.SUMMARY,
            basis=Basis.OPENED,
            by=cast.nora,
        )
    found = all_pages(cast)
    assert len(found) == len({case.pk for case in found}) == 30
    assert page_of(cast.nora).count_text == "cases: 30"


def test_pages_through_http(cast: Cast) -> None:
    many_cases(cast, 60)
    client, url, seen = client_of(cast.nora), "/cases/", []
    while url:
        page = client.get(url).content.decode()
        seen += re.findall(r'class="list-row__link number" href="/cases/([^/]+)/"', page)
        more = re.search(r'href="(/cases/\?after=[^"]+)" rel="next"', page)
        url = more.group(1).replace("&amp;", "&") if more else ""
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize(
    "token",
    [
        "",
        "~",
        "page2",
        "2026-01-01T00:00:00~",
        f"2026-01-01T00:00:00~{NOBODY}",
        f"2026-13-01T00:00:00+00:00~{NOBODY}",
        "2026-01-01T00:00:00+00:00~no-id",
        f"0001-01-01T00:00:00+23:59~{NOBODY}",
        f"9999-12-31T23:59:59-23:59~{NOBODY}",
        f"2026-01-01T00:00:00+05:30:15~{NOBODY}",
        "\u202e" * 40,
        "'; DROP TABLE identification_case; --",
        "9" * 5000,
    ],
)
def test_a_broken_token_means_the_first_page(cast: Cast, token: str) -> None:
    many_cases(cast, 3)
    assert len(page_of(cast.nora, token).cases) == 3
    assert client_of(cast.nora).get("/cases/", {"after": token}).status_code == 200


def test_a_token_beyond_the_last_case_is_an_empty_page(cast: Cast) -> None:
    opened_case(cast.nora)
    page = page_of(cast.nora, f"2001-01-01T00:00:00+00:00~{uuid4()}")
    assert (page.cases, page.next_token) == ([], "")


def test_the_count_stops_at_its_cap(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    many_cases(cast, 8)
    assert page_of(cast.nora).count_text == "cases: 8"
    monkeypatch.setattr(listing, "COUNTED", 8)
    assert page_of(cast.nora).count_text == "cases: 8"
    monkeypatch.setattr(listing, "COUNTED", 7)
    assert page_of(cast.nora).count_text == "more than 7 cases"


def test_the_index_gives_the_order(cast: Cast) -> None:
    """The wall lets it: what a row is asked for there is found row by row, not by reading every case first."""
    many_cases(cast, 4000)
    with acting_as(cast.nora.organisation_id), CaptureQueriesContext(connection) as captured:
        first = page_of(cast.nora)
        page_of(cast.nora, first.next_token)
    listed = [one["sql"] for one in captured if "DISTINCT ON" in one["sql"] and "COUNT" not in one["sql"]]
    assert len(listed) == 2
    for statement in listed:
        with acting_as(cast.nora.organisation_id), connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {statement}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert "Sort" not in plan, plan
        assert "Seq Scan on wall_party" not in plan, plan
        assert "cases_of_an_organisation" in plan, plan


def test_as_many_statements_for_25_cases_as_for_5(cast: Cast) -> None:
    client_of_nora = client_of(cast.nora)
    many_cases(cast, 5)
    few = statements_of(client_of_nora, "get", "/cases/")
    for _case in range(20):
        opened_case(cast.nora)
    assert len(statements_of(client_of_nora, "get", "/cases/")) == len(few) <= STATEMENTS


def test_the_list_is_in_the_log_with_the_cases_it_showed(cast: Cast) -> None:
    case = opened_case(cast.nora)
    client_of(cast.nora).get("/cases/")
    event = Event.objects.filter(kind="case.list").latest("id")
    assert log.read(event)["facts"]["ids"] == [str(case.pk)]


def test_an_access_repeats_when_its_case_was_opened(cast: Cast) -> None:
    case = open_case(case=new_case(cast.nora), by=cast.nora, pseudonym="Robin")
    assert CaseAccess.objects.get(case=case).opened_at == case.opened_at
    assert case.opened_at > timezone.now() - timedelta(minutes=1)
