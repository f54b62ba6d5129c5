"""Two screenings of a case side by side, and what follows from a result where it stands."""

import pytest
from django.test import Client

from identification import actions
from identification.models import Case, Screening
from identification.side_by_side import compared
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import NOTHING, POINTING, REASON, opened_case, screened
from workflow.gate import perform


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.fixture
def case(cast: Cast) -> Case:
    return opened_case(cast.nora)


def test_lines_say_in_words_how_they_compare(cast: Cast, case: Case) -> None:
    earlier = screened(case, cast.nora, {"EX01": "yes", "EX02": "no", "EX03": "no"})
    later = screened(case, cast.nora, {"EX01": "yes", "EX02": "yes", "CD01": "refused"})
    shown = compared(earlier, later)
    said = [(one.label, one.earlier, one.later, one.comparison) for one in shown.lines]
    assert said == [
        ("Result", "No indication so far", "Exploited: refer for labour rights, and screen again", "differs"),
        ("Do you work far too many hours or days?", "Yes", "Yes", "the same"),
        ("Do you get little money for the work, or none?", "No", "Yes", "differs"),
        (
            "Is money taken from your pay, or paid late or not as agreed?",
            "No",
            "Not asked",
            "asked in one only",
        ),
        (
            "Does somebody else hold your passport, telephone or other papers?",
            "Not asked",
            "Did not want to say",
            "asked in one only",
        ),
    ]
    assert shown.different == 2


def test_what_one_list_lacks_is_said(cast: Cast, case: Case) -> None:
    labour = screened(case, cast.nora, {"EX09": "yes"})
    new = Screening(case=case, profile="adult_sexual", screened_by=cast.nora.user)
    sexual = perform(new, "begin", by=cast.nora)
    assert compared(labour, sexual).lines[1].later == "not in this list"


def test_the_page_begins_with_the_two_newest_and_takes_others(nora: Client, cast: Cast, case: Case) -> None:
    rows = [screened(case, cast.nora, answers) for answers in (POINTING, NOTHING, POINTING)]
    url = f"{case.get_absolute_url()}screenings/compare/"
    assert "differs</strong>" in nora.get(url).content.decode()
    chosen = {"one": str(rows[0].pk), "other": str(rows[2].pk)}
    page = nora.get(url, chosen).content.decode()
    assert "differs</strong>" not in page
    assert "0 lines differ." in page


@pytest.mark.parametrize("other", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_screening_that_is_none_of_this_case_is_not_shown(
    nora: Client, cast: Cast, case: Case, other: str
) -> None:
    rows = [screened(case, cast.nora, answers) for answers in (POINTING, NOTHING)]
    foreign = screened(opened_case(cast.nora), cast.nora, POINTING)
    for second in (other, str(foreign.pk)):
        answer = nora.get(
            f"{case.get_absolute_url()}screenings/compare/", {"one": str(rows[0].pk), "other": second}
        )
        assert answer.status_code == 200
        assert "<table" not in answer.content.decode()


def test_with_one_screening_there_is_nothing_to_compare(nora: Client, cast: Cast, case: Case) -> None:
    screened(case, cast.nora, NOTHING)
    page = nora.get(f"{case.get_absolute_url()}screenings/compare/").content.decode()
    assert "only one screening" in page
    assert '<form method="get"' not in page


def test_where_the_result_stands_one_may_presume_or_override_upward(
    nora: Client, cast: Cast, case: Case
) -> None:
    weak, strong = screened(case, cast.nora, NOTHING), None
    page = nora.get(weak.get_absolute_url()).content.decode()
    override = f"{case.get_absolute_url()}do/override_upward/"
    assert override in page
    assert "do/presume/" not in page
    strong = screened(case, cast.nora, POINTING)
    page = nora.get(strong.get_absolute_url()).content.decode()
    assert f"{case.get_absolute_url()}do/presume/" in page
    assert override not in page
    assert nora.post(override, {"reason": REASON}).status_code == 302


def test_nothing_follows_from_a_talk_under_way(nora: Client, cast: Cast, case: Case) -> None:
    new = Screening(case=case, profile="adult_labour", screened_by=cast.nora.user)
    row = actions.answer(screening=perform(new, "begin", by=cast.nora), answers=POINTING, by=cast.nora)
    page = nora.get(row.get_absolute_url()).content.decode()
    assert "do/presume/" not in page
    assert "do/override_upward/" not in page
