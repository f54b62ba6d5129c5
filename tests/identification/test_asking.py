"""One tap is one answer: saved, cheap, and nothing that others wrote meanwhile is undone."""

from typing import Any

import pytest
from django.test import Client

from encryption.fields import SealedTextField
from identification import actions
from identification.asking.questions import questions_of
from identification.indicators import load
from identification.models import AnswerNote, Screening
from tests.cast import Cast
from tests.helpers import client_of, codes, log_is_broken
from tests.identification.forms import NUL
from tests.makers import NOTHING, opened_case, screened
from tests.makers_breakglass import broken
from workflow.gate import perform

NOTE = "The passport lies in the drawer of the office."


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.fixture
def row(cast: Cast) -> Screening:
    return begun(cast)


def begun(cast: Cast, **given: Any) -> Screening:
    told = {"profile": "adult_labour", **given}
    new = Screening(case=opened_case(cast.nora), screened_by=cast.nora.user, **told)
    return perform(new, "begin", by=cast.nora)


def tap(row: Screening, code: str) -> str:
    return f"/screenings/{row.pk}/answers/{code}/"


def test_a_tap_is_saved_and_says_so_by_204_alone(nora: Client, row: Screening) -> None:
    for value in ("yes", "no", "not_asked", "refused"):
        assert nora.post(tap(row, "EX01"), {"EX01": value}).status_code == 204
        assert row.answered() == {"EX01": value}


@pytest.mark.parametrize("sent", [{}, {"EX01": ""}, {"EX01": "maybe"}, {"EX02": "yes"}, {"note_EX01": NUL}])
def test_what_is_no_answer_is_400_in_words_and_changes_nothing(
    nora: Client, row: Screening, sent: Any
) -> None:
    answer = nora.post(tap(row, "EX01"), sent)
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content
    assert row.answered() == {}


def test_a_code_that_no_list_of_the_talk_has_is_404(nora: Client, row: Screening) -> None:
    for code in ("ZZ99", "EX", "ex01"):
        assert nora.post(tap(row, code), {code: "yes"}).status_code == 404, code


def test_what_only_adults_are_asked_no_child_is(nora: Client, cast: Cast) -> None:
    case = opened_case(cast.nora, age_band="unknown")
    new = Screening(case=case, profile="child_labour", screened_by=cast.nora.user)
    row = perform(new, "begin", by=cast.nora)
    assert nora.post(tap(row, "EX08"), {"EX08": "yes"}).status_code == 404
    assert nora.post(tap(row, "EX09"), {"EX09": "yes"}).status_code == 204


def test_a_note_is_sealed_and_beside_its_answer(nora: Client, row: Screening) -> None:
    nora.post(tap(row, "CD01"), {"note_CD01": NOTE})
    note = AnswerNote.objects.get(screening=row)
    assert (note.code, note.note, row.answered()) == ("CD01", NOTE, {})
    assert isinstance(AnswerNote._meta.get_field("note"), SealedTextField)
    assert NOTE in nora.get(f"/screenings/{row.pk}/CD/").content.decode()
    assert NOTE in nora.get(f"/screenings/{row.pk}/").content.decode()
    nora.post(tap(row, "CD01"), {"note_CD01": ""})
    assert AnswerNote.objects.get(screening=row).note is None
    assert AnswerNote.history.filter(id=note.pk).count() == 2


def test_nothing_is_written_when_the_event_cannot_be(row: Screening, cast: Cast) -> None:
    with log_is_broken(), pytest.raises(Exception, match="the log is broken"):
        actions.answer(screening=row, answers={"EX01": "yes"}, notes={"EX01": NOTE}, by=cast.nora)
    assert row.answered() == {}
    assert not AnswerNote.objects.exists()


def test_a_completed_screening_takes_no_tap(nora: Client, cast: Cast) -> None:
    row = screened(opened_case(cast.nora), cast.nora, NOTHING)
    assert nora.post(tap(row, "EX01"), {"EX01": "yes"}).status_code == 409
    assert row.answered()["EX01"] == "no"


def test_who_may_only_read_may_not_tap_and_strangers_find_nothing(committed_cast: Cast) -> None:
    row = begun(committed_cast)
    assert client_of(committed_cast.dana).post(tap(row, "EX01"), {"EX01": "yes"}).status_code == 403
    assert client_of(committed_cast.otto).post(tap(row, "EX01"), {"EX01": "yes"}).status_code == 404
    assert row.answered() == {}


def test_who_looks_in_an_emergency_may_not_tap(committed_cast: Cast) -> None:
    case = opened_case(committed_cast.odile)
    new = Screening(case=case, profile="adult_labour", screened_by=committed_cast.odile.user)
    row = perform(new, "begin", by=committed_cast.odile)
    broken(case, committed_cast.nora)
    nora = client_of(committed_cast.nora)
    assert nora.get(f"/screenings/{row.pk}/").status_code == 200
    assert nora.post(tap(row, "EX01"), {"EX01": "yes"}).status_code == 403
    assert row.answered() == {}


def test_a_page_left_open_does_not_undo_what_another_device_wrote(nora: Client, row: Screening) -> None:
    """The page showed "not asked" twice; since then another device said yes to the first."""
    shown = {"initial-EX01": "not_asked", "initial-EX02": "not_asked"}
    nora.post(tap(row, "EX01"), {"EX01": "yes"})
    sent = {"EX01": "not_asked", "EX02": "no", **shown}
    rest = {f"EX0{one}": "not_asked" for one in range(3, 10)}
    rest |= {f"initial-{code}": "not_asked" for code in rest}
    nora.post(f"/screenings/{row.pk}/EX/", {**sent, **rest})
    assert row.answered() == {"EX01": "yes", "EX02": "no"}


def test_the_page_sends_along_what_it_shows(nora: Client, row: Screening, cast: Cast) -> None:
    actions.answer(screening=row, answers={"EX01": "yes"}, notes={"EX01": NOTE}, by=cast.nora)
    page = nora.get(f"/screenings/{row.pk}/EX/").content.decode()
    assert '<input type="hidden" name="initial-EX01" value="yes"' in page
    assert '<input type="hidden" name="initial-EX02" value="not_asked"' in page
    assert f'name="initial-note_EX01" value="{NOTE}"' in page


def test_every_indicator_has_a_question_and_what_it_means() -> None:
    questions = questions_of(load())
    assert list(questions) == [one.code for one in load().indicators]
    assert all(one.ask.endswith("?") and one.means.endswith(".") for one in questions.values())
    assert len({one.ask for one in questions.values()}) == len(questions)
    assert not [one.label for one in load().indicators if one.label == questions[one.code].ask]


def test_a_question_of_two_lists_is_asked_once_and_counts_in_both(nora: Client, cast: Cast) -> None:
    row = begun(cast, also=["adult_sexual"])
    page = nora.get(f"/screenings/{row.pk}/EX/").content.decode()
    assert page.count('<fieldset class="field field--group"') == 9
    assert page.count('name="EX01"') == 4
    for code in ("EX01", "EX02", "EX03", "CD03", "CD04"):
        nora.post(tap(row, code), {code: "yes"})
    assert [one.result for one in row.scores()] == ["presumed", "presumed"]
    assert row.scores()[0].elements[3].yes["EX01"] == "S"
    assert row.scores()[1].elements[3].yes["EX01"] == "M"


def test_both_lists_are_chosen_with_one_form(nora: Client, cast: Cast) -> None:
    case = opened_case(cast.nora)
    entered = {"key": str(case.pk), "profile": ["adult_sexual", "adult_labour"]}
    nora.post(f"{case.get_absolute_url()}screenings/new/", entered)
    row = Screening.objects.get(case=case)
    assert (row.profile, row.also, row.profiles) == (
        "adult_labour",
        ["adult_sexual"],
        ["adult_labour", "adult_sexual"],
    )


@pytest.mark.parametrize("age_band", ["child", "unknown"])
def test_no_list_for_adults_is_asked_beside_one_for_children(cast: Cast, age_band: str) -> None:
    case = opened_case(cast.nora, age_band=age_band)
    told = {"profile": "child_labour", "screened_by": cast.nora.user}
    assert codes(Screening(case=case, also=["adult_sexual"], **told), "begin", by=cast.nora) == [
        "profile_fits_age"
    ]
    assert codes(Screening(case=case, also=["child_sexual"], **told), "begin", by=cast.nora) == []


def test_one_goes_on_where_something_was_not_asked(nora: Client, row: Screening, cast: Cast) -> None:
    first = {f"DR{number:02}": "no" for number in range(1, 11)}
    actions.answer(screening=row, answers=first, by=cast.nora)
    page = nora.get(f"/screenings/{row.pk}/").content.decode()
    assert f"/screenings/{row.pk}/CR/" in page
    assert "10 of 10 asked" in nora.get(f"/screenings/{row.pk}/EX/").content.decode()
