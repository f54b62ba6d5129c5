"""How many statements a page costs: a gate that no slow machine moves. Session, person and membership included.

Savepoints and commits are not counted; keys are forgotten first, as in a fresh worker. docs/benchmarks.md says
what each of them is.
"""

from collections import Counter
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from identification.models import Case, Screening
from tests.cast import Cast
from tests.helpers import client_of, statements_of
from tests.makers import consented, drafted, opened_case, presumed_case, referral_at
from tests.makers_documents import document_at
from workflow.gate import perform

LIST, CASE_PAGE, CREATE, START_RECOVERY, RECEIVE, ACCEPT = 5, 8, 12, 7, 10, 12
COPY = 8
TAP = 10
NEW = {
    **dict.fromkeys(("in_danger", "injured", "controlled"), "no"),
    "age_band": "adult",
    "sex": "female",
    "language": "ru",
    "jurisdiction": "AV",
    "pseudonym": "Robin",
}


def add_to(case: Case, cast: Cast) -> None:
    """More of everything that a case page could read row by row."""
    for other in (cast.sami, cast.otto):
        consented(case, cast.nora, other.organisation)
        drafted(case, cast.nora, other)


def test_a_list_costs_the_same_with_more_cases(cast: Cast) -> None:
    client = client_of(cast.nora)
    presumed_case(cast.nora)
    one = statements_of(client, "get", "/cases/")
    for _case in range(30):
        presumed_case(cast.nora)
    assert len(statements_of(client, "get", "/cases/")) == len(one) <= LIST


def test_a_case_page_costs_the_same_with_more_in_it(cast: Cast) -> None:
    client, case = client_of(cast.nora), presumed_case(cast.nora)
    small = statements_of(client, "get", case.get_absolute_url())
    add_to(case, cast)
    large = statements_of(client, "get", case.get_absolute_url())
    assert len(large) <= len(small) <= CASE_PAGE


def test_opening_a_case(cast: Cast) -> None:
    opening = statements_of(client_of(cast.nora), "post", "/cases/new/", {**NEW, "key": str(uuid4())})
    assert len(opening) <= CREATE
    written = Counter(one.split('"')[1] for one in opening if one.startswith("INSERT"))
    assert written == {
        "encryption_casekey": 1,
        "identification_case": 1,
        "identification_historicalcase": 1,
        "identification_caseaccess": 1,
        "identification_identity": 1,
        "identification_historicalidentity": 1,
        "audit_event": 2,
    }


def test_starting_recovery(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    url = f"{case.get_absolute_url()}do/start_recovery/"
    assert len(statements_of(client_of(cast.nora), "post", url)) <= START_RECOVERY


@pytest.mark.parametrize(
    ("status", "step", "most"), [("sent", "receive", RECEIVE), ("sent", "accept", ACCEPT)]
)
def test_answering_a_referral(status: str, step: str, most: int, cast: Cast) -> None:
    referral = referral_at(status, cast)
    url = f"{referral.get_absolute_url()}do/{step}/"
    assert len(statements_of(client_of(cast.sami), "post", url)) <= most


def test_a_copy_of_a_document(cast: Cast) -> None:
    """Session, person, organisation, document, the case's lock, basis, parts, key, event: no more for a larger one."""
    client = client_of(cast.nora)
    for content in (b"A letter.", b"A letter. " * 200_000):
        document = document_at("clean", cast, content=content)
        assert len(statements_of(client, "get", f"{document.get_absolute_url()}file/")) <= COPY


def test_a_tap(cast: Cast) -> None:
    """Session, membership, screening; case held, screening read anew, saved, its history, the event; the answer
    looked for and written. No more for a second list, for a further answer, or for a changed one.
    """
    case, client = opened_case(cast.nora), client_of(cast.nora)
    new = Screening(case=case, profile="adult_labour", also=["adult_sexual"], screened_by=cast.nora.user)
    url = f"/screenings/{perform(new, 'begin', by=cast.nora).pk}/answers/"
    for code in ("EX01", "EX02", "EX01", "RV08"):
        assert len(statements_of(client, "post", f"{url}{code}/", {code: "yes"}, 204)) <= TAP, code


def test_the_counting_sees_a_query_a_row(cast: Cast) -> None:
    """A planted defect: a carrier asked for row by row."""
    case = presumed_case(cast.nora)
    with CaptureQueriesContext(connection) as captured:
        assert [str(Case.objects.get(pk=case.pk).carrier) for _row in range(5)]
    assert len(captured) == 10
