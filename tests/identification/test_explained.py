"""The result is explained: what made it, and which unasked questions could still change it."""

from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from identification import actions
from identification.enums import Profile, Result
from identification.explained import could_change, explained
from identification.indicators import load
from identification.models import Screening
from identification.scoring import score
from tests.cast import Cast
from tests.makers import NOTHING, POINTING, opened_case, screened
from workflow.gate import perform

KNOWN = load()


@some.composite
def nearly_asked(draw: Any) -> tuple[str, bool, dict[str, str]]:
    """A screening of which no more than eight questions were not asked, so that every further answer can be tried."""
    profile = draw(some.sampled_from(Profile.values))
    codes = [one.code for one in KNOWN.of(profile)]
    unasked = draw(some.sets(some.sampled_from(codes), max_size=8))
    values = some.sampled_from(["yes", "no", "no", "no", "refused"])
    return profile, profile.startswith("adult"), {code: draw(values) for code in codes if code not in unasked}


@settings(max_examples=150, deadline=None)
@given(nearly_asked())
def test_just_those_questions_are_named_with_which_the_result_can_change(case: Any) -> None:
    profile, adult, answers = case
    before = score(profile, adult=adult, answers=answers)
    named = {(element.element, code) for element, codes in could_change(before, KNOWN) for code in codes}
    tipping = set()
    for element in before.elements:
        for further in every_choice(element.not_asked):
            with_them = score(profile, adult=adult, answers=answers | dict.fromkeys(further, "yes"))
            for last in further:
                without = answers | dict.fromkeys(set(further) - {last}, "yes")
                if score(profile, adult=adult, answers=without).result is not with_them.result:
                    tipping.add((element.element, last))
    assert named == tipping


def every_choice(codes: list[str]) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(codes, size) for size in range(len(codes) + 1)))


def test_a_question_that_tips_nothing_is_not_named() -> None:
    """With one medium yes, the strong question alone is enough, and the weak one is never the last that was missing."""
    rest = {f"EX0{number}": "no" for number in range(3, 9)}
    found = score("adult_labour", adult=True, answers={"EX02": "yes", **rest})
    named = {one.element: codes for one, codes in could_change(found, KNOWN)}
    assert named["EX"] == ["EX01"]


@pytest.mark.parametrize("value", ["no", "refused"])
def test_not_asked_is_not_no(value: str) -> None:
    """The same result, but where nothing was asked it may still change."""
    exploitation = [one.code for one in KNOWN.in_element(Profile.CHILD_LABOUR, "EX")]
    asked = score(Profile.CHILD_LABOUR, adult=False, answers=dict.fromkeys(exploitation, value))
    unasked = score(Profile.CHILD_LABOUR, adult=False, answers=dict.fromkeys(exploitation, "not_asked"))
    assert asked.result is unasked.result is Result.INCONCLUSIVE_CHILD
    assert could_change(asked, KNOWN) == []
    assert [(one.element, codes) for one, codes in could_change(unasked, KNOWN)] == [("EX", exploitation)]


def test_explained_names_result_advice_reason_and_source(cast: Cast) -> None:
    shown = explained(screened(opened_case(cast.nora), cast.nora, POINTING))
    (labour,) = shown.lists
    assert shown.result == labour.result == "Presumed victim of trafficking"
    assert "presumed victim now" in shown.advice
    assert "show exploitation, and a means" in labour.why
    assert labour.could_change == []
    assert "secondary source" in labour.provenance
    assert not labour.is_provisional
    exploitation = next(one for one in labour.elements if one.name == "Exploitation")
    assert (
        exploitation.sentence
        == "Shown by the answers: 1 strong, 1 medium, 0 weak. 7 questions were not asked."
    )
    assert exploitation.yes == ["Excessive working days or hours", "Low or no salary"]


def test_explained_names_the_questions_that_could_change_it(cast: Cast) -> None:
    (labour,) = explained(screened(opened_case(cast.nora), cast.nora, NOTHING)).lists
    assert len(labour.could_change) == 6
    assert "Do you get little money for the work, or none?" in labour.could_change[3].questions
    assert "Do you work far too many hours or days?" not in labour.could_change[3].questions


def test_two_lists_are_told_each_by_itself_and_the_stronger_result_stands(cast: Cast) -> None:
    """Hours are strong in one list and medium in the other: together with the pay they tip only the first."""
    case = opened_case(cast.nora)
    begun = Screening(case=case, profile="adult_labour", also=["adult_sexual"], screened_by=cast.nora.user)
    row = perform(begun, "begin", by=cast.nora)
    actions.answer(screening=row, answers=POINTING, by=cast.nora)
    row = perform(row, "complete", by=cast.nora)
    shown = explained(row)
    assert [(one.name, one.result) for one in shown.lists] == [
        ("Adult, labour exploitation", "Presumed victim of trafficking"),
        ("Adult, sexual exploitation", "At risk: plan for safety, and screen again"),
    ]
    assert (row.result, shown.result) == (Result.PRESUMED, "Presumed victim of trafficking")
    assert [one.is_provisional for one in shown.lists] == [False, True]
